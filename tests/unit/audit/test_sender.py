"""The sender brings every line to the centre once, in order, after any outage, and tells when the centre refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from console.audit import sender as sender_module
from console.audit.chain_files import ChainFile
from console.audit.sender import AuditSender
from console.base.backoff import Backoff
from console.base.errors import KnownError
from console.proof.chain_row import GENESIS, ChainEntry
from console.wire.audit import AuditHead, AuditLines
from tests.helpers.clock import FakeClock
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until


class _Centre:
    """Holds the lines of one chain; may be away or refuse."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.batches = 0
        self.trouble: KnownError | None = None
        self.tries = 0

    def audit_head(self, chain: UUID) -> AuditHead:  # noqa: ARG002  the port's signature
        self._try()
        return AuditHead(seq=len(self.lines), hash=GENESIS)

    def send_audit(self, chain: UUID, lines: AuditLines) -> AuditHead:
        self._try()
        self.batches += 1
        self.lines += lines.lines
        return self.audit_head(chain)

    def _try(self) -> None:
        self.tries += 1
        if self.trouble is not None:
            raise self.trouble


@pytest.fixture
def file(tmp_path: Path) -> Iterator[ChainFile]:
    made = ChainFile(tmp_path, FakeClock())
    yield made
    made.close()


def _write(file: ChainFile, count: int) -> None:
    for number in range(count):
        file.append(ChainEntry("sari", "operator", "konsol-3", "replayed", f"kam-{number:03}"))


def _sender(folder: Path, centre: _Centre) -> AuditSender:
    return AuditSender(folder, centre, Backoff(first_s=0.01, most_s=0.02))


def _on_disk(file: ChainFile) -> list[str]:
    return file.path.read_text("utf-8").splitlines()


def test_every_line_arrives_once_in_batches(tmp_path: Path, file: ChainFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender_module, "MOST_LINES", 3)
    _write(file, 8)
    centre = _Centre()
    sender = _sender(tmp_path, centre)
    sender.start()
    wait_until(lambda: centre.lines == _on_disk(file), what="all lines")
    _write(file, 1)
    sender.kick()
    wait_until(lambda: centre.lines == _on_disk(file), what="the new line")
    sender.close()
    assert centre.batches == 4


def test_after_an_outage_it_goes_on_where_the_centre_stands(tmp_path: Path, file: ChainFile) -> None:
    _write(file, 4)
    centre = _Centre()
    centre.lines = _on_disk(file)[:2]
    centre.trouble = KnownError("net.unreachable", host="pusat")
    sender = _sender(tmp_path, centre)
    sender.start()
    wait_until(lambda: centre.tries >= 3, what="tries")
    centre.trouble = None
    wait_until(lambda: centre.lines == _on_disk(file), what="the rest")
    sender.close()
    assert centre.batches == 1


def test_half_a_line_waits_for_its_end(tmp_path: Path, file: ChainFile) -> None:
    _write(file, 2)
    whole = _on_disk(file)
    with file.path.open("ab") as end:
        end.write(b'{"action":"half')
    centre = _Centre()
    sender = _sender(tmp_path, centre)
    sender.start()
    wait_until(lambda: len(centre.lines) == 2)
    sender.close()
    assert centre.lines == whole


def test_a_refusal_is_told_once_and_not_tried_for_ever(tmp_path: Path, file: ChainFile, expect_log: ExpectLog) -> None:
    expect_log(contains="does not take the chain")
    _write(file, 1)
    centre = _Centre()
    centre.trouble = KnownError("audit.forked", status=409)
    sender = _sender(tmp_path, centre)
    told: list[KnownError] = []
    sender.refused.connect(told.append)
    sender.start()
    wait_until(lambda: told)
    tries = centre.tries
    sender.kick()
    sender.close()
    assert [error.code for error in told] == ["audit.forked"]
    assert centre.tries == tries
