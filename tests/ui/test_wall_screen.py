"""One screen of a wall machine: what the centre wants, words about what is missing, and nothing for hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.domain.camera import CameraId
from console.domain.tile_content import ClockBoard, FlagsBoard, MapBoard, MessageBoard
from console.domain.wall_state import WallState
from console.ui.boards.wall_map import WallMap
from console.ui.windows.wall_screen import ScreenServices, WallScreen
from console.wall.wall import Wall
from console.wall.walls import Walls
from console.widgets.boards.clock_face import ClockFace
from console.widgets.boards.words_board import WordsBoard
from console.wire.walls import ScreenLayout, WantedScreen
from tests.helpers.fake_steering import sample_wall
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

Opened = tuple[Room, WallScreen, Wall]


@pytest.fixture
def opened(make_room: MakeRoom) -> Iterator[Callable[[int], Opened]]:
    """``opened(1)``: the sample wall's first screen."""
    screens: list[WallScreen] = []

    def open_screen(number: int) -> Opened:
        room = make_room()
        record = sample_wall(room.camera(0), room.camera(1)).screens[number - 1]
        parts = (room.directory, room.directory, room.pictures, lambda _camera: (), room.closures, room.terms)
        wall = Wall(record.layout.state().layout, f"screen-{number}")
        screen = WallScreen(room.stage, ScreenServices(*parts, Walls(), room.city), wall, number)
        screens.append(screen)
        screen.resize(1280, 720)
        screen.show()
        words = {"title": record.title, "message": record.message}
        screen.show_wanted(WantedScreen(number=number, layout=record.layout, version=record.version, **words))
        return room, screen, wall

    yield open_screen
    for screen in screens:
        screen.close()
        screen.deleteLater()


def test_a_screen_shows_cameras_and_message_and_says_when_the_centre_is_away(opened: Callable[[int], Opened]) -> None:
    room, screen, wall = opened(1)
    assert wall.cameras == (room.camera(0), room.camera(1), None, None)
    assert (screen.message.text(), screen.message.isVisible()) == ("Siaga banjir Kali Semarang", True)
    assert not screen.standing.isVisible()
    screen.tell_alone(START_UTC)
    assert "Tanpa pusat sejak" in screen.standing.text()
    screen.tell_alone(None)
    assert not screen.standing.isVisible()


def test_an_empty_screen_says_which_it_is_so_that_people_can_tell_them_apart(opened: Callable[[int], Opened]) -> None:
    _room, screen, _wall = opened(3)
    assert screen.standing.text() == "Layar 3 (Kanan): menunggu kiriman dari pusat"


def test_nothing_on_it_is_selected_and_no_click_or_key_changes_it(opened: Callable[[int], Opened]) -> None:
    room, screen, wall = opened(1)
    assert screen.cursor().shape() is Qt.CursorShape.BlankCursor
    QTest.mouseClick(screen, Qt.MouseButton.LeftButton, pos=screen.rect().center())
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(screen, key)
    assert (wall.selected, wall.full_screen, wall.cameras[0]) == (0, None, room.camera(0))
    assert not screen.view.refresh.by_hand


def test_a_camera_that_is_closed_says_so_on_the_wall_too(opened: Callable[[int], Opened]) -> None:
    room, screen, _wall = opened(1)
    room.closures.shut(CameraId(room.camera(0)), "jendela rumah")
    wait_until(lambda: screen.view.refresh.states[0] is None, what="a closed tile")


def test_boards_stand_on_it_and_what_a_machine_may_not_read_is_said(opened: Callable[[int], Opened]) -> None:
    _room, screen, wall = opened(1)
    boards = (ClockBoard(), MessageBoard("Siaga"), FlagsBoard(), MapBoard())
    layout = ScreenLayout.of(WallState(wall.layout, boards))
    screen.show_wanted(WantedScreen(number=1, title="", layout=layout, message="", version=9))
    shown = [screen.view.boards.widget(tile) for tile in range(4)]
    assert [type(board) for board in shown] == [ClockFace, WordsBoard, WordsBoard, WallMap]
    assert isinstance(shown[2], WordsBoard)
    assert shown[2].words == "Laporan terbuka hanya tampil di konsol: komputer dinding tidak boleh membaca laporan."
    city_map = shown[3]
    assert isinstance(city_map, WallMap)
    wait_until(lambda: city_map.view.city, what="the map")
    assert not screen.standing.isVisible()
