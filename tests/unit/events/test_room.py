"""What everybody in the room made, as the centre's records tell it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from console.base.ids import new_id
from console.domain.camera import CameraId
from console.domain.event import EventKind, EventWay
from console.events.room import RoomEvents, bookmark_entry
from console.net.server_sent import PushEvent
from console.wire.events import (
    BookmarkBody,
    BookmarkList,
    BookmarkRecord,
    FlagBody,
    FlagCamera,
    FlagList,
    FlagRecord,
    FlagWay,
)
from console.wire.push import PushKind
from tests.helpers.clock import START_UTC
from tests.helpers.fake_push import FakePush


class _Silent:
    """A centre that is not asked."""

    def room_flags(self, limit: int) -> FlagList:
        raise AssertionError(limit)

    def room_bookmarks(self, limit: int) -> BookmarkList:
        raise AssertionError(limit)

    def flag(self, flag_id: UUID) -> FlagRecord:
        raise AssertionError(flag_id)


@pytest.fixture
def push() -> FakePush:
    return FakePush()


@pytest.fixture
def told(push: FakePush) -> Iterator[list[None]]:
    room = RoomEvents(_Silent(), push)
    heard: list[None] = []
    room.changed.connect(heard.append)
    yield heard
    room.close()
    before = len(heard)
    push.pushed.emit(PushEvent("1", PushKind.RESET, b"{}"))
    assert len(heard) == before


def test_a_bookmark_of_another_console_keeps_its_words_tags_range_and_maker() -> None:
    since_utc = START_UTC - timedelta(seconds=30)
    body = BookmarkBody(
        camera_id="cam-1", at_utc=START_UTC, note="truk", tags=("macet",), since_utc=since_utc, created_utc=START_UTC
    )
    entry = bookmark_entry(BookmarkRecord(id=new_id(), body=body, operator="Sari", received_utc=START_UTC))

    assert (entry.kind, entry.way, entry.camera_id) == (EventKind.BOOKMARK, EventWay.SENT, CameraId("cam-1"))
    assert (entry.note, entry.tags, entry.since_utc, entry.operator) == ("truk", ("macet",), since_utc, "Sari")


@pytest.mark.parametrize("kind", list(PushKind))
def test_only_news_of_flags_make_the_room_ask_again(push: FakePush, told: list[None], kind: PushKind) -> None:
    push.pushed.emit(PushEvent("1", kind, b"{}"))
    assert bool(told) is (kind in {PushKind.FLAG_UPDATED, PushKind.RESET})


def test_the_centre_that_is_back_is_asked_again(push: FakePush, told: list[None]) -> None:
    push.switch(up=True)
    assert told


class _OneFlag(_Silent):
    """A centre that knows one flag, of three cameras."""

    def flag(self, flag_id: UUID) -> FlagRecord:
        more = tuple(FlagCamera(id=name, number=1, name="") for name in ("kam-2", "kam-3"))
        body = FlagBody(camera_id="kam-1", category="KAM-01", priority=1, at_utc=START_UTC, created_utc=START_UTC)
        return FlagRecord(
            id=flag_id,
            number="SMG-20261123-0042",
            body=body,
            state=FlagWay.RECEIVED,
            operator="Sari",
            camera_name="Balai RW",
            camera_number=1203,
            area_code="33.74",
            received_utc=START_UTC,
            more_cameras=more,
        )


def test_all_cameras_of_a_flag_are_told_its_first_one_first(push: FakePush) -> None:
    room = RoomEvents(_OneFlag(), push)
    assert room.cameras_of(UUID(int=1)) == ("kam-1", "kam-2", "kam-3")
    room.close()
