"""The audit page: asked by keys alone, its answer as a table, every other state in words, the file only after an answer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from console.base.errors import KnownError
from console.domain.audit_question import CameraQuestion, FlagQuestion
from console.domain.roles import Role
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.pages.audit_page import AuditPage
from console.wire.audit import AuditFinding, AuditFindings, AuditVerification, VerifiedChain
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

SEEN = AuditFinding(
    at_utc=START_UTC,
    until_utc=START_UTC + timedelta(minutes=4),
    actor="sari",
    role="operator",
    workstation="konsol-3",
    action="view_begun",
    object="kam-1",
    reason="laporan warga",
    chain="c",
    seq=1,
)


def _opened(room: Room) -> AuditPage:
    window = room.window or room.open()
    window.actions_of[ActionId.AUDIT].trigger()
    page = window.page_intents.page(ActionId.AUDIT)
    assert isinstance(page, AuditPage)
    wait_until(page.isActiveWindow)
    return page


def _choose_camera(page: AuditPage) -> None:
    QTest.keyClicks(page.form.camera.field, "1202")
    QTest.keyClick(page.form.camera.field, Qt.Key.Key_Return)
    wait_until(lambda: page.form.camera.entry)


def _searched(page: AuditPage) -> None:
    _choose_camera(page)
    QTest.keyClick(page.form.camera.field, Qt.Key.Key_Return)
    wait_until(lambda: page.model.rows or page.answer.again_button.isVisible())


@pytest.mark.parametrize("role", Role)
def test_the_page_is_of_who_may_read_the_audit(make_room: MakeRoom, role: Role) -> None:
    window = make_room(role=role).open()
    may = role in {Role.PRIVACY_OFFICER, Role.ADMIN}
    action = window.actions_of[ActionId.AUDIT]
    assert action.isEnabled() is may
    assert ("tidak diizinkan" in action.toolTip()) is not may
    action.trigger()
    assert (window.page_intents.page(ActionId.AUDIT) is not None) is may


def test_who_saw_a_camera_is_asked_and_answered_without_a_mouse(make_room: MakeRoom) -> None:
    room = make_room(role=Role.PRIVACY_OFFICER)
    room.audit_reading.findings = AuditFindings(findings=(SEEN,))
    page = _opened(room)
    assert page.form.camera.field.hasFocus()
    assert not page.search_button.isEnabled()
    assert "pilih" in page.answer.words
    _searched(page)
    question = room.audit_reading.asked[0]
    assert isinstance(question, CameraQuestion)
    assert question.camera_id == room.camera(1)
    assert f"{question.since_utc:%d %H:%M} {question.until_utc:%d %H:%M}" == "22 17:00 23 14:15"
    assert page.model.texts(0) == [
        "23 Nov 2026 21.14.09 WIB",
        "sari (operator)",
        "konsol-3",
        "Melihat kamera sampai 21.18.09 WIB (4 m 00 s)",
        "laporan warga",
    ]
    assert page.answer.words == ""
    room.translator.set_language(Language.ENGLISH)
    assert page.model.texts(0)[3].startswith("Saw the camera until")


def test_a_flag_is_asked_by_its_number(make_room: MakeRoom) -> None:
    room = make_room(role=Role.ADMIN)
    page = _opened(room)
    page.form.kind.setCurrentIndex(1)
    assert not page.search_button.isEnabled()
    QTest.keyClicks(page.form.number, "SMG-20261123-0042")
    QTest.keyClick(page.form.number, Qt.Key.Key_Return)
    wait_until(lambda: "Tidak ada catatan" in page.answer.words)
    assert room.audit_reading.asked == [FlagQuestion("SMG-20261123-0042")]
    assert not page.save_button.isEnabled()


def test_an_own_time_that_ends_before_it_begins_is_not_asked(make_room: MakeRoom) -> None:
    page = _opened(make_room(role=Role.ADMIN))
    _choose_camera(page)
    page.form.until.setDateTime(page.form.since.dateTime().addSecs(-60))
    assert page.form.period.currentData() == "own"
    assert not page.search_button.isEnabled()
    assert "sesudah" in page.answer.words


def test_a_centre_that_is_away_is_told_and_asked_again(make_room: MakeRoom) -> None:
    room = make_room(role=Role.ADMIN)
    room.audit_reading.failure = KnownError("net.unreachable", host="pusat")
    page = _opened(room)
    _searched(page)
    assert page.answer.again_button.isVisible()
    assert page.answer.words == "Pusat tidak terjangkau. Periksa jaringan komputer ini.", (
        "nothing is tried again by itself here"
    )
    room.audit_reading.failure = None
    room.audit_reading.findings = AuditFindings(findings=(SEEN,), more=True)
    QTest.mouseClick(page.answer.again_button, Qt.MouseButton.LeftButton)
    wait_until(lambda: page.model.rows)
    assert page.count.text() == "1 catatan. Masih ada lagi; mintalah waktu yang lebih pendek."


def test_what_was_found_is_saved_where_the_person_says(make_room: MakeRoom, tmp_path: Path) -> None:
    room = make_room(role=Role.ADMIN)
    room.audit_reading.findings = AuditFindings(findings=(SEEN,))
    page = _opened(room)
    assert not page.save_button.isEnabled()
    _searched(page)
    QTest.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(tmp_path))
    name = dialog.findChild(QLineEdit)
    assert name is not None
    assert name.text().endswith(".csv")
    name.setText("hasil")
    dialog.accept()
    wait_until(lambda: room.audit_reading.saved)
    assert room.audit_reading.saved == [(room.audit_reading.asked[0], tmp_path / "hasil.csv")]
    wait_until(lambda: "hasil.csv" in page.status.text())


def test_the_check_says_in_words_what_it_found_or_why_it_could_not(make_room: MakeRoom) -> None:
    room = make_room(role=Role.ADMIN)
    page = _opened(room)
    room.audit_reading.failure = KnownError("net.unreachable", host="pusat")
    QTest.mouseClick(page.verify_button, Qt.MouseButton.LeftButton)
    wait_until(page.verify_button.isEnabled)
    assert "pusat" in page.status.text().lower()
    room.audit_reading.failure = None
    broken = VerifiedChain(chain="0193", lines=3, fault="hash", fault_line=4)
    room.audit_reading.verification = AuditVerification(holds=False, chains=(broken,), checkpoints=0)
    QTest.mouseClick(page.verify_button, Qt.MouseButton.LeftButton)
    wait_until(page.verdict.isVisible)
    assert page.verdict.text().startswith("Jejak audit rusak:")
    assert page.status.text() == ""


def test_the_page_opens_once_and_goes_with_escape(make_room: MakeRoom) -> None:
    room = make_room(role=Role.ADMIN)
    page = _opened(room)
    assert _opened(room) is page
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert room.window is not None
    assert room.window.page_intents.page(ActionId.AUDIT) is None
