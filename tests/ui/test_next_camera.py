"""One camera on or back on the selected tile, by call-up number."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.base.errors import KnownError
from console.ui.actions.table import ActionId
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _press(room: Room, key: Qt.Key) -> None:
    assert room.window is not None
    QTest.keyClick(room.window.wall_view, key, Qt.KeyboardModifier.ControlModifier)


def test_the_tile_goes_on_and_back_by_number_and_round_at_the_ends(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    room.open()

    _press(room, Qt.Key.Key_PageDown)
    wait_until(lambda: room.wall.cameras[0] == room.camera(1))
    _press(room, Qt.Key.Key_PageUp)
    wait_until(lambda: room.wall.cameras[0] == room.camera(0))
    _press(room, Qt.Key.Key_PageUp)
    wait_until(lambda: room.wall.cameras[0] == room.entries[-1].camera.id)


def test_keys_pressed_while_the_directory_is_slow_all_count(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    window = room.open()
    wait_until(lambda: not room.background.unfinished())
    room.directory.wait.clear()

    for action in (ActionId.NEXT_CAMERA, ActionId.NEXT_CAMERA, ActionId.NEXT_CAMERA, ActionId.PREVIOUS_CAMERA):
        window.actions_of[action].trigger()
    room.directory.wait.set()

    wait_until(lambda: room.wall.cameras[0] == room.camera(2))


def test_what_came_on_the_tile_meanwhile_stays(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    window = room.open()
    wait_until(lambda: not room.background.unfinished())
    room.directory.wait.clear()

    window.actions_of[ActionId.NEXT_CAMERA].trigger()
    room.wall.put(room.camera(5), 0)
    room.directory.wait.set()

    wait_until(lambda: not room.background.unfinished())
    assert room.wall.cameras[0] == room.camera(5)


def test_a_directory_that_fails_is_told_and_asked_again_at_the_next_key(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    window = room.open()
    wait_until(lambda: not room.background.unfinished())
    room.directory.failure = KnownError("disk.io", path="directory", detail="Input/output error")

    window.actions_of[ActionId.NEXT_CAMERA].trigger()
    wait_until(room.errors)
    room.directory.failure = None
    window.actions_of[ActionId.NEXT_CAMERA].trigger()

    wait_until(lambda: room.wall.cameras[0] == room.camera(1))
