"""What everybody in the room made, as the centre's records tell it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from console.base.ids import new_id
from console.domain.camera import CameraId
from console.domain.event import EventKind, EventWay
from console.events.room import RoomEvents, bookmark_entry
from console.net.server_sent import PushEvent
from console.wire.events import BookmarkBody, BookmarkList, BookmarkRecord, FlagList
from console.wire.push import PushKind
from tests.helpers.clock import START_UTC
from tests.helpers.fake_push import FakePush


class _Silent:
    """A centre that is not asked."""

    def room_flags(self, limit: int) -> FlagList:
        raise AssertionError(limit)

    def room_bookmarks(self, limit: int) -> BookmarkList:
        raise AssertionError(limit)


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
