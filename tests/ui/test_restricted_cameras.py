"""A camera of a sensitive place fills the wall only after a reason was given, by whatever way it would come there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain.audit_act import AuditAct
from console.domain.camera import PrivacyClass
from console.ui.dialogs.reason import ReasonDialog
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


@pytest.fixture
def room(make_room: MakeRoom) -> Room:
    """The second of three cameras is one of a sensitive place."""
    made = make_room()
    entry = made.entries[1]
    made.entries[1] = replace(entry, camera=replace(entry.camera, privacy_class=PrivacyClass.SENSITIVE))
    window = made.open()
    wait_until(lambda: all(window.book.entry(made.camera(index)) for index in range(3)))
    return made


def _dialog() -> ReasonDialog | None:
    widget = QApplication.activeModalWidget()
    return widget if isinstance(widget, ReasonDialog) else None


def _full(room: Room) -> int | None:
    return room.wall.full_screen


def _answer(words: str) -> None:
    dialog = wait_until(_dialog)
    assert dialog is not None
    QTest.keyClicks(dialog.reason, words)
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    wait_until(lambda: _dialog() is None)


def test_enter_asks_first_and_shows_it_after_the_reason(room: Room) -> None:
    assert room.window is not None
    room.wall.select(1)
    QTest.keyClick(room.window.wall_view, Qt.Key.Key_Return)
    assert _full(room) is None
    _answer("warga melapor ada keributan")
    assert _full(room) == 1
    assert room.audit.acts == [(AuditAct.REASON_GIVEN, room.camera(1), "warga melapor ada keributan")]
    room.wall.show_full(None)
    room.wall.show_full(1)
    assert _full(room) is None
    dialog = wait_until(_dialog)
    assert dialog is not None
    dialog.reject()


def test_the_next_camera_in_full_screen_asks_too_and_another_one_does_not(room: Room) -> None:
    assert room.window is not None
    room.wall.show_full(0)
    assert _full(room) == 0
    QTest.keyClick(room.window.wall_view, Qt.Key.Key_Right)
    assert _full(room) is None
    dialog = wait_until(_dialog)
    assert dialog is not None
    dialog.reject()
    wait_until(lambda: _dialog() is None)
    assert (_full(room), room.audit.acts) == (None, [])


def test_a_camera_put_onto_the_tile_that_fills_the_wall_asks_too(room: Room) -> None:
    room.wall.show_full(0)
    room.wall.put(room.camera(1), 0)
    assert _full(room) is None
    _answer("atas perintah pengawas")
    assert _full(room) == 0
