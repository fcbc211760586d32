"""Reading a hash chain from its first line to its last, and naming the first line that does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from console.base.os_errors import disk_errors
from console.proof.chain_row import EMPTY, ChainHead, ChainRow, parsed


@dataclass(frozen=True)
class ChainFault:
    """The first line that breaks the chain."""

    line: int
    """Counted from 1."""
    what: str
    """``not_json``, ``fields``, ``not_canonical``, ``hash``, ``prev``, ``seq`` or ``torn``."""


@dataclass(frozen=True)
class ChainVerdict:
    """What holds, and where it ends."""

    rows: tuple[ChainRow, ...]
    """Those before the fault, or all."""
    fault: ChainFault | None

    @property
    def head(self) -> ChainHead:
        return ChainHead(self.rows[-1].seq, self.rows[-1].hash) if self.rows else EMPTY


def check_chain(path: Path) -> ChainVerdict:
    """Raises KnownError disk.*."""
    with disk_errors(path), path.open("rb") as file:
        return check_lines(file)


def check_lines(lines: Iterable[bytes]) -> ChainVerdict:
    """``lines`` with their newlines, as a binary file gives them."""
    rows: list[ChainRow] = []
    fault = None
    for outcome in _outcomes(lines):
        if isinstance(outcome, ChainFault):
            fault = outcome
            break
        rows.append(outcome)
    return ChainVerdict(tuple(rows), fault)


def _outcomes(lines: Iterable[bytes]) -> Iterator[ChainRow | ChainFault]:
    head = EMPTY
    for number, line in enumerate(lines, start=1):
        row = parsed(line[:-1]) if line.endswith(b"\n") else "torn"
        what = row if isinstance(row, str) else misplaced(head, row)
        if what:
            yield ChainFault(number, what)
            return
        assert isinstance(row, ChainRow)  # noqa: S101  a word was told above
        head = ChainHead(row.seq, row.hash)
        yield row


def misplaced(head: ChainHead, row: ChainRow) -> str:
    """``seq`` or ``prev`` where ``row`` does not follow ``head``; empty where it does."""
    if row.seq != head.seq + 1:
        return "seq"
    return "" if row.prev == head.hash else "prev"
