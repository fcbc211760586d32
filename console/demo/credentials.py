"""Passwords of the demo's people and cameras: made by chance at the first start, kept in one private file."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from console.base.errors import KnownError
from console.base.redaction import Secret

OPERATOR = "operator"
SUPERVISOR = "supervisor"
POLICE = "polisi"
CAMERA_USER = "ronda"


@dataclass(frozen=True)
class Credentials:
    """Who can sign in at the demo centre, and with what the farm's cameras are opened."""

    operator: str
    supervisor: str
    police: str
    cameras: str

    def __repr__(self) -> str:
        return "Credentials(***)"

    def password(self, username: str) -> Secret:
        return Secret({OPERATOR: self.operator, SUPERVISOR: self.supervisor, POLICE: self.police}[username])


def load_or_make(file: Path) -> Credentials:
    """Reads ``file`` or makes it (mode 0600). Raises KnownError ``demo.bad_credentials`` for a file that is no such thing."""
    if not file.exists():
        made = Credentials(*(secrets.token_urlsafe(12) for _ in range(4)))
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump(asdict(made), stream, indent=2)
        return made
    try:
        return Credentials(**json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise KnownError("demo.bad_credentials", file=str(file)) from error
