"""Hand-over notes on the screen: written with what the console knows, signed by two, added to, kept while the centre is away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.cause import CauseKind
from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.flag_state import FlagState
from console.domain.handover import HandoverPart, HandoverState, RemarkKind
from console.domain.roles import Role
from console.events.handover_box import NoteDraft, WaitingNote
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.dialogs.handover_note import HandoverNoteDialog
from console.ui.dialogs.handover_remark import HandoverRemarkDialog
from console.ui.dialogs.handover_sign import HandoverSignDialog
from console.ui.dialogs.watched_editor import WatchedEditor
from console.ui.pages.handover_choice import LATE, OPEN
from console.ui.pages.handovers_page import HandoversPage
from console.wire.handovers import CameraFact, CauseNow, FlagNow, HandoverNow, WatchedLine
from tests.helpers.fake_causes import cause
from tests.helpers.fake_handovers import PASSWORD
from tests.helpers.fake_steering import sample_wall
from tests.helpers.handover_notes import GATE, full_body, note_body, note_record, signature
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_GIVEN = (signature(HandoverPart.GIVES, "Siti"),)
_AWAY = KnownError("net.unreachable", host="pusat")


def _opened(room: Room) -> HandoversPage:
    window = room.window or room.open()
    window.actions_of[ActionId.HANDOVERS].trigger()
    page = window.page_intents.page(ActionId.HANDOVERS)
    assert isinstance(page, HandoversPage)
    return page


def _read(page: HandoversPage) -> list[str]:
    wait_until(lambda: page.details.record is not None, what="the note")
    return [line for _heading, lines in page.details.sections for line in lines]


def _writing(page: HandoversPage) -> HandoverNoteDialog:
    page.write_button.click()
    dialog = page.acts.dialog
    assert isinstance(dialog, HandoverNoteDialog)
    wait_until(lambda: dialog.facts is not None, what="what the console knows")
    return dialog


def _states(page: HandoversPage) -> list[str]:
    return [page.model.texts(row)[2] for row in range(len(page.model.rows))]


def test_a_note_is_read_with_what_has_become_of_everything_in_it(make_room: MakeRoom) -> None:
    room, body = make_room(), full_body()
    flag, fallen = body.facts.flags[0], body.facts.causes[0]
    now = HandoverNow(
        at_utc=START_UTC,
        flags=(FlagNow(flag_id=flag.flag_id, stage="acknowledged"),),
        causes=(CauseNow(id=fallen.id, down=0, closed_utc=START_UTC),),
        new_flags=2,
    )
    room.handovers.records = [note_record(body, signatures=_GIVEN, now=now)]
    page = _opened(room)
    told = "\n".join(_read(page))
    assert page.model.texts(0) == ["siang, 23 Nov 15.14–23.14", "Siti", "Menunggu penerima"]
    for words in (
        "Hujan sejak sore. Genangan di Kemijen.",
        "1201 Pintu Air Kali Semarang: air naik sejak pukul 19",
        "Terkirim · sekarang: Diterima",
        "perekam NVR-7 · 3 dari 4 mati",
        "sekarang: sudah hidup semua",
        "Dinding utama 1 (Kiri) · 4x4, 14 kamera · dipegang Siti: banjir rob",
        "menghadap jendela · sekarang: sudah berakhir",
        "SMG-20261120-0007: sidang · sekarang: sudah berakhir",
        "2 laporan baru sejak itu.",
        "Diserahkan Siti (operator)",
    ):
        assert words in told


def test_cameras_that_are_watched_come_onto_the_wall(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    second = room.entries[1].camera
    fact = CameraFact(id=second.id, number=second.number, name=second.name)
    lines = (WatchedLine(cameras=(fact,), why="ramai"), WatchedLine(cameras=(fact,), why="gelap"))
    room.handovers.records = [note_record(note_body(watched=lines), signatures=_GIVEN)]
    page = _opened(room)
    _read(page)
    room.wall.select(2)
    page.details.wall_button.click()
    assert list(room.wall.cameras) == [room.camera(0), None, room.camera(1), None]


def test_the_next_person_takes_it_with_their_password_and_its_author_cannot(make_room: MakeRoom) -> None:
    room = make_room()
    room.handovers.records = [note_record(signatures=_GIVEN), note_record(author_id="p-1", signatures=_GIVEN)]
    page = _opened(room)
    _read(page)
    assert page.details.signs[HandoverPart.TAKES].isVisible()
    page.details.signs[HandoverPart.TAKES].click()
    dialog = page.acts.dialog
    assert isinstance(dialog, HandoverSignDialog)
    assert not dialog.do_button.isEnabled()
    dialog.password.setText("salah")
    dialog.do_button.click()
    wait_until(dialog.problem.text, what="the wrong password")
    assert dialog.password.text() == ""
    dialog.password.setText(PASSWORD)
    dialog.do_button.click()
    wait_until(lambda: room.handovers.records[0].summary.state is HandoverState.DONE, what="the second signature")
    wait_until(lambda: _states(page)[0] == "Sudah diterima", what="the list after it")
    assert "Sudah diterima" in page.status.text()
    page.table.setCurrentIndex(page.model.index(1, 0))
    wait_until(lambda: page.details.record == room.handovers.records[1], what="one's own note")
    assert not any(button.isVisible() for button in page.details.signs.values())


def test_a_note_without_its_authors_signature_is_signed_by_them_afterwards(make_room: MakeRoom) -> None:
    room = make_room()
    room.handovers.records = [note_record(author_id="p-1")]
    page = _opened(room)
    _read(page)
    assert _states(page) == ["Belum ditandatangani penulis"]
    assert page.details.signs[HandoverPart.GIVES].isVisible()
    page.details.signs[HandoverPart.GIVES].click()
    dialog = page.acts.dialog
    assert isinstance(dialog, HandoverSignDialog)
    dialog.password.setText(PASSWORD)
    dialog.do_button.click()
    wait_until(lambda: room.handovers.records[0].summary.state is HandoverState.SIGNED, what="the first signature")


def test_what_is_asked_and_corrected_stands_below_the_note(make_room: MakeRoom) -> None:
    room = make_room()
    room.handovers.records = [note_record(signatures=_GIVEN)]
    page = _opened(room)
    _read(page)
    page.details.remark_button.click()
    dialog = page.acts.dialog
    assert isinstance(dialog, HandoverRemarkDialog)
    assert [dialog.kind.itemText(index) for index in range(2)] == ["Komentar", "Pertanyaan"]
    assert not dialog.do_button.isEnabled()
    dialog.kind.setCurrentIndex(1)
    dialog.words.setPlainText("Pintu air yang mana?")
    dialog.do_button.click()
    wait_until(lambda: room.handovers.records[0].remarks, what="the question at the centre")
    (remark,) = room.handovers.records[0].remarks
    assert (remark.kind, remark.text) == (RemarkKind.QUESTION, "Pintu air yang mana?")
    wait_until(lambda: any("Pintu air yang mana?" in line for line in _read(page)), what="the question on the page")


def test_the_console_proposes_and_the_person_adds_words_and_signs(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    flag = EventEntry(
        new_id(),
        EventKind.FLAG,
        room.camera(0),
        START_UTC,
        "",
        EventWay.DELIVERED,
        number="SMG-20261123-0042",
        stage=FlagState.DELIVERED,
    )
    room.events_of_room.flags = [flag]
    room.causes.tell(cause(CauseKind.RECORDER, "NVR-7", [room.camera(0), room.camera(1)]))
    room.closures.shut(room.camera(2), "menghadap jendela")
    room.holds.put(new_id(), "SMG-20261120-0007", "sidang")
    room.steering.walls = [sample_wall(room.camera(0))]
    dialog = _writing(_opened(room))
    told = dialog.told.text()
    for words in ("SMG-20261123-0042", "perekam NVR-7 · 2 dari 2 mati", "menghadap jendela", "sidang", "Ratna Dewi"):
        assert words in told
    dialog.password.setText(PASSWORD)
    assert not dialog.do_button.isEnabled(), "without a word"
    dialog.text.setPlainText("Aman.")
    dialog.watched.field.choose(room.entries[0])
    dialog.watched.why.setText("air naik")
    dialog.watched.add_line()
    assert dialog.do_button.isEnabled()
    dialog.do_button.click()
    wait_until(lambda: room.handovers.handed, what="the note at the desk")
    (body,) = room.handovers.handed
    assert (body.shift, body.text, body.until_utc) == ("siang", "Aman.", START_UTC + timedelta(minutes=105, seconds=51))
    assert [(line.cameras[0].number, line.why) for line in body.watched] == [(1201, "air naik")]
    assert (len(body.facts.flags), len(body.facts.causes), len(body.facts.closures)) == (1, 1, 1)
    assert (len(body.facts.holds), len(body.facts.screens), body.facts.is_offline) == (1, 3, False)


def test_with_the_centre_away_the_note_is_kept_and_says_so(make_room: MakeRoom) -> None:
    room = make_room()
    room.handovers.failure = room.events_of_room.failure = _AWAY
    page = _opened(room)
    wait_until(lambda: page.answer.words, what="the centre that is away")
    dialog = _writing(page)
    assert "Pusat tidak terhubung waktu itu" in dialog.told.text()
    dialog.text.setPlainText("Aman.")
    dialog.password.setText(PASSWORD)
    dialog.do_button.click()
    wait_until(lambda: room.handovers.waits, what="the note on the disk")
    wait_until(lambda: "tersimpan di konsol ini" in page.status.text(), what="where it is")
    page.read()
    wait_until(lambda: _states(page) == ["Menunggu pusat"], what="the note in the list")
    assert page.details.sections[0][1] == ["Aman."]


def test_what_is_typed_is_kept_and_there_again(make_room: MakeRoom) -> None:
    room = make_room()
    page = _opened(room)
    dialog = _writing(page)
    dialog.text.setPlainText("Hujan.")
    wait_until(lambda: room.handovers.kept is not None and room.handovers.kept.text == "Hujan.", what="the draft")
    dialog.cancel_button.click()
    assert room.handovers.kept is not None
    room.handovers.kept = NoteDraft(room.handovers.kept.id, "Hujan.", full_body().watched)
    again = _writing(page)
    assert again.text.toPlainText() == "Hujan."
    assert again.watched.lines == full_body().watched


def test_lines_and_chips_come_and_go(make_room: MakeRoom) -> None:
    room = make_room()
    editor = _writing(_opened(room)).watched
    editor.field.choose(room.entries[0])
    editor.field.choose(room.entries[1])
    editor.field.choose(room.entries[1])
    assert _numbers(editor) == []
    assert not editor.add_button.isEnabled()
    editor.why.setText("ramai")
    assert _numbers(editor) == [[1201, 1202]]
    editor.add_line()
    assert _numbers(editor) == [[1201, 1202]]
    editor.remove_line(editor.lines[0])
    assert _numbers(editor) == []


def _numbers(editor: WatchedEditor) -> list[list[int]]:
    return [[one.number for one in line.cameras] for line in editor.lines]


def test_a_note_that_is_too_long_is_told_before_it_is_sent(make_room: MakeRoom) -> None:
    room = make_room()
    dialog = _writing(_opened(room))
    dialog.password.setText(PASSWORD)
    dialog.text.setPlainText("a" * 4001)
    assert dialog.problem.text().startswith("Tulisan terlalu panjang.")
    assert not dialog.do_button.isEnabled()


def test_supervisors_find_what_is_late_and_the_rest_by_words(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    late = note_record(signatures=_GIVEN, is_late=True, author="Budi")
    done = note_record(signatures=(*_GIVEN, signature(HandoverPart.TAKES, "Budi")))
    room.handovers.records = [late, done]
    page = _opened(room)
    wait_until(lambda: len(page.model.rows) == 2, what="both notes")
    assert _states(page)[0] == "Terlambat · Menunggu penerima"
    page.choice.shown.setCurrentIndex(LATE)
    wait_until(lambda: [row.author for row in page.model.rows] == ["Budi"], what="the late one")
    room.handovers.records = [done]
    page.choice.shown.setCurrentIndex(OPEN)
    wait_until(lambda: page.answer.words == "Semua serah terima sudah diterima.", what="that all are taken")
    page.choice.words.setText("tiada")
    wait_until(lambda: page.answer.words == "Tidak ada serah terima yang cocok.", what="that none fits")


def test_a_note_that_was_refused_says_why_and_is_thrown_away(make_room: MakeRoom) -> None:
    room = make_room()
    room.handovers.waits = [WaitingNote(new_id(), "sari", "Sari", note_body(), "handover.flag_unknown")]
    page = _opened(room)
    wait_until(lambda: _states(page) == ["Ditolak pusat"], what="the note that was refused")
    assert page.details.state.text().startswith("Pusat menolaknya:")
    page.details.throw_button.click()
    wait_until(lambda: page.answer.words == "Belum ada serah terima.", what="the empty list")


def test_one_note_is_saved_as_a_file(make_room: MakeRoom, tmp_path: Path) -> None:
    room = make_room()
    room.handovers.records = [note_record(signatures=_GIVEN)]
    page = _opened(room)
    _read(page)
    save: Callable[..., None] = page.acts._save
    save(room.handovers.records[0].summary.id, "pdf", tmp_path / "a.pdf")
    wait_until(lambda: room.handovers.saved == [("pdf", tmp_path / "a.pdf")], what="the file")
    wait_until(lambda: "Tersimpan" in page.status.text(), what="where it is")


def test_a_centre_that_is_away_is_said_with_a_button_to_ask_again(make_room: MakeRoom) -> None:
    room = make_room()
    room.handovers.failure = _AWAY
    page = _opened(room)
    wait_until(page.answer.again_button.isVisible, what="the button to ask again")
    room.handovers.failure = None
    room.handovers.records = [note_record()]
    page.answer.again_button.click()
    wait_until(lambda: len(page.model.rows) == 1, what="the note")


def test_it_is_all_there_in_english(make_room: MakeRoom) -> None:
    room = make_room(language=Language.ENGLISH)
    room.handovers.records = [note_record(full_body(), signatures=_GIVEN)]
    page = _opened(room)
    told = "\n".join(_read(page))
    assert "Given by Siti (operator)" in told
    assert GATE.name in told


def test_who_has_no_shift_has_no_notes(make_room: MakeRoom) -> None:
    window = make_room(role=Role.VIEWER).open()
    assert not window.actions_of.allowed(ActionId.HANDOVERS)
