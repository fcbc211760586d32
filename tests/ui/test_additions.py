"""What a tile shows is added to a flag that was made before: by the tile's menu, by key, and from the events panel."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from console.base.errors import KnownError
from console.directory.service import SyncPhase
from console.domain.audit_act import AuditAct
from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.flag_state import FlagState
from console.domain.replay import ReplayStatus
from console.domain.roles import Role
from console.ui.actions.table import ActionId
from console.ui.windows.main_window import MainWindow
from console.wall.planning import tile_surface
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_ID = UUID("019ab000-0000-7000-8000-0000000000f1")
_NUMBER = "SMG-20261123-0042"


def _flag(room: Room, stage: FlagState = FlagState.DELIVERED) -> EventEntry:
    entry = EventEntry(_ID, EventKind.FLAG, room.camera(0), START_UTC, "", EventWay.DELIVERED, "KAM-01", 1)
    return replace(entry, stage=stage, number=_NUMBER)


def _open(room: Room, *entries: EventEntry) -> MainWindow:
    room.events.entries = list(entries)
    window = room.open()
    wait_until(lambda: window.events_panel.model.rowCount() == len(entries))
    wait_until(lambda: window.book.entry(room.camera(1)))
    room.wall.select(1)
    return window


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """Those that would stand open."""
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: opened.append(menu))
    return opened


def _choose(menu: QMenu, words: str) -> None:
    action = next(action for action in menu.actions() if words in action.text())
    action.trigger()


def test_the_menu_of_a_tile_offers_the_open_flags_and_adds_its_camera(make_room: MakeRoom, menus: list[QMenu]) -> None:
    room = make_room()
    window = _open(room, _flag(room))
    window.wall_view.menu_asked.emit(QPoint(10, 10))
    (menu,) = menus
    flags = next(action for action in menu.actions() if action.text() == "Tambahkan ke laporan")
    submenu = flags.menu()
    assert isinstance(submenu, QMenu)
    of_flag = submenu.actions()[0].menu()
    assert isinstance(of_flag, QMenu)
    assert _NUMBER in submenu.actions()[0].text()

    _choose(of_flag, "dengan gambar dan videonya")

    wait_until(lambda: room.flags.added_cameras)
    (addition,) = room.flags.added_cameras
    assert (addition.flag_id, addition.feed.camera_id, addition.behind_s) == (_ID, room.camera(1), 0.0)
    wait_until(lambda: room.notices.current)
    assert room.notices.current is not None
    assert _NUMBER in room.notices.current.say()
    assert (AuditAct.FLAG_CHANGED, str(_ID), f"add_camera: {room.camera(1)}") in room.audit.acts
    menu.deleteLater()


def test_the_key_opens_the_same_choice_and_a_replayed_picture_is_the_one_that_is_added(
    make_room: MakeRoom, menus: list[QMenu]
) -> None:
    room = make_room()
    window = _open(room, _flag(room))
    surface = tile_surface(room.wall.name, 1)
    room.pictures.replay.statuses[surface] = ReplayStatus(START_UTC, 12.0, paused=True, speed=1.0)
    window.actions_of[ActionId.ADD_TO_FLAG].trigger()
    (menu,) = menus
    of_flag = menu.actions()[0].menu()
    assert isinstance(of_flag, QMenu)

    _choose(of_flag, "Gambar ini saja")

    wait_until(lambda: room.flags.added_stills)
    (addition,) = room.flags.added_stills
    assert (addition.behind_s, addition.replayed) == (12.0, surface)
    menu.deleteLater()


def test_with_the_centre_down_the_person_is_told_that_it_waits_on_this_computer(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room, _flag(room))
    room.directory.set_state(SyncPhase.CENTRE_UNREACHABLE)
    window.additions.add_camera(_flag(room))
    wait_until(lambda: room.notices.current)
    assert room.notices.current is not None
    assert "tersimpan di komputer ini" in room.notices.current.say()


def test_what_the_disk_refuses_is_said_and_nothing_is_claimed(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room, _flag(room))
    room.flags.failure = KnownError("disk.full", path="/x")
    window.additions.add_still(_flag(room))
    wait_until(lambda: room.notices.current)
    assert room.notices.current is not None
    assert _NUMBER not in room.notices.current.say()
    assert not room.audit.acts


@pytest.mark.parametrize("stage", [FlagState.CLOSED, FlagState.CANCELLED])
def test_a_flag_that_has_ended_is_not_offered(make_room: MakeRoom, stage: FlagState) -> None:
    room = make_room()
    window = _open(room, _flag(room, stage))
    assert window.additions.offered() == []
    window.actions_of[ActionId.ADD_TO_FLAG].trigger()
    assert room.notices.current is not None
    assert room.notices.current.say() == "Tidak ada laporan yang masih terbuka."


def test_who_may_not_change_flags_is_offered_nothing(make_room: MakeRoom) -> None:
    room = make_room(role=Role.VIEWER)
    window = _open(room, _flag(room))
    assert window.additions.offered() == []
    assert not window.actions_of.allowed(ActionId.ADD_TO_FLAG)


def test_the_line_of_a_flag_offers_the_camera_of_the_selected_tile(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room, _flag(room))
    menu = QMenu(window)
    window.additions.fill_event_menu(menu, _flag(room))
    name = room.entries[1].camera.name
    assert [name in action.text() for action in menu.actions()] == [True, True, False, False]
    _choose(menu, "Tambahkan gambar")
    wait_until(lambda: room.flags.added_stills)
    menu.deleteLater()


def test_the_flags_own_camera_is_not_added_a_second_time_but_its_picture_may_be(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room, _flag(room))
    room.wall.select(0)
    menu = QMenu(window)
    window.additions.fill_event_menu(menu, _flag(room))
    assert [action.text().startswith("Tambahkan gambar") for action in menu.actions()] == [True, False, False]
    menu.deleteLater()
