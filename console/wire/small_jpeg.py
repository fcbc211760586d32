"""Small pictures inside messages: JPEG as base64, looked at before they are believed to be one."""

from __future__ import annotations

import base64
import binascii

_BEGIN, _END = b"\xff\xd8\xff", b"\xff\xd9"


def packed(jpeg: bytes) -> str:
    return base64.b64encode(jpeg).decode()


def unpacked(text: str) -> bytes:
    return base64.b64decode(text)


def longest(largest_bytes: int) -> int:
    """The characters that so many bytes need."""
    return 4 * (largest_bytes // 3 + 1)


def checked(text: str, largest_bytes: int) -> str:
    """Raises ValueError."""
    try:
        jpeg = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error
    if not (jpeg.startswith(_BEGIN) and jpeg.endswith(_END)) or len(jpeg) > largest_bytes:
        raise ValueError("no small JPEG")
    return text
