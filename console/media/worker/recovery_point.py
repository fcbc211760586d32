"""H.264's recovery points: key pictures of open groups, from which a decoder may begin although they are no IDR."""

from __future__ import annotations

_SEI = 6
_RECOVERY_POINT = 6
_INTRA = 0xB0
"""First slice of its picture and of type I: 1, 011; the lower half is another field."""
_ALL_INTRA = 0x88
"""The same where all slices of the picture are: 1, 0001000."""
_GOES_ON = 0xFF
"""A byte of a number that is not its last."""
_HEAD_BYTES = 4
"""Start code and type."""


def announces_recovery(nal: bytes) -> bool:
    """Whether an SEI (with start code of three bytes) says that from its picture on everything is right, at once.

    Streams that are refreshed bit by bit say so with a count of pictures: there nobody can begin with a whole picture.
    """
    if nal[_HEAD_BYTES - 1] & 0x1F != _SEI:
        return False
    body, at = nal[_HEAD_BYTES:].replace(b"\x00\x00\x03", b"\x00\x00"), 0
    while at + 2 < len(body):
        kind, at = _number(body, at)
        size_bytes, at = _number(body, at)
        if kind == _RECOVERY_POINT:
            return at < len(body) and bool(body[at] & 0x80)
        at += size_bytes
    return False


def begins_intra(nal: bytes) -> bool:
    """Whether a slice is the first of a picture and needs no other picture."""
    return nal[_HEAD_BYTES] & 0xF0 == _INTRA or nal[_HEAD_BYTES] == _ALL_INTRA


def _number(body: bytes, at: int) -> tuple[int, int]:
    """A number of SEI, and where it ends."""
    total = 0
    while at < len(body) and body[at] == _GOES_ON:
        total, at = total + _GOES_ON, at + 1
    return total + (body[at] if at < len(body) else 0), at + 1
