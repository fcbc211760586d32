"""What was seen: a camera counts as seen once its picture was live on a tile for two seconds without a break."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.camera import CameraId

SEEN_AFTER_S = 2.0
_TELL_AGAIN_S = 60.0
"""A spell that goes on is told again so often: a console that is killed loses no more of it."""


@dataclass(frozen=True)
class SeenSpell:
    """One camera, live on a tile without a break. Told again with a later end, it is the same one."""

    camera: CameraId
    from_utc: datetime
    to_utc: datetime


@dataclass
class _Open:
    from_utc: datetime
    from_s: float
    told_s: float | None = None


class SeenSpells:
    """Lengths by the monotonic clock: the wall clock may jump. One thread."""

    def __init__(self) -> None:
        self._open: dict[CameraId, _Open] = {}

    def look(self, live: Iterable[CameraId], now_utc: datetime, now_s: float) -> list[SeenSpell]:
        """``live``: cameras with a fresh picture on a tile now. Gives spells that became long enough, go on, or ended."""
        now_live = frozenset(live)
        told = [
            _spell(camera, one, now_s)
            for camera, one in self._open.items()
            if _is_seen(one, now_s) and (camera not in now_live or _is_due(one, now_s))
        ]
        for spell in told:
            self._open[spell.camera].told_s = now_s
        self._open = {camera: one for camera, one in self._open.items() if camera in now_live}
        for camera in sorted(now_live - self._open.keys()):
            self._open[camera] = _Open(now_utc, now_s)
        return told


def _is_seen(one: _Open, now_s: float) -> bool:
    return now_s - one.from_s >= SEEN_AFTER_S


def _is_due(one: _Open, now_s: float) -> bool:
    return one.told_s is None or now_s - one.told_s >= _TELL_AGAIN_S


def _spell(camera: CameraId, one: _Open, now_s: float) -> SeenSpell:
    return SeenSpell(camera, one.from_utc, one.from_utc + timedelta(seconds=now_s - one.from_s))
