"""A console goes on with its chain; a damaged or a full one stays as it is, and the next one names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.audit import chain_files
from console.audit.chain_files import ChainFile, chain_paths
from console.proof.chain_check import check_chain
from console.proof.chain_row import ChainEntry
from tests.helpers.clock import FakeClock
from tests.helpers.logfail import ExpectLog

ENTRY = ChainEntry("sari", "operator", "konsol-3", "replayed", "kam-001")


def _written(folder: Path) -> Path:
    file = ChainFile(folder, FakeClock())
    file.append(ENTRY)
    file.close()
    return file.path


def test_the_next_start_goes_on_with_the_same_chain(tmp_path: Path) -> None:
    first, second = _written(tmp_path), _written(tmp_path)
    assert first == second
    assert len(check_chain(first).rows) == 2


def test_a_damaged_chain_is_kept_and_named_by_the_one_that_follows(tmp_path: Path, expect_log: ExpectLog) -> None:
    expect_log(contains="follows on the damaged")
    first = _written(tmp_path)
    damaged = first.read_bytes().replace(b"sari", b"siti")
    first.write_bytes(damaged)
    file = ChainFile(tmp_path, FakeClock())
    file.close()
    assert file.problem is not None
    assert file.problem.code == "proof.chain_broken"
    assert first.read_bytes() == damaged
    assert chain_paths(tmp_path) == [first, file.path]
    (row,) = check_chain(file.path).rows
    assert (row.entry.action, row.entry.object) == ("chain_continued", first.stem)


def test_a_full_chain_is_followed_by_one_that_names_its_last_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _written(tmp_path)
    monkeypatch.setattr(chain_files, "LONGEST_BYTES", 10)
    second = _written(tmp_path)
    assert second != first
    assert check_chain(second).rows[0].entry.sha256 == check_chain(first).head.hash
