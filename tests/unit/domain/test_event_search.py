"""Which bookmarks and flags are found by what a person typed and chose."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from console.domain.camera import CameraId
from console.domain.event import EventEntry, EventKind, EventWay, tags_of
from console.domain.event_search import EventQuery, EventShow, is_shown, sayings, says_all
from console.domain.flag_state import FlagState

_BOOKMARK = EventEntry(
    UUID("019ab000-0000-7000-8000-0000000000b1"),
    EventKind.BOOKMARK,
    CameraId("cam-1"),
    datetime(2026, 11, 23, 14, 0, tzinfo=UTC),
    "Truk mogok",
    EventWay.SENT,
    tags=("macet", "truk besar"),
)
_FLAG = replace(_BOOKMARK, kind=EventKind.FLAG, number="SMG-20261123-0042", stage=FlagState.DELIVERED, tags=())


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", ()),
        ("Macet, truk ,macet,,  #Banjir", ("macet", "truk", "banjir")),
        ("truk   besar", ("truk besar",)),
        (",".join(f"t{number}" for number in range(20)), tuple(f"t{number}" for number in range(8))),
        ("x" * 40, ("x" * 32,)),
    ],
)
def test_tags_are_the_words_between_commas_each_once_and_in_small_letters(typed: str, tags: tuple[str, ...]) -> None:
    assert tags_of(typed) == tags


@pytest.mark.parametrize(
    ("show", "bookmark", "open_flag", "ended_flag"),
    [
        (EventShow.ALL, True, True, True),
        (EventShow.OPEN_FLAGS, False, True, False),
        (EventShow.FLAGS, False, True, True),
        (EventShow.BOOKMARKS, True, False, False),
        (EventShow.ROOM_FLAGS, False, True, True),
        (EventShow.ROOM_BOOKMARKS, True, False, False),
    ],
)
def test_each_choice_shows_its_kind(show: EventShow, bookmark: bool, open_flag: bool, ended_flag: bool) -> None:
    ended = replace(_FLAG, stage=FlagState.CLOSED)
    assert [is_shown(entry, show) for entry in (_BOOKMARK, _FLAG, ended)] == [bookmark, open_flag, ended_flag]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("truk", True), ("MOGOK truk", True), ("#mac", True), ("#mogok", False), ("truk banjir", False), ("", True)],
)
def test_every_word_must_be_said_and_a_sign_means_a_tag(typed: str, found: bool) -> None:
    assert says_all(EventQuery(typed=typed).words, sayings(_BOOKMARK)) is found


def test_a_flag_is_found_by_its_number() -> None:
    assert says_all(EventQuery(typed="1123-0042").words, sayings(_FLAG))
