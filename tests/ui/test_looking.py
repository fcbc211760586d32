"""Looking closely: wheel, hand, double click and keys on a tile, and what they do to the pixels and to the plan."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from console.domain.camera import FeedQuality
from console.domain.picture_view import Fit, Hanging, PictureView, Zoom
from console.wall.planning import tile_surface
from console.widgets.wall.wall_view import WallView
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

WIDTH_PX, HEIGHT_PX = 160, 90
_RED, _GREEN, _BLUE, _WHITE = b"\0\0\xff\0", b"\0\xff\0\0", b"\xff\0\0\0", b"\xff\xff\xff\0"
_PLAIN, _LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def _view(room: Room) -> WallView:
    """A wall whose first tile shows red, green over blue, white."""
    view = room.open().wall_view
    half = WIDTH_PX // 2
    upper, lower = _RED * half + _GREEN * half, _BLUE * half + _WHITE * half
    room.reader(0).show(bytearray(upper * (HEIGHT_PX // 2) + lower * (HEIGHT_PX // 2)), WIDTH_PX, HEIGHT_PX)
    view.refresh.poll()
    view.refresh.speak()
    QApplication.processEvents()
    return view


def _colours(view: WallView, tile: int = 0) -> str:
    """Of the four quarters of the tile's picture box, in reading order."""
    shown = view.tiles[tile]
    image, box = shown.grab().toImage(), shown.picture_rect()
    names = []
    for across, down in ((0.3, 0.3), (0.7, 0.3), (0.3, 0.7), (0.7, 0.7)):
        place = QPoint(round(box.x() + across * box.width()), round(box.y() + down * box.height()))
        names.append(_name(image.pixelColor(place)))
    return "".join(names)


def _name(colour: QColor) -> str:
    parts = (colour.red() > 128, colour.green() > 128, colour.blue() > 128)
    names = {(True, False, False): "R", (False, True, False): "G", (False, False, True): "B", (True, True, True): "W"}
    return names.get(parts, ".")


def _wheel(view: WallView, at: QPoint, notches: float) -> None:
    delta = QPoint(0, round(120 * notches))
    phase = Qt.ScrollPhase.NoScrollPhase
    where = QPointF(view.mapToGlobal(at))
    event = QWheelEvent(QPointF(at), where, QPoint(), delta, Qt.MouseButton.NoButton, _PLAIN, phase, False)
    QApplication.sendEvent(view, event)


def _corner(view: WallView, across: float, down: float) -> QPoint:
    shown = view.tiles[0]
    box = shown.picture_rect().translated(shown.geometry().topLeft())
    return QPoint(round(box.x() + across * box.width()), round(box.y() + down * box.height()))


def test_wheel_enlarges_what_is_under_the_pointer(make_room: MakeRoom) -> None:
    view = _view(make_room())
    assert _colours(view) == "RGBW"

    _wheel(view, _corner(view, 0.85, 0.8), 6)

    assert _colours(view) == "WWWW"
    _wheel(view, _corner(view, 0.2, 0.2), -6)
    assert _colours(view) == "RGBW"


def test_dragging_a_zoomed_picture_moves_it_and_swaps_no_tiles(make_room: MakeRoom) -> None:
    room = make_room()
    view = _view(room)
    before = room.wall.cameras
    _wheel(view, _corner(view, 0.85, 0.8), 6)

    _drag(view, _corner(view, 0.1, 0.1), _corner(view, 0.95, 0.95))
    _drag(view, _corner(view, 0.1, 0.1), _corner(view, 0.95, 0.95))
    _drag(view, _corner(view, 0.1, 0.1), _corner(view, 0.95, 0.95))

    assert _colours(view) == "RRRR"
    assert room.wall.cameras == before
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_double_click_first_goes_back_to_the_whole_picture_then_fills_the_wall(make_room: MakeRoom) -> None:
    room = make_room()
    view = _view(room)
    _wheel(view, _corner(view, 0.5, 0.5), 3)

    QTest.mouseDClick(view, _LEFT, pos=_corner(view, 0.5, 0.5))
    whole = room.wall.views.of(0, room.camera(0)).zoom, room.wall.full_screen
    QTest.mouseDClick(view, _LEFT, pos=_corner(view, 0.5, 0.5))

    assert whole == (Zoom(), None)
    assert room.wall.full_screen == 0


def test_keys_turn_mirror_and_change_the_fit_of_the_camera_on_every_tile(make_room: MakeRoom) -> None:
    room = make_room()
    view = _view(room)

    QTest.keyClick(view, Qt.Key.Key_R)
    assert _colours(view) == "BRWG"
    QTest.keyClick(view, Qt.Key.Key_H)
    assert _colours(view) == "RBGW"
    QTest.keyClick(view, Qt.Key.Key_A)

    room.wall.put(room.camera(0), 3)
    assert room.wall.views.of(3, room.camera(0)).hanging == Hanging(3, mirrored=True, fit=Fit.FILL)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_Plus, _PLAIN), (Qt.Key.Key_Plus, Qt.KeyboardModifier.KeypadModifier), (Qt.Key.Key_Equal, _PLAIN)],
)
def test_keys_zoom_in_out_and_back(make_room: MakeRoom, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    room = make_room()
    view = _view(room)

    def factor() -> float:
        return room.wall.views.of(0, room.camera(0)).zoom.factor

    QTest.keyClick(view, key, modifier)
    QTest.keyClick(view, key, modifier)
    assert factor() == pytest.approx(1.5625)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert factor() == pytest.approx(1.25)
    QTest.keyClick(view, Qt.Key.Key_Z)
    assert factor() == 1.0


def test_menu_does_what_the_keys_do_and_names_them(make_room: MakeRoom) -> None:
    room = make_room()
    _view(room)
    window = room.window
    assert window is not None
    menu = QMenu(window)
    window.tile_intents.looking.fill_menu(menu, window.actions_of)
    sub = menu.actions()[0].menu()
    assert isinstance(sub, QMenu)

    offered = [action for action in sub.actions() if not action.isSeparator()]
    offered[0].trigger()
    offered[3].trigger()

    view = room.wall.views.of(0, room.camera(0))
    assert (view.hanging, view.zoom.factor) == (Hanging(1), 1.25)
    assert [action.shortcut().toString() for action in offered] == ["+", "-", "Z", "R", "H", "A"]


def test_keys_of_looking_typed_into_the_search_are_letters(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()

    window.find_panel.focus_search()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "rha+-0p")

    assert field.text() == "rha+-0p"
    assert room.wall.views.of(0, room.camera(0)) == PictureView()
    assert room.snapshots.orders == []


def test_zoomed_tile_asks_for_the_main_feed_and_more_pixels(make_room: MakeRoom) -> None:
    room = make_room(layout="4x4")
    view = _view(room)
    window = room.window
    wait_until(lambda: window is not None and window.book.entry(room.camera(0)))
    surface = tile_surface("main", 0)
    before = room.pictures.plan[surface]

    _wheel(view, _corner(view, 0.5, 0.5), 3)
    wait_until(lambda: room.pictures.plan[surface].feed.quality is FeedQuality.MAIN)
    zoomed = room.pictures.plan[surface]
    QTest.keyClick(view, Qt.Key.Key_Z)
    wait_until(lambda: room.pictures.plan[surface].box_width_px == before.box_width_px)

    assert zoomed.box_width_px == 2 * before.box_width_px
    assert room.pictures.plan[tile_surface("main", 1)].feed.quality is FeedQuality.SUB


def test_turned_camera_asks_for_a_box_on_its_side(make_room: MakeRoom) -> None:
    room = make_room()
    view = _view(room)
    surface = tile_surface("main", 0)
    before = room.pictures.plan[surface]

    QTest.keyClick(view, Qt.Key.Key_R)
    wait_until(lambda: room.pictures.plan[surface] != before)

    turned = room.pictures.plan[surface]
    assert (turned.box_width_px, turned.box_height_px) == (before.box_height_px, before.box_width_px)


def test_old_picture_stays_turned(make_room: MakeRoom) -> None:
    room = make_room()
    view = _view(room)
    room.reader(0).show(bytearray((_WHITE * 80 + b"\0\0\0\0" * 80) * HEIGHT_PX), WIDTH_PX, HEIGHT_PX)
    QTest.keyClick(view, Qt.Key.Key_H)
    view.refresh.poll()

    room.clock.advance(12)
    view.refresh.speak()

    image, box = view.tiles[0].grab().toImage(), view.tiles[0].picture_rect()
    left, right = (
        image.pixelColor(box.x() + round(share * box.width()), box.y() + box.height() // 4) for share in (0.2, 0.8)
    )
    assert left.red() + 40 < right.red()


def test_empty_tile_knows_nothing_of_zoom(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    view = room.open().wall_view

    _wheel(view, _corner(view, 0.5, 0.5), 3)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_R, Qt.Key.Key_H, Qt.Key.Key_A, Qt.Key.Key_Z):
        QTest.keyClick(view, key)

    assert room.wall.views.hangings.written() == ()


def _drag(view: WallView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view, _LEFT, pos=start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, _LEFT, pos=end)
