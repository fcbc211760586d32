"""The files of the police page, read once; only these names are served."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

_MEDIA_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@dataclass(frozen=True)
class InboxFile:
    """One file as it is sent."""

    content: bytes
    media_type: str
    etag: str


@cache
def inbox_files() -> dict[str, InboxFile]:
    found: dict[str, InboxFile] = {}
    for item in (resources.files("console.server") / "inbox").iterdir():
        media_type = _MEDIA_TYPES.get(item.name.rpartition(".")[2])
        if media_type is not None:
            content = item.read_bytes()
            found[item.name] = InboxFile(content, media_type, f'"{hashlib.sha256(content).hexdigest()[:20]}"')
    return found
