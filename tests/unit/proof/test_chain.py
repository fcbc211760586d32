"""A hash chain keeps what was said, sets torn lines aside, and names the first line that does not hold."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.proof.canonical import canonical, sha256_hex
from console.proof.chain import Chain
from console.proof.chain_check import check_chain, check_lines
from console.proof.chain_row import GENESIS, ChainEntry, row_after
from tests.helpers.logfail import ExpectLog

ENTRY = ChainEntry("sari", "evidence_officer", "meja-3", "copied", "kamera-1.mp4", "ab" * 32, "é\n", {"lp_no": "LP/1"})


def chain_of(path: Path, rows: int) -> Path:
    chain = Chain(path, SystemClock())
    for _ in range(rows):
        chain.append(ENTRY)
    chain.close()
    return path


def test_a_chain_goes_on_where_it_ended(tmp_path: Path) -> None:
    path = chain_of(chain_of(tmp_path / "c.jsonl", 2), 1)
    verdict = check_chain(path)

    assert verdict.fault is None
    assert [row.seq for row in verdict.rows] == [1, 2, 3]
    assert verdict.rows[0].prev == GENESIS
    assert verdict.rows[2].entry == ENTRY


def test_anybody_can_recompute_a_hash_without_ronda(tmp_path: Path) -> None:
    line = json.loads(chain_of(tmp_path / "c.jsonl", 1).read_bytes())
    told = line.pop("hash")
    text = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert sha256_hex(text.encode()) == told


def test_a_torn_line_is_set_aside_and_remembered(tmp_path: Path, expect_log: ExpectLog) -> None:
    expect_log("ronda.proof", "WARNING", "torn")
    path = chain_of(tmp_path / "c.jsonl", 2)
    path.write_bytes(path.read_bytes() + b'{"seq":3,"ac')

    chain = Chain(path, SystemClock())
    chain.close()

    assert chain.set_aside is not None
    assert chain.set_aside.read_bytes() == b'{"seq":3,"ac'
    verdict = check_chain(path)
    assert verdict.fault is None
    assert verdict.rows[-1].entry.action == "torn_line_set_aside"
    assert verdict.rows[-1].entry.sha256 == sha256_hex(b'{"seq":3,"ac')


def test_a_damaged_last_line_is_never_written_after(tmp_path: Path) -> None:
    path = chain_of(tmp_path / "c.jsonl", 2)
    path.write_bytes(path.read_bytes().replace(b'"seq":2', b'"seq":3'))
    before = path.read_bytes()

    with pytest.raises(KnownError, match=r"proof\.chain_broken"):
        Chain(path, SystemClock())
    assert path.read_bytes() == before


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    first = Chain(tmp_path / "c.jsonl", SystemClock())
    with pytest.raises(KnownError, match=r"proof\.chain_in_use"):
        Chain(first.path, SystemClock())
    first.close()


def test_rows_made_for_an_older_head_are_refused(tmp_path: Path) -> None:
    chain = Chain(tmp_path / "c.jsonl", SystemClock())
    ready = row_after(chain.head, ENTRY, SystemClock().now_utc())
    chain.append_rows([ready])
    with pytest.raises(KnownError, match=r"proof\.chain_moved_on"):
        chain.append_rows([ready])
    chain.close()
    assert check_chain(chain.path).rows == (ready,)


@pytest.mark.parametrize(
    ("edit", "line", "what"),
    [
        (lambda lines: [lines[0], lines[2]], 2, "seq"),
        (lambda lines: [lines[0], lines[1].replace(b"sari", b"budi"), lines[2]], 2, "hash"),
        (lambda lines: [lines[0], b"{" + b" " + lines[1][1:], lines[2]], 2, "not_canonical"),
        (lambda lines: [lines[0], b"what\n", lines[2]], 2, "not_json"),
        (lambda lines: [lines[0], b"{}\n", lines[2]], 2, "fields"),
        (lambda lines: [lines[0], lines[1].replace(b"sari", b"\\ud800"), lines[2]], 2, "not_canonical"),
        (lambda lines: [lines[0], b"[" * 100_000 + b"\n", lines[2]], 2, "not_json"),
        (lambda lines: [*lines[:2], lines[2][:-9]], 3, "torn"),
        (lambda lines: [lines[0], lines[1], _rebound(lines[2])], 3, "prev"),
    ],
)
def test_the_first_line_that_does_not_hold_is_named(
    tmp_path: Path, edit: Callable[[list[bytes]], list[bytes]], line: int, what: str
) -> None:
    lines = chain_of(tmp_path / "c.jsonl", 3).read_bytes().splitlines(keepends=True)
    fault = check_lines(edit(lines)).fault

    assert fault is not None
    assert (fault.line, fault.what) == (line, what)


def _rebound(line: bytes) -> bytes:
    """A line that is right in itself, but follows another one."""
    body = json.loads(line)
    del body["hash"]
    body["prev"] = "1" * 64
    return canonical({**body, "hash": sha256_hex(canonical(body))}) + b"\n"


@given(st.data())
def test_one_flipped_bit_anywhere_is_found_in_its_line(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = bytearray(chain_of(tmp_path_factory.mktemp("flip") / "c.jsonl", 3).read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    line = whole[:at].count(b"\n") + 1
    whole[at] ^= 1 << data.draw(st.integers(0, 7))
    fault = check_lines(io.BytesIO(whole)).fault

    assert fault is not None
    assert fault.line == line
