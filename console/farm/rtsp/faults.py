"""The faults that the switchboard can give a camera, and what each does to the pictures sent."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from console.farm.rtsp.units import corrupted, is_keyframe


class Fault(Enum):
    """What is wrong with a camera."""

    OK = "ok"
    DROP = "drop"
    """Its viewers are cut off once; it can be opened again at once."""
    FREEZE = "freeze"
    """Viewers stay connected and nothing is sent."""
    REPEAT = "repeat"
    """One picture over and over, with running timestamps."""
    CORRUPT = "corrupt"
    SLOW = "slow"
    """Two pictures a second."""
    REFUSE = "refuse"
    """Viewers are cut off, and the right password is refused (401)."""
    DISAPPEAR = "disappear"
    """Viewers are cut off, and the path is unknown (404)."""


ENDS_VIEWING = frozenset({Fault.DROP, Fault.REFUSE, Fault.DISAPPEAR})
"""Faults that cut viewers off; the others reach a connected viewer in place."""
_SLOW_FPS = 2


@dataclass
class PictureSource:
    """Gives the access unit to send for each frame of a looped clip, as the camera's fault wants it.

    Changed by the switchboard's thread and read by the pacer's: ``fault`` is one reference, swapped whole.
    """

    units: Sequence[bytes]
    codec: str
    fps: int
    fault: Fault = Fault.OK
    _rng: random.Random = field(default_factory=lambda: random.Random(1))
    _repeated: bytes | None = None
    _waits_for_keyframe: bool = False

    def __post_init__(self) -> None:
        self._keyframes = [index for index, unit in enumerate(self.units) if is_keyframe(unit, self.codec)]
        if not self._keyframes or self._keyframes[0] != 0:
            raise ValueError("a clip must begin with a keyframe")

    def unit_at(self, frame: int) -> bytes | None:
        """The unit for frame number ``frame`` since the start of the feed, or None when nothing is sent then."""
        fault = self.fault
        if fault is not Fault.REPEAT:
            self._repeated = None
        if fault is Fault.FREEZE:
            self._waits_for_keyframe = True
            return None
        if fault is Fault.REPEAT:
            return self._repeat(frame)
        if fault is Fault.SLOW:
            return self._slow(frame)
        return self._running(frame, fault)

    def _running(self, frame: int, fault: Fault) -> bytes | None:
        unit = self.units[frame % len(self.units)]
        if self._waits_for_keyframe:
            # Differences to pictures that were never sent would look like a fault of their own.
            if not is_keyframe(unit, self.codec):
                return None
            self._waits_for_keyframe = False
        return corrupted(unit, self.codec, self._rng) if fault is Fault.CORRUPT else unit

    def _repeat(self, frame: int) -> bytes:
        self._waits_for_keyframe = True
        if self._repeated is None:
            self._repeated = self.units[max(index for index in self._keyframes if index <= frame % len(self.units))]
        return self._repeated

    def _slow(self, frame: int) -> bytes | None:
        self._waits_for_keyframe = True
        every = max(1, self.fps // _SLOW_FPS)
        if frame % every:
            return None
        # Keyframes one after another: pictures go on, each decodable alone.
        return self.units[self._keyframes[(frame // every) % len(self._keyframes)]]
