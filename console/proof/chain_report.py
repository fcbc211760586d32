"""What a reading of one chain has shown: how far it holds, from when to when, and the first line that does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from console.proof.chain_check import ChainFault, misplaced
from console.proof.chain_row import EMPTY, ChainHead, ChainRow, parsed
from console.proof.chain_signature import ChainSignature, SignatureReader


@dataclass(frozen=True)
class ChainReport:
    """Of one chain, read from its first line."""

    chain: str
    lines: int
    """Those that hold."""
    first_utc: str
    last_utc: str
    fault: ChainFault | None
    hashes: Mapping[int, str] = field(default_factory=dict)
    """Of the lines that were asked for, by their number."""
    signatures: tuple[ChainSignature, ...] = ()
    """Of its console, within the lines that hold."""

    @property
    def holds(self) -> bool:
        """Every line, and every signature whose certificate is there; who signed is another question."""
        return self.fault is None and all(one.holds or one.certificate is None for one in self.signatures)


def report_chain(chain: str, lines: Iterable[bytes], wanted: frozenset[int] = frozenset()) -> ChainReport:
    """``lines`` with their newlines, one at a time in memory; ``wanted`` are numbers of lines whose hash is of interest."""
    head, first_utc, last_utc = EMPTY, "", ""
    hashes: dict[int, str] = {}
    reader, fault = SignatureReader(chain), None
    for number, line in enumerate(lines, start=1):
        row = _row(head, line)
        if isinstance(row, str):
            fault = ChainFault(number, row)
            break
        reader.read(head, row)
        head = ChainHead(row.seq, row.hash)
        first_utc, last_utc = first_utc or row.ts_utc, row.ts_utc
        if row.seq in wanted:
            hashes[row.seq] = row.hash
    return ChainReport(chain, head.seq, first_utc, last_utc, fault, hashes, tuple(reader.found))


def _row(head: ChainHead, line: bytes) -> ChainRow | str:
    row = parsed(line[:-1]) if line.endswith(b"\n") else "torn"
    return row if isinstance(row, str) else misplaced(head, row) or row
