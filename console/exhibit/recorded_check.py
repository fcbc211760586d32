"""Reads the consoles' statements out of a package and holds them against its originals and the reader's own authority."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from console.exhibit import alone
from console.exhibit.statement_check import StatementFound, find_statement
from console.exhibit.trust import Authority
from console.proof.statement import SignedStatement

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class RecordedFound:
    """An original, and what its console signed of it."""

    original: str
    found: StatementFound
    received_utc: datetime | None
    """When the centre had the statement, as the package says, which is sealed."""


def recorded_in(folder: Path, authority: Authority | None, *, is_sealed: bool) -> tuple[RecordedFound, ...]:
    """Empty for packages of before, which tell nothing of consoles. Where nobody whom the reader knows has sealed the package,
    ``is_sealed`` is false, and when the centre had a statement is not believed."""
    try:
        told = json.loads((folder / alone.STATEMENTS).read_bytes())
        found = [
            _recorded(folder, name, one, authority, is_sealed) for name, one in told.items() if alone.is_inside(name)
        ]
        return tuple(found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def _recorded(
    folder: Path, original: str, told: dict[str, Any], authority: Authority | None, is_sealed: bool
) -> RecordedFound:
    received_utc = _moment(told.get("received_utc"))
    path = folder / original
    sha256 = alone.file_digest(path) if path.is_file() and not path.is_symlink() else ""
    # Nothing else proves that a statement was there before a revocation.
    proven_utc = received_utc if received_utc is not None and is_sealed else _NEVER
    return RecordedFound(original, find_statement(_read(folder, told), sha256, authority, proven_utc), received_utc)


def _read(folder: Path, told: dict[str, Any]) -> SignedStatement | None:
    if not told.get("statement"):
        return None
    contents = []
    for key in ("statement", "signature", "certificate"):
        name = str(told.get(key))
        path = folder / name
        readable = alone.is_inside(name) and path.is_file() and not path.is_symlink()
        contents.append(path.read_bytes() if readable else b"")
    body, signature, certificates = contents
    return SignedStatement(
        body.decode("utf-8", "replace"), base64.b64encode(signature).decode(), certificates.decode("utf-8", "replace")
    )


def _moment(text: object) -> datetime | None:
    moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    return moment if moment is not None and moment.tzinfo is not None else None
