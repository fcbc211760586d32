"""Drawing on a still: in the flag dialog before Enter, and afterwards; by mouse and by keys alone."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.base.errors import KnownError
from console.domain.event import EventEntry, EventKind, EventWay, KeptStill
from console.domain.still_mark import MarkKind
from console.ui.dialogs.flag import FlagDialog
from console.ui.dialogs.mark_still import MarkStillDialog
from console.ui.dialogs.still_marker import StillMarker
from console.widgets.marks.mark_editor import MarkEditor
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_ID, _STILL = UUID("019ab000-0000-7000-8000-0000000000f1"), UUID("019ab000-0000-7000-8000-0000000000e1")


def _drag(editor: MarkEditor, begin: tuple[float, float], end: tuple[float, float]) -> None:
    picture = editor.picture_rect()

    def point(share: tuple[float, float]) -> QPoint:
        return QPoint(round(picture.x() + share[0] * picture.width()), round(picture.y() + share[1] * picture.height()))

    QTest.mousePress(editor, Qt.MouseButton.LeftButton, pos=point(begin))
    QTest.mouseMove(editor, point(end))
    QTest.mouseRelease(editor, Qt.MouseButton.LeftButton, pos=point(end))


def _flag_dialog(room: Room) -> FlagDialog:
    window = room.open()
    wait_until(lambda: window.book.entry(room.camera(0)))
    room.reader(0).show(bytearray(b"\x90\x60\x30\x00" * 160 * 90), 160, 90)
    window.wall_view.refresh.poll()
    window.intents.flag()
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), FlagDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FlagDialog)
    wait_until(dialog.isActiveWindow)
    return dialog


def test_marks_of_the_dialog_go_with_the_flag_and_enter_still_sends(make_room: MakeRoom) -> None:
    room = make_room()
    dialog = _flag_dialog(room)
    _drag(dialog.moment_view.marker.editor, (0.25, 0.25), (0.75, 0.5))
    QTest.keyClicks(dialog.finder, "taw")
    QTest.keyClick(dialog.finder, Qt.Key.Key_Return)

    wait_until(lambda: room.flags.begun and room.flags.begun[0].sent)
    (order,) = room.flags.begun[0].orders
    assert order is not None
    assert order.by == room.services.person.display_name
    (mark,) = order.marks
    assert mark.kind is MarkKind.ARROW
    assert mark.points[0] == pytest.approx((0.25, 0.25), abs=0.02)
    assert mark.points[1] == pytest.approx((0.75, 0.5), abs=0.02)


def test_without_marks_the_flag_goes_as_before_and_the_finder_has_the_keys_first(make_room: MakeRoom) -> None:
    room = make_room()
    dialog = _flag_dialog(room)
    assert dialog.finder.hasFocus()
    QTest.keyClicks(dialog.finder, "taw")
    QTest.keyClick(dialog.finder, Qt.Key.Key_Return)
    wait_until(lambda: room.flags.begun and room.flags.begun[0].sent)
    assert room.flags.begun[0].orders == [None]


def test_keys_alone_choose_a_tool_draw_and_undo(make_room: MakeRoom) -> None:
    room = make_room()
    dialog = _flag_dialog(room)
    marker, editor = dialog.moment_view.marker, dialog.moment_view.marker.editor
    QTest.keyClick(dialog, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    wait_until(editor.hasFocus)
    assert marker.tools[MarkKind.BOX].isChecked()
    QTest.keyClick(editor, Qt.Key.Key_Space)
    for _ in range(3):
        QTest.keyClick(editor, Qt.Key.Key_Right)
        QTest.keyClick(editor, Qt.Key.Key_Down)
    QTest.keyClick(editor, Qt.Key.Key_Space)
    (box,) = editor.pen.marks
    assert box.kind is MarkKind.BOX
    assert box.points[1] == pytest.approx((0.62, 0.62))

    marker.choose(MarkKind.NUMBER)
    QTest.keyClick(editor, Qt.Key.Key_Space)
    assert editor.pen.marks[1].number == 1
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.pen.marks == ()
    assert not marker.undo_button.isEnabled()
    dialog.reject()


def test_a_tile_without_a_picture_has_no_tools(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    marker = StillMarker(window, room.stage, QImage())
    QTest.keyClick(marker.editor, Qt.Key.Key_Space)
    assert marker.editor.pen.marks == ()
    assert marker.order("Siti") is None
    assert not any(tool.isVisibleTo(marker) for tool in marker.tools.values())
    marker.deleteLater()


def _entry(room: Room) -> EventEntry:
    return EventEntry(_ID, EventKind.FLAG, room.camera(0), START_UTC, "", EventWay.SENT, "KAM-01", 1, number="SMG-1")


def _marking(room: Room, tmp_path: Path) -> MarkStillDialog:
    picture = QImage(320, 180, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    path = tmp_path / "still.jpg"
    assert picture.save(str(path))
    room.flags.kept_stills = [KeptStill(_STILL, room.camera(0), START_UTC, path)]
    window = room.open()
    window.additions.marking.begin(_entry(room))
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), MarkStillDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MarkStillDialog)
    return dialog


def test_a_still_is_marked_afterwards_and_the_original_is_not_written(make_room: MakeRoom, tmp_path: Path) -> None:
    room = make_room()
    dialog = _marking(room, tmp_path)
    before = (tmp_path / "still.jpg").read_bytes()
    dialog.save()
    assert not dialog.save_button.isEnabled()
    _drag(dialog.marker.editor, (0.1, 0.1), (0.6, 0.6))
    dialog.save()

    wait_until(lambda: room.flags.marked)
    ((flag_id, still_id, order),) = room.flags.marked
    assert (flag_id, still_id, len(order.marks)) == (_ID, _STILL, 1)
    wait_until(lambda: room.notices.current)
    assert room.notices.current is not None
    assert "SMG-1" in room.notices.current.say()
    assert (tmp_path / "still.jpg").read_bytes() == before


def test_marks_that_the_disk_refuses_are_said_and_stay_in_the_dialog(make_room: MakeRoom, tmp_path: Path) -> None:
    room = make_room()
    dialog = _marking(room, tmp_path)
    _drag(dialog.marker.editor, (0.1, 0.1), (0.6, 0.6))
    room.flags.failure = KnownError("disk.full", path="/x")
    dialog.save()
    wait_until(lambda: dialog.problem)
    assert dialog.isVisible()
    assert len(dialog.marker.editor.pen.marks) == 1
    dialog.reject()


def test_where_no_original_lies_here_any_more_it_is_said(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    window.additions.marking.begin(_entry(room))
    wait_until(lambda: room.notices.current)
    assert room.notices.current is not None
    assert "tidak ada lagi di komputer ini" in room.notices.current.say()
