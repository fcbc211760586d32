"""One screen of a wall machine: what the centre wants, words about what is missing, and nothing for hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from console.app.wall_thumbnails import WallThumbnails, jpeg_of
from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.tile_content import ClockBoard, FlagsBoard, MapBoard, MessageBoard
from console.domain.wall_state import WallState
from console.domain.wall_thumbnail import WIDTH_PX
from console.domain.wall_tour import WallTour
from console.domain.wall_wanted import ScreenContent, with_tour
from console.ui.boards.wall_map import WallMap
from console.ui.windows.wall_screen import ScreenServices, WallScreen
from console.wall.planning import tile_surface
from console.wall.wall import Wall
from console.wall.walls import Walls
from console.widgets.boards.clock_face import ClockFace
from console.widgets.boards.words_board import WordsBoard
from console.widgets.wall.tile import Tile
from console.wire.screen_layout import ScreenLayout
from console.wire.thumbnails import ThumbnailAnswer, ThumbnailBody
from console.wire.wall_tours import TourBody
from console.wire.walls import TileAlarm, WantedScreen
from tests.helpers.fake_steering import sample_wall
from tests.helpers.screen_fakes import START_UTC, FakeReader
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

Opened = tuple[Room, WallScreen, Wall]


class _ThumbnailCentre:
    """Takes thumbnails while somebody looks."""

    def __init__(self) -> None:
        self.wanted = True
        self.failure: KnownError | None = None
        self.sent: list[tuple[int, ThumbnailBody]] = []

    def show_thumbnail(self, name: str, screen: int, body: ThumbnailBody) -> ThumbnailAnswer:
        assert name == "utama"
        if self.failure is not None:
            raise self.failure
        self.sent.append((screen, body))
        return ThumbnailAnswer(wanted=self.wanted)


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


def test_its_thumbnail_is_small_shows_the_tiles_and_names_the_cameras_whose_pictures_are_in_it(
    opened: Callable[[int], Opened],
) -> None:
    room, screen, wall = opened(1)
    assert screen.cameras_seen() == (), "no picture has come yet"
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.green)
    room.pictures.readers.setdefault(tile_surface(wall.name, 0), FakeReader(room.clock)).show(
        bytearray(image.constBits()), 64, 36
    )
    screen.view.refresh.poll()
    screen.view.refresh.speak()
    screen.grab()
    assert screen.cameras_seen() == (room.camera(0),)
    small, green = screen.thumbnail(), QColor(Qt.GlobalColor.green)
    assert (small.width(), small.height() > 200) == (WIDTH_PX, True)
    box = screen.view.tiles[0].geometry().center() * (WIDTH_PX / screen.view.width())
    assert small.pixelColor(box) == green
    room.closures.shut(CameraId(room.camera(0)), "jendela rumah")
    wait_until(lambda: screen.view.refresh.states[0] is None, what="a closed tile")
    assert screen.cameras_seen() == ()
    assert screen.thumbnail().pixelColor(box) != green
    assert jpeg_of(small).startswith(b"\xff\xd8\xff")


def test_thumbnails_are_sent_one_screen_after_the_other_until_nobody_looks_or_it_fails(
    opened: Callable[[int], Opened],
) -> None:
    room, screen, _wall = opened(1)
    centre = _ThumbnailCentre()
    screens = {1: screen, 2: screen}
    thumbnails = WallThumbnails(screen, room.background, centre, "utama", screens, room.clock)
    thumbnails.begin()
    thumbnails.begin()
    wait_until(lambda: [number for number, _body in centre.sent][:2] == [1, 2], what="both screens")
    assert centre.sent[0][1].version == screen.version
    centre.wanted = False
    wait_until(lambda: not thumbnails.running, what="the end")
    centre.failure = KnownError("net.unreachable", host="pusat")
    thumbnails.begin()
    wait_until(lambda: not thumbnails.running, what="the end after a failure")
    thumbnails.stop()


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
    assert city_map.view.marks.selected == ()
    assert not screen.standing.isVisible()


def _alarm(which: int, tile: int, **more: object) -> TileAlarm:
    return TileAlarm.model_validate({"id": UUID(int=which), "tile": tile, "number": f"SMG-{which}"} | more)


def test_a_tile_that_a_rule_has_put_there_says_what_it_is_about_and_sounds_once(
    opened: Callable[[int], Opened],
) -> None:
    room, screen, _wall = opened(1)
    heard: list[int] = []
    tiles = sorted(screen.view.findChildren(Tile), key=lambda tile: (tile.y(), tile.x()))
    screen.alarmed.connect(lambda: heard.append(1))
    record = sample_wall(room.camera(0), room.camera(1)).screens[0]

    def show(*alarms: TileAlarm) -> list[str]:
        screen.show_wanted(
            WantedScreen(number=1, title="Kiri", layout=record.layout, message="", version=9, alarms=alarms)
        )
        return [tile.look.alarm for tile in tiles]

    loud = _alarm(1, 1, sound=True)
    assert show(loud, _alarm(2, 2, exercise=True)) == ["LAPORAN SMG-1", "LATIHAN · LAPORAN SMG-2", "", ""]
    assert len(heard) == 1
    assert "LAPORAN SMG-1" in tiles[0].accessibleName()
    plain = tiles[2].grab().toImage()
    marked = tiles[0].grab().toImage()
    foot = marked.pixelColor(marked.width() // 2, marked.height() - 6)
    assert foot != plain.pixelColor(plain.width() // 2, plain.height() - 6)
    assert show(loud, _alarm(3, 2, kind="camera_down", number="112"))[1] == "KAMERA 112 MATI"
    assert len(heard) == 1
    show(_alarm(4, 3, sound=True))
    assert (len(heard), show()) == (2, [""] * 4)


def test_a_tour_is_run_here_waits_for_alarms_and_is_counted_as_one_spell(opened: Callable[[int], Opened]) -> None:
    room, screen, wall = opened(1)
    cameras = tuple(room.camera(index) for index in range(6))
    spell = UUID(int=7)
    content = with_tour(ScreenContent(WallState(wall.layout)), WallTour("Pasar", 10, cameras))
    layout, body = ScreenLayout.of(content.state), TourBody(name="Pasar", step_s=10, cameras=cameras)
    more = {"tour": body, "tour_spell": spell, "title": "Kiri", "message": ""}
    page = WantedScreen(number=1, layout=layout, version=9, **more)

    def pass_s(seconds: float) -> tuple[str | None, ...]:
        room.clock.advance(seconds)
        screen.tour.tick()
        return tuple(wall.cameras)

    screen.show_wanted(page)
    assert tuple(wall.cameras) == cameras[:4]
    assert list(screen.tour.touring.cameras()) == [*cameras[4:], *cameras[:2]]
    assert set(screen.shown()) == {spell}
    assert pass_s(10.5) == (*cameras[4:], *cameras[:2])
    screen.show_wanted(page.model_copy(update={"version": 10, "message": "Siaga"}))
    assert tuple(wall.cameras) == (*cameras[4:], *cameras[:2])
    room.closures.shut(CameraId(cameras[2]), "jendela rumah")
    wait_until(lambda: cameras[2] in room.closures.current(), what="a closed camera")
    # Closed after its turn was settled: another one takes its place.
    assert pass_s(10.5) == (cameras[3], *cameras[4:], cameras[0])
    alarmed = page.model_copy(update={"tour": None, "tour_spell": None, "alarms": (_alarm(1, 1),)})
    screen.show_wanted(alarmed)
    assert tuple(wall.cameras) == cameras[:4]
    assert pass_s(60) == cameras[:4]
    assert spell not in screen.shown()
    screen.show_wanted(page)
    assert wall.cameras[0] == cameras[1]
    screen.show_wanted(page.model_copy(update={"tour": None, "tour_spell": None, "version": 11}))
    assert pass_s(60) == cameras[:4]
    assert screen.tour.touring.order is None
