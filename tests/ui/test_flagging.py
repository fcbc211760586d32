"""F and Enter: the moment is that of the key press, and the dialog closes only over a flag on disk."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.base.errors import KnownError
from console.domain.audit_act import AuditAct
from console.domain.camera import FeedQuality
from console.domain.roles import Role
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.dialogs.flag import FlagDialog
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _press_f(room: Room) -> FlagDialog:
    window = room.window or room.open()
    wait_until(lambda: room.window and room.window.book.entry(room.camera(0)))
    QTest.keyClick(window.wall_view, Qt.Key.Key_F)
    wait_until(lambda: (dialog := _dialog()) is not None and dialog.isActiveWindow())
    dialog = _dialog()
    assert dialog is not None
    return dialog


def _dialog() -> FlagDialog | None:
    widget = QApplication.activeModalWidget()
    return widget if isinstance(widget, FlagDialog) else None


def test_key_press_begins_the_flag_before_anything_is_typed(make_room: MakeRoom) -> None:
    room = make_room()

    dialog = _press_f(room)
    wait_until(lambda: room.flags.begun)

    assert room.flags.begun[0].camera_id == room.camera(0)
    assert room.flags.begun[0].feed.quality is FeedQuality.SUB
    assert not dialog.send_button.isEnabled()
    dialog.reject()
    wait_until(lambda: room.flags.begun[0].cancelled)


def test_a_category_that_is_none_is_said_and_nothing_can_be_sent(make_room: MakeRoom) -> None:
    dialog = _press_f(make_room())
    assert not dialog.no_category.isVisible()
    QTest.keyClicks(dialog.finder, "zzz")
    assert dialog.no_category.isVisible()
    assert "Tidak ada kategori" in dialog.no_category.text()
    assert not dialog.send_button.isEnabled()
    dialog.finder.clear()
    assert not dialog.no_category.isVisible()
    dialog.reject()


def test_typing_finds_the_category_in_both_languages_and_enter_sends(make_room: MakeRoom) -> None:
    room = make_room()
    dialog = _press_f(room)
    sent: list[UUID] = []
    dialog.sent.connect(sent.append)

    QTest.keyClicks(dialog.finder, "structure f")
    QTest.keyClick(dialog.finder, Qt.Key.Key_Return)
    wait_until(lambda: _dialog() is None)

    assert room.flags.begun[0].sent == [("BEN-04", 1, "")]
    assert room.audit.acts == [(AuditAct.FLAG_MADE, str(sent[0]), room.camera(0))]
    notice = room.notices.current
    assert notice is not None
    assert notice.say() == f"Laporan tersimpan ({str(sent[0])[-8:]}). Perjalanannya tampak di panel Kejadian."


def test_digit_chooses_and_the_priority_follows_until_a_person_says_otherwise(make_room: MakeRoom) -> None:
    room = make_room()
    dialog = _press_f(room)

    QTest.keyClick(dialog.finder, Qt.Key.Key_5)
    followed = dialog.priority.value
    QTest.keyClick(dialog.finder, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.finder, Qt.Key.Key_Down)
    dialog.note.setText(" mobil merah ")
    dialog.send()
    wait_until(lambda: _dialog() is None)

    assert followed == 4
    assert room.flags.begun[0].sent == [("BEN-01", 1, "mobil merah")]


def test_dialog_stays_while_saving_and_cannot_be_cancelled_then(make_room: MakeRoom) -> None:
    room = make_room()
    room.flags.hold = True
    dialog = _press_f(room)
    QTest.keyClick(dialog.finder, Qt.Key.Key_1)

    dialog.send()
    dialog.reject()
    QApplication.processEvents()

    assert dialog.isVisible()
    assert dialog.send_button.text() == "Menyimpan …"
    room.flags.begun[0].gate.set()
    wait_until(lambda: _dialog() is None)
    assert not room.flags.begun[0].cancelled


def test_the_recipient_follows_category_and_district_until_a_person_chooses(make_room: MakeRoom) -> None:
    room = make_room()
    dialog = _press_f(room)
    QTest.keyClick(dialog.finder, Qt.Key.Key_1)
    proposed = dialog.recipient.value
    dialog.recipient.choose("Polrestabes Semarang")
    QTest.keyClick(dialog.finder, Qt.Key.Key_Down)
    dialog.send()
    wait_until(lambda: _dialog() is None)

    assert proposed == "Polsek Semarang Utara"
    assert room.flags.begun[0].recipients == ["Polrestabes Semarang"]


def test_failure_is_said_in_the_dialog_and_sending_again_works(make_room: MakeRoom) -> None:
    room = make_room()
    room.flags.failure = KnownError("disk.full", path="/x")
    dialog = _press_f(room)
    QTest.keyClick(dialog.finder, Qt.Key.Key_1)

    dialog.send()
    wait_until(lambda: "Disk komputer ini penuh." in dialog.problem)
    assert dialog.isVisible()
    room.flags.begun[0].failure = None
    dialog.send()
    wait_until(lambda: _dialog() is None)

    assert len(room.flags.begun[0].sent) == 1


def test_still_is_a_copy_of_the_picture_at_the_key_press(make_room: MakeRoom) -> None:
    room = make_room()
    pixels = bytearray(b"\x10\x20\x30\x00" * 64 * 36)
    room.reader(0).show(pixels, 64, 36)
    window = room.open()
    window.wall_view.refresh.poll()

    dialog = _press_f(room)
    pixels[:] = bytes(len(pixels))

    assert dialog.moment.still.pixelColor(5, 5).name() == "#302010"
    assert dialog.moment.at_utc == START_UTC
    dialog.reject()


def test_language_may_change_while_the_dialog_is_open(make_room: MakeRoom) -> None:
    room = make_room()
    dialog = _press_f(room)

    room.translator.set_language(Language.ENGLISH)

    assert dialog.send_button.text() == "Send (Enter)"
    dialog.reject()


def test_viewer_cannot_flag_and_is_told_why(make_room: MakeRoom) -> None:
    room = make_room(role=Role.VIEWER)
    window = room.open()

    QTest.keyClick(window.wall_view, Qt.Key.Key_F)
    QApplication.processEvents()

    action = window.actions_of[ActionId.FLAG]
    assert not action.isEnabled()
    assert action.toolTip() == "Lapor polisi: tidak diizinkan untuk peran pemantau"
    assert room.flags.begun == []


def test_empty_tile_says_that_there_is_nothing_to_flag(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    window = room.open()

    QTest.keyClick(window.wall_view, Qt.Key.Key_F)
    wait_until(lambda: room.notices.current)

    assert room.flags.begun == []


def test_ticked_cameras_go_along_from_the_moment_of_the_tick(make_room: MakeRoom) -> None:
    room = make_room(cameras=3)
    dialog = _press_f(room)
    rows = [dialog.others.list.item(row) for row in range(dialog.others.list.count())]

    assert [row.text().split()[0] for row in rows] == ["1202", "1203"]
    rows[1].setCheckState(Qt.CheckState.Checked)
    wait_until(lambda: [feed.camera_id for feed in room.flags.begun[0].more] == [room.camera(2)])
    rows[0].setCheckState(Qt.CheckState.Checked)
    rows[1].setCheckState(Qt.CheckState.Unchecked)

    wait_until(lambda: [feed.camera_id for feed in room.flags.begun[0].more] == [room.camera(1)])
    dialog.reject()


def test_one_button_ticks_the_cameras_of_the_same_site(make_room: MakeRoom) -> None:
    room = make_room(cameras=3)
    first, third = room.entries[0], room.entries[2]
    room.entries[2] = replace(third, camera=replace(third.camera, site_id=first.camera.site_id))
    window = room.window or room.open()
    wait_until(lambda: window.book.entry(room.camera(2)))
    dialog = _press_f(room)

    assert dialog.others.site_button.isVisible()
    assert dialog.others.list.item(0).text().startswith("1203")
    QTest.mouseClick(dialog.others.site_button, Qt.MouseButton.LeftButton)

    wait_until(lambda: [feed.camera_id for feed in room.flags.begun[0].more] == [room.camera(2)])
    dialog.reject()


def test_a_wall_of_one_camera_offers_no_others(make_room: MakeRoom) -> None:
    dialog = _press_f(make_room(cameras=1))

    assert not dialog.others.isVisible()
    dialog.reject()
