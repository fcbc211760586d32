"""The words of a flag: state, officer and clock, each only when it says something."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from console.base.ids import new_id
from console.domain.camera import CameraId
from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.flag_clock import FlagRules
from console.domain.flag_state import FlagAction, FlagState
from console.i18n.language import Language
from console.qt.resources import load_translator
from console.widgets.lists.flag_words import FlagWords, minutes
from tests.helpers.clock import START_UTC

_NUMBER = "SMG-20261123-0042"
_SENT = EventEntry(
    new_id(),
    EventKind.FLAG,
    CameraId("cam-1"),
    START_UTC,
    "",
    EventWay.SENT,
    "KAM-01",
    1,
    number=_NUMBER,
    stage=FlagState.SENT,
    clock_utc=START_UTC,
    waits=True,
)

_TAKEN: dict[str, object] = {"stage": FlagState.ONSCENE, "way": EventWay.ACKNOWLEDGED}


def _words(language: Language = Language.INDONESIAN) -> FlagWords:
    return FlagWords(load_translator(language), FlagRules)


@pytest.mark.parametrize(
    ("changes", "seconds", "clock", "late"),
    [
        ({}, 4, "sampai 0:04 / 0:05", False),
        ({}, 6, "sampai 0:06 / 0:05", True),
        ({"stage": FlagState.DELIVERED}, 9, "jawaban 0:09 / 0:10", False),
        ({"stage": FlagState.ENROUTE, "waits": False}, 601, "TKP 10:01 / 10:00", True),
        ({"stage": FlagState.ONSCENE, "waits": False}, 601, "", False),
        ({"stage": FlagState.CLOSED, "waits": False}, 601, "", False),
        ({"waits": False}, 90, "", False),
        ({"stage": None}, 90, "", False),
        ({"priority": 4, "stage": FlagState.DELIVERED}, 3_605, "jawaban 1:00:05 / 6:00:00", False),
        ({}, -5, "sampai 0:00 / 0:05", False),
    ],
)
def test_the_clock_says_what_is_waited_for_and_whether_it_is_late(
    changes: dict[str, object], seconds: float, clock: str, late: bool
) -> None:
    entry = replace(_SENT, **changes)  # type: ignore[arg-type]  # fields of the entry
    assert _words().clock(entry, START_UTC + timedelta(seconds=seconds)) == (clock, late)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"level": 1}, f"Dinaikkan ke Polrestabes · {_NUMBER}"),
        ({"level": 2}, f"Dinaikkan ke Polda · {_NUMBER}"),
        ({"waits": False}, f"Sudah ditelepon · {_NUMBER}"),
        (_TAKEN | {"officer_name": "Bripka Joko", "officer_number": "84010044"}, "Bripka Joko (84010044)"),
        (_TAKEN | {"officer_name": "Bripka Joko"}, "Bripka Joko"),
        (_TAKEN, _NUMBER),
        ({"stage": FlagState.CANCELLED}, f"Dibatalkan · {_NUMBER}"),
        ({"stage": None, "said": frozenset({FlagAction.TELEPHONE})}, "Polisi sudah diberi tahu lewat telepon"),
    ],
)
def test_standing_tells_the_state_and_the_officer(changes: dict[str, object], said: str) -> None:
    assert _words().standing(replace(_SENT, **changes)) == said  # type: ignore[arg-type]  # fields of the entry


@pytest.mark.parametrize("language", list(Language))
def test_every_state_and_level_has_its_words_in_both_languages(language: Language) -> None:
    words = _words(language)
    assert all(words.state(state) for state in FlagState)


def test_long_times_are_said_in_hours() -> None:
    assert [minutes(seconds) for seconds in (0, 59.9, 60, 3_599, 3_600, 86_400)] == [
        "0:00",
        "0:59",
        "1:00",
        "59:59",
        "1:00:00",
        "24:00:00",
    ]
