"""The red line over the wall's own window: of the whole room, and of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.flag_state import FlagAction, FlagState
from console.domain.roles import Role
from console.ui.windows.wall_window import WallWindow
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


@pytest.fixture
def wall_alone(make_room: MakeRoom) -> Iterator[tuple[Room, WallWindow]]:
    room = make_room()
    window = WallWindow(room.stage, room.services, room.wall)
    window.resize(1280, 720)
    window.show()
    wait_until(lambda: not room.background.unfinished())
    yield room, window
    wait_until(lambda: not room.background.unfinished())
    window.close()
    window.deleteLater()


def _unanswered(room: Room) -> EventEntry:
    entry = EventEntry(new_id(), EventKind.FLAG, room.camera(0), START_UTC, "", EventWay.DELIVERED, "KAM-01", 1)
    told = {"stage": FlagState.DELIVERED, "clock_utc": START_UTC, "waits": True, "number": "SMG-20261123-0042"}
    return replace(entry, level=2, **told)  # type: ignore[arg-type]  # fields of the entry


def _tell_of(room: Room, *entries: EventEntry) -> None:
    room.events_of_room.flags = list(entries)
    room.events_of_room.changed.emit(None)


def test_wall_window_shows_the_red_line_of_a_flag_of_the_room_and_takes_the_telephone_call(
    wall_alone: tuple[Room, WallWindow],
) -> None:
    room, window = wall_alone
    bar = window.alarms.bar
    assert not bar.isVisible()
    entry = _unanswered(room)
    _tell_of(room, entry)

    wait_until(bar.isVisible)
    assert bar.head.text() == "BELUM DIJAWAB – telepon 110 / HT"
    assert "SMG-20261123-0042" in bar.text.text()
    QTest.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    wait_until(lambda: room.events.said)
    ((flag_id, change),) = room.events.said
    assert (flag_id, change.action) == (entry.id, FlagAction.TELEPHONE)

    _tell_of(room)
    wait_until(lambda: not bar.isVisible())


def test_wall_window_goes_on_counting_while_the_centre_is_away(wall_alone: tuple[Room, WallWindow]) -> None:
    room, window = wall_alone
    bar = window.alarms.bar
    _tell_of(room, replace(_unanswered(room), level=0))
    wait_until(lambda: window.alarms.entries)
    room.events_of_room.failure = KnownError("net.unreachable", host="pusat")
    room.events_of_room.changed.emit(None)
    wait_until(lambda: not room.background.unfinished())
    assert not bar.isVisible()
    room.clock.advance(120)
    bar.look()
    assert bar.isVisible()


def test_wall_window_shows_a_flag_of_this_machine_that_does_not_get_out(wall_alone: tuple[Room, WallWindow]) -> None:
    room, window = wall_alone
    room.events.entries = [
        EventEntry(new_id(), EventKind.FLAG, room.camera(0), START_UTC, "", EventWay.SAVED, "KAM-01", 1)
    ]
    room.events.changed.emit(None)
    wait_until(lambda: window.alarms.entries)
    room.clock.advance(31)
    window.alarms.bar.look()
    assert window.alarms.bar.head.text() == "BELUM TERKIRIM – telepon 110 / HT"


def test_who_may_not_read_flags_is_told_of_none(make_room: MakeRoom) -> None:
    room = make_room(role=Role.VIEWER)
    room.events_of_room.flags = [_unanswered(room)]
    window = WallWindow(room.stage, room.services, room.wall)
    room.events_of_room.changed.emit(None)
    wait_until(lambda: not room.background.unfinished())
    assert window.alarms.bar.alarms == []
    window.close()
    window.deleteLater()
