"""Requests for evidence in the console: what waits is first, steps only for who decides, the password asked each time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.release_state import ReleaseAction, ReleaseState
from console.domain.roles import Role
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.dialogs.release_step import ReleaseStepDialog
from console.ui.pages.releases_page import ALL, OPEN, ReleasesPage
from console.wire.holds import HoldRecord
from console.wire.releases import RecordedFile, RecordedFiles
from tests.helpers.fake_releases import PASSWORD, release
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

HOLD = HoldRecord(reason="sidang", by="Bu Ratna", at_utc=START_UTC)
OVER = {"retention_until_utc": START_UTC, "approved_utc": START_UTC}


def _page(room: Room, rows: int) -> ReleasesPage:
    window = room.open()
    window.actions_of[ActionId.RELEASES].trigger()
    page = window.page_intents.page(ActionId.RELEASES)
    assert isinstance(page, ReleasesPage)
    wait_until(lambda: len(page.model.rows) == rows)
    return page


def _asked(page: ReleasesPage, action: ReleaseAction) -> ReleaseStepDialog:
    QTest.mouseClick(page.details.steps[action], Qt.MouseButton.LeftButton)

    def dialog() -> ReleaseStepDialog | None:
        widget = QApplication.activeModalWidget()
        return widget if isinstance(widget, ReleaseStepDialog) else None

    found = wait_until(dialog)
    assert found is not None
    return found


def _offered(page: ReleasesPage) -> list[ReleaseAction]:
    return [action for action, button in page.details.steps.items() if button.isVisible()]


def test_what_waits_for_the_evidence_officer_is_first_and_longest_on_top(make_room: MakeRoom) -> None:
    room = make_room(role=Role.EVIDENCE_OFFICER)
    room.releases.records = [
        release(1),
        release(3),
        release(4, ReleaseState.PACKED),
        release(300, ReleaseState.RETAINED, **OVER),
        release(400, ReleaseState.RETAINED, hold=HOLD, **OVER),
        release(500, ReleaseState.DESTROYED),
    ]
    page = _page(room, 3)
    assert page.shown.currentText() == "Menunggu saya"
    assert [one.number[-9:-5] for one in page.model.rows] == ["0300", "0003", "0001"]
    assert page.details.number.text() == "SMG-20261123-0300_BB01"
    page.shown.setCurrentIndex(OPEN)
    wait_until(lambda: len(page.model.rows) == 5)
    page.shown.setCurrentIndex(ALL)
    wait_until(lambda: len(page.model.rows) == 6)


def test_who_decides_sees_which_console_signed_each_file(make_room: MakeRoom) -> None:
    room = make_room(role=Role.EVIDENCE_OFFICER)
    room.releases.records = [release(1)]
    file = RecordedFile(
        evidence_id=new_id(),
        kind="clip",
        camera_id="kam-1",
        start_utc=START_UTC,
        standing="signed",
        console="Konsol 3",
        signed_utc=START_UTC,
        received_utc=START_UTC,
    )
    room.releases.recorded = RecordedFiles(files=(file, file.model_copy(update={"standing": "not_signed"})))
    page = _page(room, 1)

    def told() -> str:
        return dict(page.details.lines).get("Tanda tangan konsol", "")

    wait_until(told)
    signed, unsigned = told().splitlines()
    assert "ditandatangani Konsol 3" in signed
    assert unsigned.endswith("tidak ditandatangani konsol.")


def test_an_approval_needs_the_right_password_and_says_what_is_wrong(make_room: MakeRoom) -> None:
    room = make_room(role=Role.EVIDENCE_OFFICER)
    room.releases.records = [release(1)]
    page = _page(room, 1)
    assert _offered(page) == [ReleaseAction.APPROVE, ReleaseAction.REFUSE]
    dialog = _asked(page, ReleaseAction.APPROVE)
    password = dialog.fields["password"]
    wait_until(password.hasFocus)
    assert password.echoMode() is QLineEdit.EchoMode.Password
    assert not dialog.do_button.isEnabled()
    QTest.keyClicks(password, "salah")
    QTest.keyClick(password, Qt.Key.Key_Return)
    wait_until(dialog.problem.isVisible)
    assert "kata sandi salah" in dialog.problem.text()
    assert password.text() == ""
    QTest.keyClicks(password, PASSWORD)
    QTest.keyClick(password, Qt.Key.Key_Return)
    wait_until(lambda: "Disetujui" in page.status.text())
    # The same step twice under one id: had the first one counted, the second would not be another.
    assert len({change_id for _release, change_id, _change in room.releases.taken}) == 1
    wait_until(lambda: page.answer.words == "Tidak ada permintaan yang menunggu.")


def test_a_refusal_needs_its_reason_and_a_destruction_its_minute_too(make_room: MakeRoom) -> None:
    room = make_room(role=Role.EVIDENCE_OFFICER)
    room.releases.records = [release(1), release(300, ReleaseState.RETAINED, **OVER)]
    page = _page(room, 2)
    assert _offered(page) == [ReleaseAction.DESTROY]
    dialog = _asked(page, ReleaseAction.DESTROY)
    said = {"minute": "BAP/7/2026", "witness": "Siti Aminah", "note": "masa simpan habis", "password": PASSWORD}
    assert list(dialog.fields) == list(said)
    for name, words in said.items():
        assert not dialog.do_button.isEnabled()
        QTest.keyClicks(dialog.fields[name], words)
    QTest.keyClick(dialog.fields["password"], Qt.Key.Key_Return)
    wait_until(lambda: "Dimusnahkan" in page.status.text())
    (_id, _change_id, change) = room.releases.taken[0]
    assert (change.minute_number, change.witness, change.note) == ("BAP/7/2026", "Siti Aminah", "masa simpan habis")
    wait_until(lambda: len(page.model.rows) == 1)
    dialog = _asked(page, ReleaseAction.REFUSE)
    QTest.keyClicks(dialog.fields["note"], "surat tanpa cap")
    QTest.keyClick(dialog.fields["note"], Qt.Key.Key_Return)
    wait_until(lambda: len(room.releases.taken) == 2)
    assert room.releases.taken[1][2].note == "surat tanpa cap"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"retention_until_utc": START_UTC + timedelta(days=1)}, "Masa simpan bukti ini belum habis."),
        ({"retention_until_utc": START_UTC, "hold": HOLD}, "Bukti ini ditahan untuk perkara hukum."),
    ],
)
def test_what_may_not_be_destroyed_yet_says_why(make_room: MakeRoom, more: dict[str, object], why: str) -> None:
    room = make_room(role=Role.EVIDENCE_OFFICER)
    room.releases.records = [release(300, ReleaseState.RETAINED, **more)]
    page = _page(room, 0)
    page.shown.setCurrentIndex(OPEN)
    wait_until(page.details.isVisible)
    assert not page.details.steps[ReleaseAction.DESTROY].isEnabled()
    assert page.details.note.text() == why


def test_a_supervisor_reads_along_and_holds_but_does_not_decide(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    room.releases.records = [release(1)]
    page = _page(room, 1)
    assert page.shown.currentText() == "Menunggu petugas bukti"
    assert _offered(page) == []
    assert page.details.note.text() == "Keputusannya ada pada petugas bukti."
    assert page.details.hold_button.isVisible()
    assert ("Surat permintaan", "B/1204/XI/2026/Reskrim") in page.details.lines


@pytest.mark.parametrize("role", [Role.VIEWER, Role.OPERATOR, Role.PRIVACY_OFFICER, Role.ADMIN])
def test_others_have_no_such_page(make_room: MakeRoom, role: Role) -> None:
    assert not make_room(role=role).open().actions_of[ActionId.RELEASES].isEnabled()


def test_the_minute_is_saved_where_the_person_says(make_room: MakeRoom, tmp_path: Path) -> None:
    room = make_room(role=Role.EVIDENCE_OFFICER)
    room.releases.records = [release(7, ReleaseState.RECEIVED, approved_utc=START_UTC)]
    page = _page(room, 1)
    assert not page.details.minutes["destruction"].isVisible()
    QTest.mouseClick(page.details.minutes["handover"], Qt.MouseButton.LeftButton)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(tmp_path))
    dialog.accept()
    wait_until(lambda: room.releases.saved)
    name = "SMG-20261123-0007_BB01-handover.pdf"
    assert room.releases.saved == [(room.releases.records[0].id, "handover", tmp_path / name)]
    wait_until(lambda: name in page.status.text())


def test_the_page_follows_others_goes_back_in_time_and_tells_a_centre_that_is_away(make_room: MakeRoom) -> None:
    room = make_room(role=Role.EVIDENCE_OFFICER, language=Language.ENGLISH)
    page = _page(room, 0)
    room.releases.records = [release(number) for number in range(1, 5)]
    room.releases.page = 3
    room.releases.changed.emit(None)
    wait_until(lambda: len(page.model.rows) == 4)
    page.shown.setCurrentIndex(ALL)
    wait_until(lambda: len(page.model.rows) == 3)
    assert page.count.text() == "3+ requests"
    QTest.mouseClick(page.older_button, Qt.MouseButton.LeftButton)
    wait_until(lambda: len(page.model.rows) == 4)
    wait_until(lambda: not page.older_button.isVisible())
    room.releases.failure = KnownError("net.unreachable", host="pusat")
    room.releases.changed.emit(None)
    wait_until(page.answer.again_button.isVisible)
    assert not page.count.isVisible(), "how many there are is not known"
    assert page.model.rows == []
    room.releases.failure = None
    QTest.mouseClick(page.answer.again_button, Qt.MouseButton.LeftButton)
    wait_until(lambda: len(page.model.rows) == 3)
