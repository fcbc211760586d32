"""What the operator does with a camera is handed to the audit with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.domain.audit_act import AuditAct
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def test_bookmark_and_replay_are_written_down_with_their_camera(make_room: MakeRoom) -> None:
    room = make_room()
    view = room.open().wall_view
    QTest.keyClick(view, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    wait_until(lambda: room.audit.acts, what="the bookmark on the disk")
    QTest.keyClick(view, Qt.Key.Key_J)
    assert [act for act, _subject, _reason in room.audit.acts] == [AuditAct.BOOKMARK_MADE, AuditAct.REPLAYED]
    assert {subject for _act, subject, _reason in room.audit.acts} == {room.camera(0)}
