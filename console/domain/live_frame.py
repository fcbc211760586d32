"""How a live picture travels: from the relay's process to the centre, and from the centre to the page, in the same frames."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import Enum

_HEADER = struct.Struct("!cI")
MOST_FRAME_BYTES = 16 * 1024 * 1024
"""No camera's picture is so large; a length beyond it is no frame of ours."""


class LiveFrameKind(Enum):
    """The first byte of a frame."""

    MASK = b"M"
    """What of the pictures nobody is to see: JSON, polygons in shares of the picture. Before the first, and at each change."""
    HEAD = b"H"
    """How the pictures that follow are coded: the codec as browsers name it, a line feed, the head of the MP4 stream."""
    KEY = b"K"
    """One picture that needs no other, as a fragment of MP4."""
    PICTURE = b"P"
    """One picture that builds on those before it."""
    BEAT = b"B"
    """Nothing new: the line is alive. To who joins it may say how old the newest picture is, in milliseconds."""
    TROUBLE = b"T"
    """Why no pictures come, as a code; another try follows."""
    END = b"E"
    """Why nothing more will come, as a code."""


@dataclass(frozen=True)
class LiveFrame:
    """One frame."""

    kind: LiveFrameKind
    payload: bytes = b""

    def packed(self) -> bytes:
        return _HEADER.pack(self.kind.value, len(self.payload)) + self.payload


HEADER_BYTES = _HEADER.size


def read_header(data: bytes) -> tuple[LiveFrameKind, int]:
    """Kind and length of the payload that follows. Raises ValueError for what is no frame."""
    letter, length = _HEADER.unpack(data)
    if length > MOST_FRAME_BYTES:
        raise ValueError("a frame that long is none")
    return LiveFrameKind(letter), length
