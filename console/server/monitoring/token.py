"""Who may read the meters: who has their token, or, as long as there is none, this machine itself."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from fastapi import Request

from console.base.loopback import is_loopback
from console.base.os_errors import disk_errors
from console.base.redaction import Secret
from console.server.problems import Refusal

_FILE = "metrics-token.sha256"
_NEW = "metrics-token.new"
_CHALLENGE = {"WWW-Authenticate": "Bearer"}
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
"""Of a proxy on this machine: who asks is somewhere else."""


def new_token(folder: Path) -> Secret:
    """Replaces the one before, at once. Only its digest is kept. Raises KnownError disk.*."""
    token = secrets.token_urlsafe(32)
    path, new = folder / _FILE, folder / _NEW
    with disk_errors(path):
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(_digest(token))
        new.replace(path)
    return Secret(token)


def forget_token(folder: Path) -> None:
    """From now on this machine alone may ask, without one. Raises KnownError disk.*."""
    path = folder / _FILE
    with disk_errors(path):
        path.unlink(missing_ok=True)


def check_reader(data_folder: Path, request: Request) -> None:
    """Raises Refusal 401 ``auth.token_missing`` or ``auth.token_invalid``, 403 ``metrics.other_machine``, KnownError disk.*."""
    path = data_folder / _FILE
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    with disk_errors(path):
        kept = path.read_text("ascii").strip() if path.exists() else None
    if kept is None:
        if not _is_here(request):
            raise Refusal(403, "metrics.other_machine")
        return
    if scheme.lower() != "bearer" or not token:
        raise Refusal(401, "auth.token_missing", headers=_CHALLENGE)
    if not hmac.compare_digest(kept, _digest(token.strip())):
        raise Refusal(401, "auth.token_invalid", headers=_CHALLENGE)


def _is_here(request: Request) -> bool:
    """The address alone is not enough: a proxy on this machine, or a page in its browser, asks from the loopback, too."""
    peer = request.client.host if request.client else ""
    named = request.url.hostname or ""
    return is_loopback(peer) and is_loopback(named) and not any(name in request.headers for name in _FORWARDED)


def _digest(token: str) -> str:
    # 256 random bits: nothing to guess, so a plain digest is enough.
    return hashlib.sha256(token.encode()).hexdigest()
