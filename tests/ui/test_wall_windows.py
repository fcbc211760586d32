"""Several wall windows of one console: opened, steered by number, tiles dragged across, numbers shown, closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from console.ui.actions.table import ActionId
from console.ui.panels.screen_number import ScreenNumber
from console.ui.windows.main_window import MainWindow
from console.ui.windows.wall_window import WallWindow
from console.wall.wall import Wall
from console.widgets.wall.dragging import cameras_data, tile_data
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _second(room: Room) -> tuple[MainWindow, WallWindow, Wall]:
    """The operator's window and another one, which has no screen for itself here."""
    main = room.open()
    QTest.keyClick(main.wall_view, Qt.Key.Key_N, CTRL)
    window = main.wall_windows.windows[2]
    # Only then has the desktop done with the new window.
    wait_until(window.isActiveWindow)
    return main, window, room.services.walls.by_number[2]


def _work_at(window: MainWindow | WallWindow) -> None:
    window.activateWindow()
    window.wall_view.setFocus(Qt.FocusReason.OtherFocusReason)
    wait_until(lambda: window.isActiveWindow() and window.wall_view.hasFocus())


def test_a_new_window_has_the_next_number_and_its_title_says_it(make_room: MakeRoom) -> None:
    main, window, wall = _second(make_room())

    assert (wall.name, window.windowTitle().split(" · ")[0], window.is_whole) == ("wall-2", "Layar 2", False)
    main.wall_windows.open_next()
    assert list(main.wall_windows.windows) == [2, 3]


def test_a_camera_is_called_up_on_another_screen(make_room: MakeRoom) -> None:
    room = make_room()
    main, _window, wall = _second(room)
    _work_at(main)

    QTest.keyClicks(main.wall_view, "2.3.1204")
    QTest.keyClick(main.wall_view, Qt.Key.Key_Return)

    wait_until(lambda: wall.cameras[2] == "cam-1204")


def test_tiles_change_places_across_windows_and_one_undo_takes_both_back(make_room: MakeRoom) -> None:
    room = make_room(cameras=3)
    main, window, wall = _second(room)
    wall.put(room.camera(6), 1)

    window.wall_view.input.drop(tile_data("main", 0), 1)
    exchanged = room.wall.cameras[0], wall.cameras[1]
    QTest.keyClick(window.wall_view, Qt.Key.Key_Z, CTRL)

    assert exchanged == (room.camera(6), room.camera(0))
    assert (room.wall.cameras[0], wall.cameras[1]) == (room.camera(0), room.camera(6))
    assert main.wall_view.isVisible()


def test_several_cameras_that_are_dropped_at_once_are_one_step(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    main = room.open()

    main.wall_view.input.drop(cameras_data([room.camera(0), room.camera(1)]), 0)
    # Which of them may be shown is read in the background.
    wait_until(lambda: room.wall.cameras[:2] == (room.camera(0), room.camera(1)))
    main.steps.undo()

    assert room.wall.cameras == (None,) * 4


def test_all_windows_are_wanted_at_once_until_one_is_closed(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    main, window, wall = _second(room)
    wall.put(room.camera(5), 0)
    both = {str(surface) for surface in room.pictures.plan}

    _work_at(window)
    QTest.keyClick(window.wall_view, Qt.Key.Key_W, CTRL | SHIFT)

    assert both == {"main:0", "wall-2:0"}
    assert {str(surface) for surface in room.pictures.plan} == {"main:0"}
    assert list(main.wall_windows.windows) == []
    assert list(room.services.walls.by_number) == [1]


def test_closing_the_operators_window_closes_all(make_room: MakeRoom) -> None:
    main, window, _wall = _second(make_room())

    main.close()

    assert not window.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_numbers_are_shown_large_on_the_screen(make_room: MakeRoom) -> None:
    main, _window, _wall = _second(make_room())

    QTest.keyClick(main.wall_view, Qt.Key.Key_I, CTRL)

    (shown,) = main.findChildren(ScreenNumber)
    assert shown.number == "1 · 2"
    assert main.screen().geometry().contains(shown.geometry())
    shown.close()


def test_only_the_window_that_is_worked_at_is_heard(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    _main, window, wall = _second(room)
    wall.put(room.camera(5), 0)
    _work_at(window)

    QTest.keyClick(window.wall_view, Qt.Key.Key_M)
    window.wall_view.refresh.speak()
    assert room.window is not None
    room.window.wall_view.refresh.speak()

    heard = room.pictures.sound.feed
    assert heard is not None
    assert heard.camera_id == room.camera(5)


def test_a_wall_that_has_no_other_screen_stays_and_that_is_said(make_room: MakeRoom) -> None:
    room = make_room()
    main, window, _wall = _second(room)
    before = window.geometry()

    main.wall_windows.move_on(2)

    assert room.notices.current is not None
    assert room.notices.current.say() == room.translator.text("screen-no-other")
    assert window.geometry() == before


def test_a_window_fills_its_screen_and_comes_back_by_a_key(make_room: MakeRoom) -> None:
    _main, window, _wall = _second(make_room())
    whole = window.actions_of[ActionId.FULL_SCREEN]

    whole.trigger()
    wait_until(lambda: window.is_whole)
    whole.trigger()

    wait_until(lambda: not window.is_whole)
    assert window.screen().geometry().contains(window.mapToGlobal(QPoint(0, 0)))
