"""Numbers, ages and times as people in Semarang write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from console.i18n.formats import Formats
from console.i18n.language import Language

INDONESIAN = Formats.of(Language.INDONESIAN)
ENGLISH = Formats.of(Language.ENGLISH)
EVENING_UTC = datetime(2026, 8, 23, 14, 14, 9, tzinfo=UTC)


def test_moment_is_in_wib_with_the_month_of_the_language() -> None:
    assert INDONESIAN.moment(EVENING_UTC) == "23 Agu 2026 21.14.09 WIB"
    assert ENGLISH.moment(EVENING_UTC) == "23 Aug 2026 21:14:09 WIB"


def test_recent_says_the_date_only_on_another_day_in_wib() -> None:
    after_midnight_utc = datetime(2026, 8, 23, 17, 0, 1, tzinfo=UTC)

    assert INDONESIAN.recent(EVENING_UTC, EVENING_UTC) == "21.14.09 WIB"
    assert INDONESIAN.recent(EVENING_UTC, after_midnight_utc) == "23 Agu 2026 21.14.09 WIB"


def test_count_groups_thousands_by_language() -> None:
    assert INDONESIAN.count(10_758) == "10.758"
    assert ENGLISH.count(10_758) == "10,758"


@pytest.mark.parametrize(
    ("seconds", "indonesian", "english"),
    [
        (0.0, "0,0 s", "0.0 s"),
        (0.29, "0,2 s", "0.2 s"),
        (9.99, "9,9 s", "9.9 s"),
        (10.0, "10 s", "10 s"),
        (59.9, "59 s", "59 s"),
        (185.0, "3 m 05 s", "3 m 05 s"),
        (7800.0, "2 j 10 m", "2 h 10 m"),
    ],
)
def test_age_grows_coarser_and_never_rounds_up(seconds: float, indonesian: str, english: str) -> None:
    assert INDONESIAN.age(seconds) == indonesian
    assert ENGLISH.age(seconds) == english


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.0, "< 1 s"), (0.99, "< 1 s"), (1.0, "1 s"), (9.99, "9 s"), (14.2, "14 s"), (185.0, "3 m 05 s")],
)
def test_the_age_on_a_tile_stands_still_while_pictures_come(seconds: float, words: str) -> None:
    assert INDONESIAN.tile_age(seconds) == words
    assert ENGLISH.tile_age(seconds) == words
