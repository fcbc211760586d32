"""The wall by keyboard and mouse, its pictures, and the words on its tiles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu

from console.domain.camera import FeedKey, FeedQuality
from console.domain.feed_state import FeedReport, FeedState
from console.domain.layout import layout_by_name
from console.domain.picture_view import Hanging
from console.ui.dialogs.keys import KeysDialog
from console.ui.windows.wall_window import WallWindow
from console.wall.feed_choice import RAISE_AFTER_S
from console.wall.planning import full_surface, tile_surface
from console.widgets.wall.dragging import cameras_data, tile_data
from console.widgets.wall.freshness_tally import FreshnessTally
from tests.helpers.screen_fakes import FakeReader
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

BLUE, RED = b"\xff\x00\x00\x00", b"\x00\x00\xff\x00"


def _centre_colour(room: Room, tile: int) -> QColor:
    assert room.window is not None
    image = room.window.wall_view.tiles[tile].grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() * 2 // 3)


def _show(room: Room, tile: int, pixel: bytes) -> None:
    room.reader(tile).show(bytearray(pixel * 160 * 90), 160, 90)
    assert room.window is not None
    room.window.wall_view.refresh.poll()
    room.window.wall_view.refresh.speak()


def test_new_picture_is_painted_and_an_unchanged_one_is_not_looked_at_again(make_room: MakeRoom) -> None:
    room = make_room()
    room.open()
    _show(room, 0, BLUE)
    assert _centre_colour(room, 0).blue() > 200
    QApplication.processEvents()

    room.reader(0).latest_calls = 0
    assert room.window is not None
    for _tick in range(5):
        room.window.wall_view.refresh.poll()
    QApplication.processEvents()

    assert room.reader(0).latest_calls == 0
    _show(room, 0, RED)
    assert _centre_colour(room, 0).red() > 200


def test_old_picture_turns_grey_and_dark_and_says_its_age(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    _show(room, 0, BLUE)

    room.clock.advance(12)
    window.wall_view.refresh.speak()

    colour = _centre_colour(room, 0)
    parts = (colour.red(), colour.green(), colour.blue())
    assert max(parts) < 60
    assert max(parts) - min(parts) < 8
    assert window.wall_view.tiles[0].look.headline == "12 s"
    assert window.wall_view.refresh.tally == FreshnessTally(stale=1, connecting=2)


def test_repeated_picture_is_greyed_and_counted_apart_from_a_missing_one(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    _show(room, 0, BLUE)
    room.reader(0).repeats = True

    room.clock.advance(12)
    window.wall_view.refresh.speak()

    assert _centre_colour(room, 0).blue() < 60
    assert window.wall_view.tiles[0].look.headline == "Gambar sama 12 s"
    assert window.wall_view.refresh.tally == FreshnessTally(same_picture=1, connecting=2)
    assert any("1 gambar sama" in label.text() for label in window.status_line.findChildren(QLabel))


@pytest.mark.parametrize("repeats", [False, True], ids=["missing", "repeated"])
def test_no_setting_of_a_tile_brings_an_old_picture_back_to_life(make_room: MakeRoom, *, repeats: bool) -> None:
    """Every key of the wall and of the actions is pressed over an old picture, in window and wall window alike."""
    room = make_room(cameras=1, layout="1x1")
    wall_window = WallWindow(room.stage, room.services, room.wall)
    wall_window.resize(640, 360)
    wall_window.show()
    room.reader(0).show(bytearray(BLUE * 160 * 90), 160, 90)
    room.reader(0).repeats = repeats
    view = wall_window.wall_view
    view.refresh.poll()
    view.refresh.speak()
    tile = view.tiles[0]
    room.clock.advance(30)
    view.refresh.speak()
    wall_window.activateWindow()
    wait_until(wall_window.isActiveWindow)
    for key in (*"AHRZ+P", Qt.Key.Key_Return):
        QTest.keyClick(view, key)
        view.refresh.poll()
        view.refresh.speak()
        image = tile.grab().toImage()
        box = tile.picture_rect()
        for x in range(box.left() + 3, box.right() - 3, 40):
            colour = image.pixelColor(x, box.bottom() - 4)
            assert max(colour.red(), colour.green(), colour.blue()) < 80, key
        assert tile.look.headline
    wall_window.close()
    wall_window.deleteLater()


def test_picture_of_another_camera_never_stays_under_a_new_name(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    _show(room, 0, BLUE)

    room.pictures.readers.clear()
    room.wall.put(room.camera(5), 0)
    window.wall_view.refresh.speak()

    assert _centre_colour(room, 0).blue() < 40


def test_torn_picture_is_painted_again(make_room: MakeRoom) -> None:
    room = make_room()
    room.open()
    _show(room, 0, BLUE)
    room.reader(0).valid = False
    _centre_colour(room, 0)
    room.reader(0).valid = True
    room.reader(0).latest_calls = 0

    wait_until(lambda: room.reader(0).latest_calls)


def test_keys_move_enlarge_and_empty(make_room: MakeRoom) -> None:
    room = make_room(cameras=4)
    view = room.open().wall_view

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(view, key)
    assert room.wall.selected == 3
    QTest.keyClick(view, Qt.Key.Key_Return)
    enlarged = room.wall.full_screen
    assert enlarged == 3
    assert [tile.isVisible() for tile in view.tiles] == [False, False, False, True]
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert [tile.isVisible() for tile in view.tiles] == [True, True, True, True]
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert room.wall.cameras[3] is None


def test_layout_keys_keep_the_cameras(make_room: MakeRoom) -> None:
    room = make_room(cameras=3)
    window = room.open()

    QTest.keyClick(window.wall_view, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)

    assert room.wall.layout.name == "1+5"
    assert room.wall.cameras[:3] == (room.camera(0), room.camera(1), room.camera(2))


def test_double_click_enlarges_and_goes_back(make_room: MakeRoom) -> None:
    room = make_room()
    view = room.open().wall_view
    place = view.tiles[1].geometry().center()

    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place)
    enlarged = room.wall.full_screen
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())

    assert (enlarged, room.wall.full_screen) == (1, None)


def test_full_screen_shows_the_small_picture_until_the_large_one_lives(make_room: MakeRoom) -> None:
    room = make_room()
    view = room.open().wall_view
    wait_until(lambda: view is not None and room.window is not None and room.window.book.entry(room.camera(0)))
    _show(room, 0, BLUE)

    room.wall.show_full(0)
    view.refresh.poll()
    small = _centre_colour(room, 0)
    large = FakeReader(room.clock)
    large.show(bytearray(RED * 320 * 180), 320, 180)
    room.pictures.readers[full_surface("main", 0)] = large
    view.refresh.poll()

    assert small.blue() > 200
    assert _centre_colour(room, 0).red() > 200
    assert room.pictures.plan[full_surface("main", 0)].feed == FeedKey.of(room.camera(0), FeedQuality.MAIN)


def test_slow_large_feed_stays_in_full_screen_between_its_pictures(make_room: MakeRoom) -> None:
    room = make_room()
    view = room.open().wall_view
    _show(room, 0, BLUE)
    room.wall.show_full(0)
    large = FakeReader(room.clock)
    large.interval_s = 5.0
    large.show(bytearray(RED * 320 * 180), 320, 180)
    room.pictures.readers[full_surface("main", 0)] = large

    room.clock.advance(4.9)
    view.refresh.poll()
    view.refresh.speak()

    assert _centre_colour(room, 0).red() > 200
    assert view.tiles[0].look.state is FeedState.LIVE


def test_dropped_cameras_and_tiles_land_where_they_are_let_go(make_room: MakeRoom) -> None:
    room = make_room(cameras=2)
    view = room.open().wall_view

    _drop(room, view.tiles[3].geometry().center(), cameras_data([room.camera(6)]))
    assert room.wall.cameras[3] == "cam-1207"
    _drop(room, view.tiles[0].geometry().center(), tile_data("main", 3))

    assert room.wall.cameras == ("cam-1207", "cam-1202", None, "cam-1201")


def test_tile_of_another_wall_is_not_taken(make_room: MakeRoom) -> None:
    room = make_room(cameras=2)
    before = room.wall.cameras
    view = room.open().wall_view

    _drop(room, view.tiles[0].geometry().center(), tile_data("other", 1))

    assert room.wall.cameras == before


def test_plan_asks_sub_for_small_tiles_and_main_for_a_tall_one(make_room: MakeRoom) -> None:
    room = make_room(layout="4x4")
    window = room.open(1280, 720)
    wait_until(lambda: window.book.entry(room.camera(0)))
    small = room.pictures.plan[tile_surface("main", 0)].feed.quality

    room.wall.set_layout(layout_by_name("1x1"))
    room.clock.advance(RAISE_AFTER_S)
    wait_until(lambda: room.pictures.plan[tile_surface("main", 0)].feed.quality is FeedQuality.MAIN)

    assert small is FeedQuality.SUB


def test_reason_of_a_failure_stands_on_the_tile_and_in_its_accessible_name(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    wait_until(lambda: window.book.entry(room.camera(0)))
    feed = room.pictures.plan[tile_surface("main", 0)].feed
    room.pictures.reports[feed] = FeedReport(FeedState.CONNECTING)
    room.pictures.reports[feed] = FeedReport(FeedState.FAILED, "camera.unauthorized")

    window.wall_view.refresh.speak()

    assert "Kamera menolak kata sandi." in window.wall_view.tiles[0].accessibleName()


def test_wall_window_shows_the_wall_alone(make_room: MakeRoom) -> None:
    room = make_room()
    window = WallWindow(room.stage, room.services, room.wall)
    window.resize(800, 600)
    window.show()
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))

    assert window.wall_view.width() == 800
    window.close()
    window.deleteLater()
    assert closed == [True]


@pytest.fixture
def wall_alone(make_room: MakeRoom) -> Iterator[tuple[Room, WallWindow]]:
    """A wall window that hears its keys."""
    room = make_room()
    window = WallWindow(room.stage, room.services, room.wall)
    window.resize(800, 600)
    window.show()
    window.activateWindow()
    wait_until(window.isActiveWindow)
    yield room, window
    wait_until(lambda: not room.background.unfinished())
    window.close()
    window.deleteLater()


def test_wall_window_replays_turns_and_saves_by_key(wall_alone: tuple[Room, WallWindow]) -> None:
    room, window = wall_alone
    view = window.wall_view

    QTest.keyClick(view, Qt.Key.Key_R)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    QTest.keyClick(view, Qt.Key.Key_P)
    wait_until(lambda: room.snapshots.orders)
    QTest.keyClick(view, Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)

    looked_at = room.wall.views.of(0, room.camera(0))
    assert (looked_at.hanging, looked_at.zoom.factor) == (Hanging(1), 1.25)
    assert room.pictures.replay.asked == [("start", tile_surface("main", 0), 30)]


def test_wall_window_has_the_bar_of_the_replay_and_a_menu_of_what_it_can_do(
    wall_alone: tuple[Room, WallWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    _room, window = wall_alone
    menus: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: menus.append(menu))

    window.wall_view.menu_asked.emit(QPoint(10, 10))
    words = [action.text() for action in menus[0].actions() if not action.isSeparator()]

    assert words == [
        "Perbesar petak",
        "Kosongkan petak",
        "Ikuti dari kamera ini",
        "Tampilan",
        "Tayangan ulang",
        "Suara",
        "Simpan gambar",
        "Folder gambar tersimpan",
        "Tutup kamera ini untuk semua …",
        "Kamera berikutnya di petak",
        "Kamera sebelumnya di petak",
        "Tampilkan di sini",
    ]
    assert len(window.wall_view.replay_bar.findChildren(QAbstractButton)) == 8


def test_wall_window_lists_its_own_keys_only(wall_alone: tuple[Room, WallWindow]) -> None:
    _room, window = wall_alone

    QTest.keyClick(window.wall_view, Qt.Key.Key_F1)
    (dialog,) = window.findChildren(KeysDialog)
    every = Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive
    words = {item.text(column) for column in (0, 1) for item in dialog.tree.findItems("*", every)}
    dialog.close()

    assert {"Simpan gambar", "Cerminkan", "Mundur 30 detik"} <= words
    assert not {"Lapor polisi", "Ctrl+9"} & words


def _drop(room: Room, point: QPoint, data: QMimeData) -> None:
    assert room.window is not None
    move, left, plain = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(room.window.wall_view, QDragEnterEvent(point, move, data, left, plain))
    QApplication.sendEvent(room.window.wall_view, QDropEvent(QPointF(point), move, data, left, plain))
