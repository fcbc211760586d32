"""JSON in the one form of RFC 8785, so that whoever reads it gets the same hash, and hashes of files."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import rfc8785

from console.base.errors import BugError
from console.base.os_errors import disk_errors


def canonical(value: Any) -> bytes:
    """The only bytes that RFC 8785 allows for ``value``. Raises BugError for what JSON cannot say."""
    try:
        return rfc8785.dumps(value)
    except rfc8785.CanonicalizationError as error:
        raise BugError(f"no canonical JSON: {error}") from error


def sha256_hex(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def file_sha256(path: Path) -> str:
    """Raises KnownError disk.*."""
    with disk_errors(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
