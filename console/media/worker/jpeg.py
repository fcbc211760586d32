"""Motion JPEG: each packet is a picture of its own, from which anybody can begin."""

from __future__ import annotations

from console.media.worker.access_units import AccessUnit, Arrival

_BEGIN, _END = b"\xff\xd8", b"\xff\xd9"
_MARK = 0xFF
_SCAN = 0xDA
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of frame headers; the three left out are tables that lie between them."""
_MOST_SPOILED = 60


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height of a whole JPEG; None when it is none, or was cut off."""
    if not data.startswith(_BEGIN):
        return None
    at, size = 2, None
    while at + 4 <= len(data) and data[at] == _MARK:
        marker = data[at + 1]
        if marker == _MARK:
            at += 1
            continue
        if marker in _SIZES and at + 9 <= len(data):
            size = int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            # Behind the scan's header the mark of the end can't be a preview's inside the picture.
            return size if data.rfind(_END, at) > 0 else None
    return None


class JpegJoiner:
    """Takes whole JPEGs and leaves out the others: half a picture must not be shown. One thread."""

    codec = "mjpeg"

    def __init__(self, epoch: int = 0, size: tuple[int, int] | None = None) -> None:
        """Both are those of the joiner of the connection before this one."""
        self.epoch = epoch
        self.size = size
        self._spoiled = 0

    @property
    def lost(self) -> bool:
        """Long nothing but packets that are no picture: the stream is no longer what was announced."""
        return self._spoiled >= _MOST_SPOILED

    def push(self, arrival: Arrival) -> list[AccessUnit]:
        """The picture, or nothing. Another size begins another epoch."""
        size = size_of(arrival.data)
        if size is None:
            self._spoiled += 1
            return []
        self._spoiled = 0
        self.epoch += self.size not in (None, size)
        self.size = size
        return [AccessUnit(arrival.data, arrival.pts_s, arrival.dts_s, arrival.arrival_ns, True, self.epoch)]
