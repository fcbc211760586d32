"""Which flags are open, whose word counts, and that nobody who waits stands below one who does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from console.domain.camera import CameraId
from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.flag_state import FlagState
from console.domain.open_flags import open_flags

_NOW = datetime(2026, 11, 26, 14, tzinfo=UTC)


def _flag(
    number: int, age_s: int, stage: FlagState | None, way: EventWay = EventWay.SENT, kind: EventKind = EventKind.FLAG
) -> EventEntry:
    at_utc = _NOW - timedelta(seconds=age_s)
    return EventEntry(UUID(int=number), kind, CameraId("a"), at_utc, "", way, stage=stage)


def _numbers(entries: list[EventEntry]) -> list[int]:
    return [entry.id.int for entry in entries]


def test_the_unanswered_come_first_and_the_oldest_of_each() -> None:
    room = [
        _flag(1, 900, FlagState.ONSCENE),
        _flag(2, 10, FlagState.DELIVERED),
        _flag(3, 1000, FlagState.ACKNOWLEDGED),
        _flag(4, 60, FlagState.REOPENED),
    ]
    assert _numbers(open_flags(room, [])) == [4, 2, 3, 1]


def test_what_the_centre_does_not_have_yet_is_added_and_else_its_word_counts() -> None:
    here = [
        _flag(1, 30, None, EventWay.SAVED),
        _flag(2, 50, FlagState.DELIVERED),
        _flag(3, 70, FlagState.DELIVERED, EventWay.SENT),
        _flag(4, 90, FlagState.CLOSED),
        _flag(5, 5, None, EventWay.SAVED, EventKind.BOOKMARK),
    ]
    room = [_flag(2, 50, FlagState.ACKNOWLEDGED)]
    assert _numbers(open_flags(room, here)) == [1, 2]
    assert _numbers(open_flags(None, here)) == [3, 2, 1]
