"""Plain values packed into one line that people hand to each other: marked, versioned, and checked against accidents."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import zlib
from dataclasses import dataclass
from enum import Enum


class TextFault(Enum):
    """Why a text gives nothing."""

    NONE = "none"
    """There is no such text in it."""
    NEWER = "newer"
    DAMAGED = "damaged"


class PackedTextError(Exception):
    """``version``: of one that is newer."""

    def __init__(self, fault: TextFault, version: str = "") -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.version = version


@dataclass(frozen=True)
class PackedText:
    """One kind of text by its mark. ``version``: the newest that is known here."""

    mark: str
    version: int
    most_text: int
    most_plain: int

    def pack(self, plain: object, version: int) -> str:
        packed = zlib.compress(json.dumps(plain, separators=(",", ":")).encode(), 9)
        body = base64.urlsafe_b64encode(packed).decode().rstrip("=")
        return f"{self.mark}:{version}:{body}:{self.check(version, body)}"

    def unpack(self, text: str) -> object:
        """What ``pack`` was given, alone or within other words, broken into lines or not. Raises PackedTextError."""
        if len(text) > self.most_text or self.mark not in (joined := "".join(text.split())):
            raise PackedTextError(TextFault.NONE)
        found = re.search(self.mark + r":([0-9]{1,6}):([A-Za-z0-9_=-]+):([0-9a-f]{16})(?![0-9a-f])", joined)
        if found is None:
            raise PackedTextError(TextFault.DAMAGED)
        version, body, check = found.groups()
        if int(version) > self.version:
            raise PackedTextError(TextFault.NEWER, version)
        if check != self.check(int(version), body):
            raise PackedTextError(TextFault.DAMAGED)
        try:
            return json.loads(self._unpacked(body))
        except (ValueError, zlib.error, binascii.Error, RecursionError) as error:
            raise PackedTextError(TextFault.DAMAGED) from error

    def check(self, version: int, body: str) -> str:
        return hashlib.sha256(f"{self.mark}:{version}:{body}".encode()).hexdigest()[:16]

    def _unpacked(self, body: str) -> bytes:
        packed = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(packed, self.most_plain)
        if not unpacker.eof:
            raise ValueError("too long, or cut off")
        return content
