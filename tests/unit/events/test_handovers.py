"""Hand-over notes of a console: the disk before the centre, sent when it is back, signed with the password asked first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.redaction import Secret
from console.domain.handover import HandoverPart, Reach, RemarkKind
from console.domain.handover_question import HandoverQuestion
from console.events.handover_box import HandoverBox, NoteDraft
from console.events.handovers import Handovers, Writer
from console.proof.statement import SignedStatement
from console.store.kept_file import KeptFile
from console.wire.handovers import HandoverBody, HandoverList, HandoverRecord, RemarkBody, SignatureBody
from tests.helpers.clock import FakeClock
from tests.helpers.fake_push import FakePush
from tests.helpers.handover_notes import full_body, note_body, note_record, signature
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

_PASSWORD = Secret("rahasia")


class _Centre:
    """Answers, is away, or refuses the next note."""

    def __init__(self) -> None:
        self.away = False
        self.refuses: str | None = None
        self.notes: dict[UUID, HandoverBody] = {}
        self.said: list[str] = []
        self.signed: list[SignatureBody] = []

    def _answer(self, what: str) -> None:
        if self.away:
            raise KnownError("net.unreachable", host="pusat")
        self.said.append(what)

    def confirm_password(self, password: Secret) -> None:
        self._answer("password")
        if password.reveal() != _PASSWORD.reveal():
            raise KnownError("auth.wrong_password")

    def put_handover(self, handover_id: UUID, body: HandoverBody) -> HandoverRecord:
        self._answer("note")
        if self.refuses is not None:
            raise KnownError(self.refuses, number="SMG-9")
        self.notes[handover_id] = body
        return note_record(body, note_id=handover_id)

    def sign_handover(self, handover_id: UUID, body: SignatureBody) -> HandoverRecord:
        self._answer(body.part.value)
        self.signed.append(body)
        return note_record(self.notes[handover_id], note_id=handover_id, signatures=(signature(body.part, "Siti"),))

    def add_to_handover(self, handover_id: UUID, remark_id: UUID, body: RemarkBody) -> HandoverRecord:
        self._answer(f"{remark_id} {body.kind.value} {body.text}")
        return note_record(self.notes[handover_id], note_id=handover_id)

    def handovers(self, question: HandoverQuestion, before: UUID | None, limit: int) -> HandoverList:
        self._answer(f"list {question.words} {before} {limit}")
        return HandoverList(handovers=())

    def handover(self, handover_id: UUID) -> HandoverRecord:
        return note_record(self.notes[handover_id], note_id=handover_id)

    def handover_file(self, handover_id: UUID, kind: str) -> bytes:  # noqa: ARG002  the port's signature
        return f"file {kind}".encode()


class _Console:
    """One console's disk, whoever signs in at it."""

    def __init__(self, folder: Path) -> None:
        self.file = KeptFile(folder / "handovers.kept", FakeClock())
        self.centre, self.push = _Centre(), FakePush()

    def box(self) -> HandoverBox:
        return HandoverBox(self.file)

    def signed_in(self, username: str = "siti", area: str = "33.74", sign: SignedStatement | None = None) -> Handovers:
        writer = Writer(username, username.title(), Reach((area,)), "konsol-3", lambda _said: sign)
        return Handovers(self.centre, self.push, self.box(), writer)


@pytest.fixture
def console(tmp_path: Path) -> _Console:
    return _Console(tmp_path)


@contextmanager
def _running(desk: Handovers) -> Iterator[None]:
    desk.start()
    try:
        yield
    finally:
        desk.close()


def test_a_note_is_kept_sent_and_signed_and_then_gone_from_the_disk(console: _Console) -> None:
    statement = SignedStatement("{}", "c2lnbmVk", "PEM")
    desk, note = console.signed_in(sign=statement), new_id()
    desk.keep_draft(NoteDraft(note, "Am"))
    record = desk.hand_over(note, full_body(), _PASSWORD)
    assert record is not None
    assert console.centre.said == ["password", "note", "gives"]
    (signed,) = console.centre.signed
    assert (signed.sha256, signed.statement and signed.statement.signature) == ("a" * 64, "c2lnbmVk")
    assert (console.box().notes, console.box().draft("siti")) == ((), None)


def test_with_the_centre_away_it_waits_on_the_disk_and_goes_when_it_is_back(console: _Console) -> None:
    console.centre.away = True
    note = new_id()
    assert console.signed_in().hand_over(note, full_body(), _PASSWORD) is None
    # The console is killed, and started again by its author.
    assert [one.id for one in console.box().notes] == [note]
    desk = console.signed_in()
    with _running(desk):
        console.centre.away = False
        console.push.switch(up=True)
        wait_until(lambda: not desk.waiting(), what="the note at the centre")
    sent = console.centre.notes[note]
    assert (sent.text, sent.areas, sent.watched) == (full_body().text, ("33.74",), full_body().watched)
    assert console.centre.signed == []
    assert "rahasia" not in str(console.box().notes)


def test_a_note_of_somebody_else_is_read_here_and_never_sent_for_them(console: _Console) -> None:
    console.centre.away = True
    note = new_id()
    console.signed_in().hand_over(note, note_body(), _PASSWORD)
    console.centre.away = False
    next_one, stranger = console.signed_in("budi"), console.signed_in("rt", "33.74.02")
    with _running(next_one):
        next_one.hand_over(new_id(), note_body("Malam."), _PASSWORD)
        console.push.switch(up=True)
        assert [one.author for one in next_one.waiting()] == ["Siti"]
    assert stranger.waiting() == ()
    assert note not in console.centre.notes


def test_a_wrong_password_leaves_nothing_but_the_draft(console: _Console) -> None:
    desk, note = console.signed_in(), new_id()
    desk.keep_draft(NoteDraft(note, "Aman."))
    with pytest.raises(KnownError, match="wrong_password"):
        desk.hand_over(note, note_body(), Secret("salah"))
    assert (desk.waiting(), console.centre.notes) == ((), {})
    assert console.box().draft("siti") == NoteDraft(note, "Aman.")


def test_what_the_centre_refuses_goes_back_to_the_draft(console: _Console) -> None:
    desk, note = console.signed_in(), new_id()
    console.centre.refuses = "handover.flag_unknown"
    with pytest.raises(KnownError, match="flag_unknown"):
        desk.hand_over(note, full_body(), _PASSWORD)
    assert desk.waiting() == ()
    assert desk.draft() == NoteDraft(note, full_body().text, full_body().watched)


def test_one_that_is_refused_later_stays_and_says_why(console: _Console, expect_log: ExpectLog) -> None:
    expect_log("ronda.events", "WARNING", "a hand-over note was refused")
    console.centre.away = True
    note = new_id()
    desk = console.signed_in()
    desk.hand_over(note, note_body(), _PASSWORD)
    console.centre.away, console.centre.refuses = False, "handover.flag_unknown"
    with _running(desk):
        wait_until(lambda: desk.waiting()[0].refused, what="the centre's no")
    (kept,) = console.box().notes
    assert kept.refused == "handover.flag_unknown"
    desk.throw_away(note)
    assert console.box().notes == ()


def test_the_second_signs_what_they_read_after_their_password(console: _Console) -> None:
    desk = console.signed_in("budi")
    record = note_record()
    console.centre.notes[record.summary.id] = record.body
    desk.sign(record, HandoverPart.TAKES, _PASSWORD)
    assert console.centre.said == ["password", "takes"]
    assert console.centre.signed[0].statement is None
    desk.add(record.summary.id, new_id(), RemarkKind.QUESTION, "yang mana?")
    assert console.centre.said[-1].endswith("question yang mana?")


def test_files_are_saved_for_their_owner_alone(console: _Console, tmp_path: Path) -> None:
    console.signed_in().save_file(new_id(), "pdf", tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"file pdf"
    assert (tmp_path / "a.pdf").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"[]", b"{}", b'{"notes": [{"id": "x"}], "drafts": {}}', b"\xff"])
def test_what_a_newer_ronda_kept_is_told_and_not_believed(console: _Console, content: bytes) -> None:
    console.file.write(content)
    box = console.box()
    assert box.problem is not None
    assert box.problem.code == "handover.kept_unreadable"
    assert box.notes == ()
