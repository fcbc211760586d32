"""A hand-over note from a console to a real centre: written in an outage, sent after it, signed by two, once with a city key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from console.auth.session import Session
from console.auth.vault import NoVault
from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.redaction import Secret
from console.domain.handover import HandoverPart, HandoverState, Reach, RemarkKind
from console.domain.handover_question import HandoverQuestion
from console.domain.roles import Role
from console.events.handover_box import HandoverBox
from console.events.handovers import Handovers, Writer
from console.net.client import CentreClient
from console.proof.chain_row import utc_text
from console.proof.statement import SignedStatement
from console.server.audit_check import check_audit
from console.store.kept_file import KeptFile
from tests.helpers.centre import CITY, PASSWORD, RunningCentre, TestCamera
from tests.helpers.console_keys import CONSOLE_NAME, signer, write_city
from tests.helpers.fake_push import FakePush
from tests.helpers.handover_notes import note_body
from tests.helpers.waiting import wait_until

_PASSWORD = Secret(PASSWORD)


@dataclass
class _Consoles:
    """Of people at one machine, one after the other."""

    centre: RunningCentre
    folder: Path
    opened: ExitStack
    push: FakePush

    def of(self, username: str, *, with_key: bool = False) -> Handovers:
        client = CentreClient(self.centre.url)
        self.opened.callback(client.close)
        session = Session(client, NoVault(), SystemClock())
        client.use_tokens(session)
        session.sign_in(username, _PASSWORD)
        box = HandoverBox(KeptFile(self.folder / "handovers.kept", SystemClock()))
        sign = _by_the_city if with_key else lambda _said: None
        desk = Handovers(client, self.push, box, Writer(username, username.title(), Reach((CITY,)), "konsol-3", sign))
        self.opened.callback(desk.close)
        desk.start()
        return desk


def _by_the_city(said: Mapping[str, Any]) -> SignedStatement:
    now = SystemClock().now_utc()
    return signer().sign({**said, "signed_utc": utc_text(now)}, now)


@pytest.fixture
def consoles(tmp_path: Path) -> Iterator[_Consoles]:
    centre = RunningCentre(tmp_path)
    centre.add_cameras([TestCamera("kam-001", 1)])
    for role in (Role.OPERATOR, Role.SUPERVISOR):
        centre.add_user(role.value, role)
    write_city(centre.settings.authority_file)
    with ExitStack() as opened:
        opened.callback(centre.close)
        centre.start()
        yield _Consoles(centre, tmp_path / "data", opened, FakePush())


def test_a_note_survives_an_outage_and_two_people_sign_it(consoles: _Consoles) -> None:
    author, taker, note = consoles.of("operator"), consoles.of("supervisor", with_key=True), new_id()
    consoles.centre.stop()
    assert author.hand_over(note, note_body("Hujan."), _PASSWORD) is None
    consoles.centre.start()
    consoles.push.switch(up=True)
    wait_until(lambda: not author.waiting(), timeout_s=20, what="the note at the centre")
    (line,) = author.all(HandoverQuestion(only_open=True, words="operator")).handovers
    assert (line.id, line.state) == (note, HandoverState.WRITTEN)
    with pytest.raises(KnownError, match="own_note"):
        author.sign(author.one(note), HandoverPart.TAKES, _PASSWORD)
    author.sign(author.one(note), HandoverPart.GIVES, _PASSWORD)
    done = taker.sign(taker.one(note), HandoverPart.TAKES, _PASSWORD)
    assert done.summary.state is HandoverState.DONE
    signed = {one.part: (one.standing, one.console) for one in done.summary.signatures}
    assert signed == {HandoverPart.GIVES: ("not_signed", ""), HandoverPart.TAKES: ("signed", CONSOLE_NAME)}
    added = taker.add(note, new_id(), RemarkKind.QUESTION, "Sampai kapan?")
    assert [one.text for one in added.remarks] == ["Sampai kapan?"]
    taker.save_file(note, "pdf", consoles.folder / "serah.pdf")
    assert (consoles.folder / "serah.pdf").read_bytes().startswith(b"%PDF-")
    assert check_audit(consoles.centre.centre).holds
