"""Counts are written as full as there is room, and never without the working cameras."""

from __future__ import annotations

import pytest

from console.domain.condition import Condition
from console.i18n.formats import Formats
from console.i18n.language import Language
from console.widgets.lists.condition_painter import fullest

COUNTS = {Condition.WORKING: 6431, Condition.OFFLINE: 312, Condition.UNKNOWN: 0, Condition.NEVER: 4015}


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (20, ["6.431", "312", "4.015"]),
        (8, ["6k", "312", "4k"]),
        (6, ["6k …"]),
        (0, ["6k …"]),
    ],
)
def test_shorter_numbers_before_fewer(room: int, expected: list[str]) -> None:
    parts = fullest(COUNTS, Formats.of(Language.INDONESIAN), room, len)

    assert [words for _condition, words in parts] == expected


def test_what_is_stale_here_is_left_out_last() -> None:
    counts = {
        Condition.WORKING: 640,
        Condition.STALE: 2,
        Condition.OFFLINE: 301,
        Condition.UNKNOWN: 12,
        Condition.NEVER: 59,
    }
    formats = Formats.of(Language.ENGLISH)

    assert [words for _one, words in fullest(counts, formats, 10, len)] == ["640", "2", "301 …"]
    assert [words for _one, words in fullest(counts, formats, 6, len)] == ["640", "2 …"]


def test_an_area_without_a_working_camera_says_so() -> None:
    formats = Formats.of(Language.ENGLISH)

    assert fullest({Condition.OFFLINE: 2}, formats, 99, len) == [(Condition.WORKING, "0"), (Condition.OFFLINE, "2")]
