"""One line of a hash chain: who did what with which thing and why, bound to the line before it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from console.base.errors import BugError
from console.proof.canonical import canonical, sha256_hex

GENESIS = "0" * 64
"""What the first line names as the line before it."""

TEXT_FIELDS = ("ts_utc", "actor", "role", "workstation", "action", "object", "sha256", "reason", "prev", "hash")
FIELDS = frozenset({"seq", "legal_basis", *TEXT_FIELDS})


@dataclass(frozen=True)
class ChainEntry:
    """What is to be remembered; place in the chain and time are given by the chain."""

    actor: str
    role: str
    workstation: str
    action: str
    object: str
    """The thing: a file's name in the package, a camera, a flag."""
    sha256: str = ""
    reason: str = ""
    legal_basis: Mapping[str, str] = field(default_factory=dict)
    """Letter, report and article by their names; empty where none is needed."""


@dataclass(frozen=True)
class ChainRow:
    """An entry in its place."""

    seq: int
    ts_utc: str
    entry: ChainEntry
    prev: str
    hash: str

    @property
    def line(self) -> bytes:
        """As it stands in the file, without its newline."""
        return canonical({**_body(self.seq, self.ts_utc, self.entry, self.prev), "hash": self.hash})


@dataclass(frozen=True)
class ChainHead:
    """The newest line; what a checkpoint signs."""

    seq: int
    hash: str


EMPTY = ChainHead(0, GENESIS)


def _body(seq: int, ts_utc: str, entry: ChainEntry, prev: str) -> dict[str, Any]:
    return {
        "seq": seq,
        "ts_utc": ts_utc,
        "actor": entry.actor,
        "role": entry.role,
        "workstation": entry.workstation,
        "action": entry.action,
        "object": entry.object,
        "sha256": entry.sha256,
        "reason": entry.reason,
        "legal_basis": dict(entry.legal_basis),
        "prev": prev,
    }


def utc_text(at_utc: datetime) -> str:
    """``2026-11-23T03:14:15.926Z``."""
    return at_utc.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def row_after(head: ChainHead, entry: ChainEntry, at_utc: datetime) -> ChainRow:
    """The next row; its hash is over its own canonical form without ``hash``."""
    seq, ts_utc = head.seq + 1, utc_text(at_utc)
    return ChainRow(seq, ts_utc, entry, head.hash, sha256_hex(canonical(_body(seq, ts_utc, entry, head.hash))))


def parsed(line: bytes) -> ChainRow | str:
    """The row, or what is wrong with the line by itself: ``not_json``, ``fields``, ``not_canonical``, ``hash``."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return "not_json"
    if not _has_fields(value):
        return "fields"
    names = ("actor", "role", "workstation", "action", "object", "sha256", "reason", "legal_basis")
    entry = ChainEntry(**{name: value[name] for name in names})
    row = ChainRow(value["seq"], value["ts_utc"], entry, value["prev"], value["hash"])
    try:
        is_canonical = row.line == line
    except BugError:
        # A number or a half character that canonical JSON has no form for: nothing that we wrote.
        is_canonical = False
    if not is_canonical:
        return "not_canonical"
    expected = sha256_hex(canonical(_body(row.seq, row.ts_utc, entry, row.prev)))
    return row if row.hash == expected else "hash"


def _has_fields(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() != FIELDS:
        return False
    basis = value["legal_basis"]
    return (
        type(value["seq"]) is int
        and all(isinstance(value[name], str) for name in TEXT_FIELDS)
        and isinstance(basis, dict)
        and all(isinstance(text, str) for text in basis.values())
    )
