"""The gateway's own key, by which the centre knows its answers: one file, readable by its user alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.handoff.keys import PrivateKey, new_private_key, read_private_key

_FILE_NAME = "gateway.key"


def gateway_key(folder: Path) -> PrivateKey:
    """Reads or makes it. Raises KnownError ``gateway.folder`` (path), ``handoff.key_malformed``."""
    path = folder / _FILE_NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
        return read_private_key(Secret(path.read_text("ascii")))
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError("gateway.folder", path=str(folder)) from error


def _make(path: Path) -> None:
    # Whole before it has its name, so that a kill leaves no half of a key.
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(new_private_key().text().reveal())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
