"""Passwords of the demo's people and cameras: made by chance at the first start, kept in one private file."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from console.base.errors import KnownError
from console.base.redaction import Secret

OPERATOR = "operator"
SUPERVISOR = "supervisor"
POLICE = "polisi"
EVIDENCE = "bukti"
"""The evidence officer, who decides what the police get."""
CAMERA_USER = "ronda"
_LATER = ("evidence", "authority")
"""Fields that demo folders of before lack."""


@dataclass(frozen=True)
class Credentials:
    """Who can sign in at the demo centre, and with what the farm's cameras are opened."""

    operator: str
    supervisor: str
    police: str
    cameras: str
    evidence: str
    authority: str
    """Opens the demo's own certificate authority."""

    def __repr__(self) -> str:
        return "Credentials(***)"

    def password(self, username: str) -> Secret:
        known = {OPERATOR: self.operator, SUPERVISOR: self.supervisor, POLICE: self.police, EVIDENCE: self.evidence}
        return Secret(known[username])


def load_or_make(file: Path) -> Credentials:
    """Reads ``file`` or makes it (mode 0600). Raises KnownError ``demo.bad_credentials`` for a file that is no such thing."""
    if not file.exists():
        made = Credentials(*(_by_chance() for _ in fields(Credentials)))
        _write(file, made)
        return made
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        # A demo of before knew fewer people: those it has keep their passwords.
        known = Credentials(**({name: _by_chance() for name in _LATER} | kept))
    except (ValueError, TypeError) as error:
        raise KnownError("demo.bad_credentials", file=str(file)) from error
    if kept != asdict(known):
        _write(file, known)
    return known


def _by_chance() -> str:
    return secrets.token_urlsafe(12)


def _write(file: Path, made: Credentials) -> None:
    part = file.with_name(f".{file.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(asdict(made), stream, indent=2)
    part.replace(file)
