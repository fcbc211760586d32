"""Closing a camera to the room: a reason first, then no picture on any tile, in words; the privacy officer is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain.closure import Closure
from console.domain.roles import Role
from console.ui.actions.table import ActionId
from console.ui.dialogs.reason import ReasonDialog
from console.widgets.wall.look import TileLook
from console.wire.closures import ClosureRecord
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

BLUE = b"\xff\x00\x00\x00"


def _ask(room: Room, action: ActionId) -> ReasonDialog:
    assert room.window is not None
    room.window.actions_of[action].trigger()
    dialog = wait_until(_dialog)
    assert dialog is not None
    return dialog


def _dialog() -> ReasonDialog | None:
    widget = QApplication.activeModalWidget()
    return widget if isinstance(widget, ReasonDialog) else None


def _look(room: Room) -> TileLook:
    assert room.window is not None
    room.window.wall_view.refresh.poll()
    room.window.wall_view.refresh.speak()
    return room.window.wall_view.tiles[0].look


def test_a_supervisor_closes_a_camera_with_a_reason_and_opens_it_again(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    window = room.open()
    room.reader(0).show(bytearray(BLUE * 160 * 90), 160, 90)
    _look(room)
    dialog = _ask(room, ActionId.CLOSE_CAMERA)
    assert not dialog.confirm_button.isEnabled()
    QTest.keyClicks(dialog.reason, "menghadap jendela rumah")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    wait_until(lambda: room.closures.closed)
    assert room.closures.closed[room.camera(0)].reason == "menghadap jendela rumah"
    look = _look(room)
    assert (look.is_closed, look.headline) == (True, "DITUTUP DEMI PRIVASI")
    tally = window.wall_view.refresh.tally
    assert (tally.closed, tally.failed) == (1, 0)
    assert "Bu Ratna" in look.spoken
    image = window.wall_view.tiles[0].grab().toImage()
    points = [(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]
    assert QColor(Qt.GlobalColor.blue) not in [image.pixelColor(*point) for point in points]

    dialog = _ask(room, ActionId.OPEN_CAMERA)
    dialog.reason.setCurrentIndex(0)
    QTest.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    wait_until(lambda: room.closures.opened)
    assert not _look(room).is_closed


@pytest.mark.parametrize(("role", "may"), [(Role.OPERATOR, False), (Role.SUPERVISOR, True)])
def test_only_who_guards_privacy_may_close(make_room: MakeRoom, role: Role, may: bool) -> None:
    room = make_room(role=role)
    window = room.open()
    assert window.actions_of[ActionId.CLOSE_CAMERA].isEnabled() is may
    assert window.actions_of[ActionId.OPEN_CAMERA].isEnabled() is may


@pytest.mark.parametrize(("role", "is_told"), [(Role.OPERATOR, False), (Role.PRIVACY_OFFICER, True)])
def test_who_guards_privacy_is_told_and_the_others_see_it_on_the_tile(
    make_room: MakeRoom, role: Role, is_told: bool
) -> None:
    room = make_room(role=role)
    room.open()
    camera = room.camera(0)
    room.closures.closed = {camera: Closure(camera, "keluhan warga", "Bu Ratna", START_UTC)}
    record = ClosureRecord(camera_id=camera, is_closed=True, reason="keluhan warga", by="Bu Ratna", at_utc=START_UTC)
    room.closures.told.emit(record)
    room.closures.changed.emit(None)
    wait_until(lambda: _look(room).is_closed)
    if not is_told:
        assert room.notices.current is None
        return
    notice = wait_until(lambda: room.notices.current)
    assert notice is not None
    assert "keluhan warga" in notice.say()
