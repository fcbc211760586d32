"""A console signs its chain at the start, each hour and at the end, and what it signed is checked from the chain alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from console.audit.chain_files import ChainFile
from console.audit.chain_signer import EVERY_S, ChainSigner
from console.audit.journal import Journal, Signed
from console.auth.console_key import ConsoleSigner
from console.auth.console_signing import ConsoleSigning
from console.cli.audit_signatures import told_signatures
from console.domain.audit_act import AuditAct
from console.exhibit.trust import Authority
from console.proof.chain import Chain
from console.proof.chain_check import check_chain
from console.proof.chain_report import ChainReport, report_chain
from console.proof.chain_row import ChainEntry
from console.wire.audit import LONGEST_LINE
from tests.helpers.clock import FakeClock
from tests.helpers.console_keys import CONSOLE_NAME, city, root, signer
from tests.helpers.waiting import wait_until

WHO = Signed("sari", "operator", "konsol-3")
ACT = ChainEntry("sari", "operator", "konsol-3", "replayed", "kam-001")


@dataclass
class Desk:
    """A chain and what signs it, by one clock."""

    folder: Path
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.file = ChainFile(self.folder / "audit", self.clock)
        self.signing = ConsoleSigning(signer, self.clock)
        self.signing.start()
        wait_until(lambda: self.signing.is_settled)
        self.signer = ChainSigner(self.file, self.signing, self.clock)

    def acts(self) -> list[str]:
        return [row.entry.action for row in check_chain(self.file.path).rows]

    def report(self) -> ChainReport:
        return reported(self.file.path)


def reported(path: Path) -> ChainReport:
    with path.open("rb") as lines:
        return report_chain(path.stem, lines)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.signing.close()
    made.file.close()


def test_it_is_signed_at_the_start_each_hour_in_which_something_was_done_and_at_the_end(desk: Desk) -> None:
    desk.file.append(ACT)
    assert desk.signer.look(ACT) == 2, "the certificate comes with the first one"
    assert desk.signer.look(ACT) == 0
    desk.clock.advance(EVERY_S)
    assert desk.signer.look(ACT) == 0, "nothing was done"
    desk.file.append(ACT)
    desk.clock.advance(EVERY_S)
    assert desk.signer.look(ACT) == 1
    desk.file.append(ACT)
    assert desk.signer.look(ACT, at_end=True) == 1
    report = desk.report()
    assert [one.line for one in report.signatures] == [3, 5, 7]
    assert report.holds
    assert max(len(line) for line in desk.file.path.read_text("utf-8").splitlines()) <= LONGEST_LINE


def test_the_journal_signs_beside_its_acts(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    journal = Journal(desk.file, WHO, desk.signer)
    journal.start()
    signed = ["console_started", "signed_in", "signing_certificate", "chain_signed"]
    wait_until(lambda: desk.acts() == signed, what="the first signature")
    journal.note(AuditAct.REPLAYED, "kam-001")
    journal.close()
    assert desk.acts() == [*signed, "replayed", "console_ended", "chain_signed"]
    desk.signing.close()
    desk.file.close()


def test_a_console_without_a_key_writes_its_audit_as_ever(tmp_path: Path) -> None:
    file, signing = ChainFile(tmp_path / "audit", FakeClock()), ConsoleSigning(lambda: None, FakeClock())
    signing.start()
    journal = Journal(file, WHO, ChainSigner(file, signing, FakeClock()))
    journal.start()
    journal.close()
    signing.close()
    assert [row.entry.action for row in check_chain(file.path).rows] == [
        "console_started",
        "signed_in",
        "console_ended",
    ]
    assert told_signatures(reported(file.path), "Konsol", city()) == ["Konsol: tidak ditandatangani konsol."]
    file.close()


def test_who_rewrites_a_chain_cannot_sign_it(desk: Desk, tmp_path: Path) -> None:
    desk.file.append(ACT)
    desk.signer.look(ACT)
    other = tmp_path / "other" / desk.file.path.name
    forged = Chain(other, desk.clock)
    forged.append(ChainEntry("sari", "operator", "konsol-3", "replayed", "kam-002"))
    for row in check_chain(desk.file.path).rows[1:]:
        forged.append(row.entry)
    forged.close()
    report = reported(other)
    assert report.fault is None, "as a chain it holds"
    assert not report.holds
    assert told_signatures(report, "Konsol", city()) == ["Konsol: tanda tangan konsol di baris 3 tidak cocok."]


@pytest.mark.parametrize(
    ("authority", "words"),
    [
        (None, "Pemilik kuncinya belum dicocokkan"),
        (city(), "Sertifikatnya dari kota."),
        (Authority((root("Kota Lain").certificate,)), "bukan dari otoritas yang diberikan"),
    ],
    ids=["not asked", "of the city", "of another"],
)
def test_whose_signature_it_is_depends_on_whom_the_reader_knows(
    desk: Desk, authority: Authority | None, words: str
) -> None:
    desk.file.append(ACT)
    desk.signer.look(ACT)
    (line,) = told_signatures(desk.report(), "Konsol", authority)
    assert f"1 titik periksa bertanda tangan {CONSOLE_NAME}" in line
    assert words in line


def test_of_a_revoked_console_the_older_ones_count(desk: Desk) -> None:
    for _ in range(3):
        desk.file.append(ACT)
        desk.signer.look(ACT)
        desk.clock.advance(EVERY_S)
    since_utc = FakeClock().now_utc().replace(hour=9, minute=30)
    (line,) = told_signatures(desk.report(), "Konsol", city([(signer(), since_utc)]))
    assert "dicabut sejak" in line
    assert ": 1 di antaranya" in line


def test_a_renewed_key_brings_its_own_certificate(tmp_path: Path) -> None:
    clock, keys = FakeClock(), [signer(), signer("Konsol 3 (baru)")]
    file = ChainFile(tmp_path / "audit", clock)

    def run(key: ConsoleSigner) -> None:
        signing = ConsoleSigning(lambda: key, clock)
        signing.start()
        wait_until(lambda: signing.is_settled)
        file.append(ACT)
        ChainSigner(file, signing, clock).look(ACT)
        signing.close()

    for key in keys:
        run(key)
    report = reported(file.path)
    assert report.holds
    assert [line.partition("tangan ")[2].partition(" utuh")[0] for line in told_signatures(report, "K", city())] == [
        CONSOLE_NAME,
        "Konsol 3 (baru)",
    ]
    file.close()
