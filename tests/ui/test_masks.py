"""Privacy masks: over every tile, whatever is done to its picture, and drawn by who guards privacy."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.base.errors import KnownError
from console.domain.camera_mask import Polygons
from console.domain.feed_state import FeedState
from console.domain.roles import Role
from console.ui.actions.table import ActionId
from console.ui.dialogs.mask import MaskDialog
from console.ui.windows.main_window import MainWindow
from console.wall.planning import full_surface
from console.widgets.wall.mask_painter import MASK_COLOUR
from tests.helpers.screen_fakes import FakeReader
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_LEFT_HALF: Polygons = (((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0)),)
_BLUE = bytearray(b"\xff\x00\x00\x00" * 160 * 90)


def _open(room: Room) -> MainWindow:
    window = room.open()
    wait_until(lambda: window.book.entry(room.camera(0)))
    room.reader(0).show(_BLUE, 160, 90)
    window.wall_view.refresh.poll()
    window.wall_view.refresh.speak()
    return window


def _colour(window: MainWindow, tile: int, across: float, down: float = 0.5) -> QColor:
    shown = window.wall_view.tiles[tile]
    box, image = shown.picture_rect(), shown.grab().toImage()
    return image.pixelColor(round(box.x() + across * box.width()), round(box.y() + down * box.height()))


def _is_blue(colour: QColor) -> bool:
    return colour.blue() > 200 and colour.red() < 60


def test_a_mask_is_on_the_tile_at_once_and_goes_when_it_is_taken_away(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room)
    assert _is_blue(_colour(window, 0, 0.3))
    room.masks.put(room.camera(0), _LEFT_HALF, "jendela")
    wait_until(lambda: _colour(window, 0, 0.3) == MASK_COLOUR)
    assert _is_blue(_colour(window, 0, 0.7))
    room.masks.put(room.camera(0), (), "salah kamera")
    wait_until(lambda: _is_blue(_colour(window, 0, 0.3)))


def test_a_mask_follows_turning_mirroring_and_zooming(make_room: MakeRoom) -> None:
    room = make_room()
    room.masks.polygons[room.camera(0)] = _LEFT_HALF
    window = _open(room)
    window.actions_of[ActionId.MIRROR].trigger()
    assert _is_blue(_colour(window, 0, 0.3))
    assert _colour(window, 0, 0.7) == MASK_COLOUR
    window.actions_of[ActionId.ROTATE].trigger()
    assert _colour(window, 0, 0.5, 0.8) == MASK_COLOUR
    assert _is_blue(_colour(window, 0, 0.5, 0.2))
    for _ in range(4):
        window.actions_of[ActionId.ZOOM_IN].trigger()
    assert _colour(window, 0, 0.5, 0.8) == MASK_COLOUR


def test_a_change_of_stream_an_old_picture_and_full_screen_keep_the_mask(make_room: MakeRoom) -> None:
    room = make_room()
    room.masks.polygons[room.camera(0)] = _LEFT_HALF
    window = _open(room)
    large = room.pictures.readers[full_surface(room.wall.name, 0)] = FakeReader(room.clock)
    large.show(bytearray(b"\xff\x00\x00\x00" * 640 * 360), 640, 360)
    room.wall.show_full(0)
    window.wall_view.refresh.poll()
    assert _colour(window, 0, 0.3) == MASK_COLOUR
    room.wall.show_full(None)
    room.clock.advance(12)
    window.wall_view.refresh.speak()
    assert window.wall_view.tiles[0].look.state is FeedState.STALE
    assert _colour(window, 0, 0.05, 0.7) == MASK_COLOUR


def test_a_camera_takes_its_mask_along_to_another_tile(make_room: MakeRoom) -> None:
    room = make_room()
    room.masks.polygons[room.camera(1)] = _LEFT_HALF
    window = _open(room)
    assert _is_blue(_colour(window, 0, 0.3))
    room.pictures.reports.clear()
    room.wall.swap(0, 1)
    room.reader(0).show(_BLUE, 160, 90)
    window.wall_view.refresh.poll()
    window.wall_view.refresh.speak()
    assert _colour(window, 0, 0.3) == MASK_COLOUR


def test_the_still_of_a_flag_is_masked_in_the_dialog_too(make_room: MakeRoom) -> None:
    room = make_room()
    room.masks.polygons[room.camera(0)] = _LEFT_HALF
    window = _open(room)
    still = window.wall_view.masks.selected_still()
    assert still.pixelColor(40, 45) == MASK_COLOUR
    assert _is_blue(still.pixelColor(120, 45))


def _dialog(window: MainWindow) -> MaskDialog:
    window.actions_of[ActionId.MASK_CAMERA].trigger()
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), MaskDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MaskDialog)
    wait_until(dialog.isActiveWindow)
    return dialog


def _click(dialog: MaskDialog, *corners: tuple[float, float]) -> None:
    picture = dialog.editor.picture_rect()
    for x, y in corners:
        at = QPoint(round(picture.x() + x * picture.width()), round(picture.y() + y * picture.height()))
        QTest.mouseClick(dialog.editor, Qt.MouseButton.LeftButton, pos=at)


def test_who_guards_privacy_draws_areas_and_must_say_why(make_room: MakeRoom) -> None:
    room = make_room(role=Role.PRIVACY_OFFICER)
    window = _open(room)
    dialog = _dialog(window)
    _click(dialog, (0.1, 0.1), (0.6, 0.1), (0.6, 0.6), (0.1, 0.1))
    assert len(dialog.editor.polygons) == 1
    assert not dialog.save_button.isEnabled()
    QTest.keyClicks(dialog.reason, "jendela rumah warga")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)

    wait_until(lambda: room.masks.reasons == ["jendela rumah warga"])
    (polygon,) = room.masks.of(room.camera(0))
    assert polygon[1] == pytest.approx((0.6, 0.1), abs=0.02)
    wait_until(lambda: _colour(window, 0, 0.5, 0.25) == MASK_COLOUR)


def test_keys_alone_draw_an_area_and_take_it_back(make_room: MakeRoom) -> None:
    room = make_room(role=Role.PRIVACY_OFFICER)
    dialog = _dialog(_open(room))
    editor = dialog.editor
    for move in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(editor, Qt.Key.Key_Space)
        for _ in range(5):
            QTest.keyClick(editor, move)
    QTest.keyClick(editor, Qt.Key.Key_C)
    assert [len(polygon) for polygon in editor.polygons] == [3]
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.polygons == ()
    dialog.reject()


def test_what_the_centre_refuses_is_said_and_what_was_drawn_stays(make_room: MakeRoom) -> None:
    room = make_room(role=Role.PRIVACY_OFFICER)
    dialog = _dialog(_open(room))
    _click(dialog, (0.1, 0.1), (0.6, 0.1), (0.6, 0.6))
    room.masks.failure = KnownError("net.unreachable", host="pusat")
    dialog.reason.setText("jendela rumah")
    dialog.save()
    wait_until(lambda: dialog.problem)
    assert len(dialog.editor.polygons) == 1
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR, Role.VIEWER])
def test_nobody_else_may_draw_masks(make_room: MakeRoom, role: Role) -> None:
    room = make_room(role=role)
    window = _open(room)
    assert not window.actions_of.allowed(ActionId.MASK_CAMERA)
    assert not window.actions_of[ActionId.MASK_CAMERA].isEnabled()
