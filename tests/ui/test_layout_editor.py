"""Drawing a layout in its dialog, by mouse and by keys, and what the wall makes of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from console.domain.layout import TileShape, layout_by_name
from console.ui.dialogs.layout_editor import LayoutEditorDialog
from tests.helpers.screen_room import Room
from tests.ui.conftest import MakeRoom

NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
LEFT = Qt.MouseButton.LeftButton


def _editor(room: Room) -> LayoutEditorDialog:
    window = room.open()
    QTest.keyClick(window.wall_view, Qt.Key.Key_E, CTRL | SHIFT)
    dialog = window.findChild(LayoutEditorDialog)
    assert dialog is not None
    return dialog


def _middle(dialog: LayoutEditorDialog, tile: int) -> QPoint:
    return dialog.canvas.rect_of(tile).center()


def test_a_layout_is_drawn_by_keys_and_cameras_stay_on_their_tiles(make_room: MakeRoom) -> None:
    room = make_room(cameras=4)
    dialog = _editor(room)
    before = room.wall.cameras

    QTest.keyClick(dialog.canvas, Qt.Key.Key_Right)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_J)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Left)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_V)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Right, CTRL)
    dialog.name.setText("Simpang")
    dialog.shape.setCurrentIndex(1)
    dialog.spacing.setCurrentIndex(3)
    dialog.use()

    layout = room.wall.layout
    assert (layout.name, layout.shape, layout.spacing, len(layout.cells)) == ("Simpang", TileShape.WIDE, 3, 4)
    assert [cell.column_span for cell in layout.cells] == [32, 28, 60, 60]
    # Of the two that were joined the upper one keeps its tile, the lower one waits in the half that was empty.
    assert room.wall.cameras == (before[0], before[3], before[1], before[2])


def test_a_line_is_dragged_by_the_mouse_and_undone(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    dialog = _editor(room)
    canvas = dialog.canvas
    border = QPoint(canvas.rect_of(0).right(), _middle(dialog, 0).y())

    QTest.mousePress(canvas, LEFT, NONE, border)
    QTest.mouseMove(canvas, border + QPoint(canvas.area().width() // 4, 0))
    QTest.mouseRelease(canvas, LEFT, NONE, border)
    dragged = [piece.cell.column_span for piece in canvas.draft.pieces]
    canvas.sketch.undo()

    assert dragged == [90, 30, 90, 30]
    assert [piece.cell.column_span for piece in canvas.draft.pieces] == [60] * 4


def test_tiles_that_are_swept_over_are_joined_only_as_a_rectangle(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=1)
    dialog = _editor(room)
    canvas = dialog.canvas

    QTest.mousePress(canvas, LEFT, NONE, _middle(dialog, 0))
    QTest.mouseMove(canvas, _middle(dialog, 4))
    QTest.mouseRelease(canvas, LEFT, NONE, _middle(dialog, 4))
    swept = canvas.sketch.chosen
    QTest.mouseClick(canvas, LEFT, CTRL, _middle(dialog, 8))
    offered = dialog.buttons["editor-join"].isEnabled()
    QTest.mouseClick(canvas, LEFT, CTRL, _middle(dialog, 8))
    dialog.buttons["editor-join"].click()

    assert swept == {0, 1, 3, 4}
    assert not offered
    assert [piece.cell.row_span for piece in canvas.draft.pieces][:1] == [120]


def test_a_locked_layout_is_not_drawn_on_and_a_cancelled_one_changes_nothing(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    dialog = _editor(room)
    dialog.canvas.sketch.split(upright=False)
    dialog.reject()
    unchanged = room.wall.layout
    room.wall.lock(True)
    assert room.window is not None

    room.window.layouts.edit()

    assert unchanged == layout_by_name("2x2")
    assert room.notices.current is not None
    assert room.notices.current.say() == room.translator.text("lock-refused")


def test_a_layout_without_a_name_is_not_used(make_room: MakeRoom) -> None:
    dialog = _editor(make_room(cameras=1))

    dialog.name.setText("   ")

    assert not dialog.use_button.isEnabled()
