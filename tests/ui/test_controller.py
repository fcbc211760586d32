"""A controller at the desk: the stick moves the steered camera, the cross chooses tiles, buttons are keys that can be changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain.ptz_speed import STILL, PtzSpeed
from console.ui.actions.table import ActionId
from console.ui.dialogs.keys import KeysDialog
from tests.helpers.moving_room import moves_of, open_movable, steering
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_RIGHT = PtzSpeed(pan=0.5)


@pytest.fixture
def room(make_room: MakeRoom) -> Room:
    made = make_room()
    open_movable(made)
    return made


def _push(room: Room, speed: PtzSpeed) -> None:
    room.services.controllers.steered.emit(speed)
    QApplication.processEvents()


def _press(room: Room, button: int) -> None:
    room.services.controllers.pressed.emit(button)
    QApplication.processEvents()


def test_the_stick_moves_the_camera_until_it_is_let_go(room: Room) -> None:
    steering(room)

    _push(room, _RIGHT)
    wait_until(lambda: moves_of(room).count(_RIGHT) >= 2)
    _push(room, STILL)

    assert room.moving.asked[-1] == ("stop", room.camera(0))


def test_the_stick_moves_nothing_outside_the_moving_mode_nor_pushed_into_it(room: Room) -> None:
    _push(room, _RIGHT)
    assert moves_of(room) == []
    steering(room)
    _push(room, PtzSpeed(pan=0.6))
    assert moves_of(room) == []

    _push(room, STILL)
    _push(room, _RIGHT)

    assert moves_of(room) == [_RIGHT]
    _push(room, STILL)


def test_a_stick_that_was_pushed_when_the_keyboard_went_elsewhere_must_be_let_go_first(room: Room) -> None:
    view = steering(room).wall_view
    _push(room, _RIGHT)
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert room.moving.asked[-1] == ("stop", room.camera(0))

    _push(room, PtzSpeed(pan=0.7))
    assert room.moving.asked[-1] == ("stop", room.camera(0))
    _push(room, STILL)
    _push(room, _RIGHT)
    assert moves_of(room)[-1] == _RIGHT
    _push(room, STILL)


def test_buttons_do_what_their_keys_do_and_are_changed_in_the_list_of_keys(room: Room) -> None:
    window = room.window
    assert window is not None
    _press(room, 2)
    wait_until(lambda: ("presets", room.camera(0)) in room.moving.asked)
    _press(room, 2)
    wait_until(lambda: ("release", room.camera(0)) in room.moving.asked or not room.background.unfinished())

    window.actions_of[ActionId.KEYS].trigger()
    (dialog,) = window.findChildren(KeysDialog)
    wait_until(dialog.isActiveWindow)
    (line,) = dialog.tree.findItems(
        room.translator.text("action-rotate"), Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    )
    dialog.tree.setCurrentItem(line)
    dialog.buttons["keys-change"].click()
    _press(room, 1)
    assert dialog.catcher.text() == "Pengendali 1 sudah dipakai untuk “Lapor polisi”. Tukar tombol keduanya?"
    dialog.buttons["keys-change"].click()
    _press(room, 9)
    assert room.services.keys.keys(ActionId.ROTATE) == ("R", "Button 9")
    dialog.close()
    wait_until(window.isActiveWindow)

    _press(room, 9)
    assert window.wall_view.looking.view(room.wall.selected).hanging.quarter_turns == 1
    _press(room, 33)
    QTest.keyClick(window.wall_view, Qt.Key.Key_R)
    assert window.wall_view.looking.view(room.wall.selected).hanging.quarter_turns == 2


def test_the_cross_chooses_tiles_in_the_window_that_is_worked_at(room: Room) -> None:
    room.services.controllers.pointed.emit((1, 0))
    wait_until(lambda: room.wall.selected == 1)
    room.services.controllers.pointed.emit((0, 1))
    wait_until(lambda: room.wall.selected == 3)
    room.services.controllers.pointed.emit((1, 1))
    QApplication.processEvents()
    assert room.wall.selected == 3
