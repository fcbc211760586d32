"""A key picture and the pictures that build on it, still compressed: what the ring holds and everybody decodes from."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass

from console.domain.footage import GapReason
from console.media.worker.access_units import AccessUnit


@dataclass(frozen=True, slots=True)
class RingUnit:
    """An access unit with the ticks that we gave it; bytes and times only, so that it can be muxed many times."""

    unit: AccessUnit
    dts_ticks: int
    pts_ticks: int

    @property
    def is_key(self) -> bool:
        return self.unit.is_key


class PictureGroup:
    """Grows at its end and is never changed otherwise, so it may be read while it grows: any thread, one that appends.

    Times lie in flat arrays: a wall of 64 keeps a hundred thousand pictures, and objects would cost 700 bytes each.
    """

    __slots__ = (
        "_arrivals_ns",
        "_camera_dts_s",
        "_camera_pts_s",
        "_data",
        "_dts_ticks",
        "_pts_ticks",
        "codec",
        "epoch",
        "gap_before",
        "size_bytes",
    )

    def __init__(self, codec: str, epoch: int, gap_before: GapReason = GapReason.NO_PICTURES) -> None:
        """All pictures of a group have the codec and the parameter sets of its first."""
        self.codec = codec
        self.epoch = epoch
        self.gap_before = gap_before
        """Why nothing came before it, should nothing have come."""
        self.size_bytes = 0
        self._arrivals_ns = array("q")
        self._dts_ticks = array("q")
        self._pts_ticks = array("q")
        self._camera_dts_s = array("d")
        self._camera_pts_s = array("d")
        self._data: list[bytes] = []

    def append(self, held: RingUnit) -> None:
        unit = held.unit
        self._arrivals_ns.append(unit.arrival_ns)
        self._dts_ticks.append(held.dts_ticks)
        self._pts_ticks.append(held.pts_ticks)
        self._camera_dts_s.append(math.nan if unit.dts_s is None else unit.dts_s)
        self._camera_pts_s.append(math.nan if unit.pts_s is None else unit.pts_s)
        self.size_bytes += len(unit.data)
        # Last: the number of these is the number of pictures that others may read.
        self._data.append(unit.data)

    def __len__(self) -> int:
        return len(self._data)

    def data(self, index: int) -> bytes:
        """One picture's bytes, in order of decoding; the first one is the key picture."""
        return self._data[index]

    def arrival_ns(self, index: int) -> int:
        return self._arrivals_ns[index]

    def pts_ticks(self, index: int) -> int:
        """When it is to be seen, in our ticks, which are the machine's monotonic seconds as far as the camera's clock allows."""
        return self._pts_ticks[index]

    def unit(self, index: int) -> RingUnit:
        """One picture as it was appended."""
        unit = AccessUnit(
            self._data[index],
            _known(self._camera_pts_s[index]),
            _known(self._camera_dts_s[index]),
            self._arrivals_ns[index],
            index == 0,
            self.epoch,
        )
        return RingUnit(unit, self._dts_ticks[index], self._pts_ticks[index])

    def units(self) -> list[RingUnit]:
        return [self.unit(index) for index in range(len(self))]


def _known(camera_s: float) -> float | None:
    return None if math.isnan(camera_s) else camera_s
