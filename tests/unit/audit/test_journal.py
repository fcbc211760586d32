"""The journal writes every act in its order beside the caller, keeps them while the disk refuses, and tells of that once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.audit import journal as journal_module
from console.audit.chain_files import ChainFile, chain_paths
from console.audit.journal import Journal, Signed
from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId
from console.proof.chain_check import check_chain
from console.proof.chain_row import ChainEntry
from tests.helpers.clock import FakeClock
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

NEAR, FAR = CameraId("kam-001"), CameraId("kam-002")
WHO = Signed("sari", "operator", "konsol-3")


class _File(ChainFile):
    """A chain on a disk that can be full."""

    full = False
    refused = 0

    def append(self, entry: ChainEntry) -> None:
        if self.full:
            self.refused += 1
            raise KnownError("disk.full", path=str(self.path))
        super().append(entry)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[_File]:
    made = _File(tmp_path / "audit", FakeClock())
    yield made
    made.close()


@pytest.fixture
def journal(file: _File, monkeypatch: pytest.MonkeyPatch) -> Iterator[Journal]:
    monkeypatch.setattr(journal_module, "_RETRY_S", 0.01)
    made = Journal(file, WHO)
    made.start()
    yield made
    made.close()


def _acts(file: ChainFile) -> list[tuple[str, str]]:
    return [(row.entry.action, row.entry.object) for row in check_chain(file.path).rows][2:]


def test_a_viewing_is_one_row_when_it_begins_and_one_when_it_ends(file: _File, journal: Journal) -> None:
    for shown in ((NEAR,), (NEAR, FAR), (NEAR, FAR), (FAR,)):
        journal.showing(shown)
    expected = [("view_begun", NEAR), ("view_begun", FAR), ("view_ended", NEAR)]
    wait_until(lambda: _acts(file) == expected, what="three rows")
    row = check_chain(file.path).rows[-1]
    assert (row.entry.actor, row.entry.role, row.entry.workstation) == ("sari", "operator", "konsol-3")


def test_closing_ends_every_viewing_and_writes_it(file: _File, journal: Journal) -> None:
    journal.showing((NEAR,))
    journal.close()
    assert _acts(file) == [("view_begun", NEAR), ("view_ended", NEAR), ("console_ended", "konsol-3")]
    assert check_chain(file.path).fault is None


def test_a_full_disk_is_told_once_and_loses_nothing(file: _File, journal: Journal, expect_log: ExpectLog) -> None:
    wait_until(lambda: len(check_chain(file.path).rows) == 2)
    told: list[KnownError] = []
    journal.failed.connect(told.append)
    expect_log(contains="can't be written")
    file.full = True
    journal.note(AuditAct.REPLAYED, NEAR)
    wait_until(lambda: file.refused >= 3, what="tries on the full disk")
    journal.note(AuditAct.FLAG_MADE, "a-flag")
    file.full = False
    wait_until(lambda: _acts(file) == [("replayed", NEAR), ("flag_made", "a-flag")], what="both acts")
    assert [error.code for error in told] == ["disk.full"]


def test_acts_that_found_no_room_are_counted(
    file: _File, journal: Journal, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
) -> None:
    wait_until(lambda: len(check_chain(file.path).rows) == 2)
    expect_log(contains="can't be written")
    file.full = True
    journal.note(AuditAct.REPLAYED, "a")
    wait_until(lambda: file.refused, what="a try on the full disk")
    # Only now is it sure that what was written before waits no more.
    monkeypatch.setattr(journal_module, "_MOST_WAITING", 2)
    for camera in ("b", "c", "d", "e"):
        journal.note(AuditAct.REPLAYED, camera)
    file.full = False
    wait_until(lambda: ("acts_lost", "konsol-3") in _acts(file), what="the row of what was lost")
    row = check_chain(file.path).rows[-1]
    assert (row.entry.action, row.entry.reason) == ("acts_lost", "3")


_VIEWER = """
import sys
from pathlib import Path
from console.audit.chain_files import ChainFile
from console.audit.journal import Journal, Signed
from console.base.clock import SystemClock
journal = Journal(ChainFile(Path(sys.argv[1]), SystemClock()), Signed("sari", "operator", "konsol-3"))
journal.start()
journal.showing(("kam-001",))
sys.stdin.read()
"""


def test_a_console_that_is_killed_leaves_the_beginning_of_its_viewing(tmp_path: Path) -> None:
    folder = tmp_path / "audit"
    with subprocess.Popen([sys.executable, "-c", _VIEWER, str(folder)], stdin=subprocess.PIPE) as console:
        wait_until(lambda: b"view_begun" in b"".join(path.read_bytes() for path in chain_paths(folder)))
        os.kill(console.pid, signal.SIGKILL)
    file = ChainFile(folder, SystemClock())
    after = Journal(file, WHO)
    after.start()
    after.close()
    file.close()
    verdict = check_chain(file.path)
    assert verdict.fault is None
    assert [row.entry.action for row in verdict.rows] == [
        *("console_started", "signed_in", "view_begun"),
        *("console_started", "signed_in", "console_ended"),
    ]
