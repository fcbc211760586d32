"""Leading pictures of an open group: shown before its key picture, and built on pictures from before it."""

from __future__ import annotations

from console.media.worker.ring import RingUnit

_MOST_S = 2.0
"""A picture that lies further back is no leading one: the camera's clock was set."""


def is_leading(unit: RingUnit, key: RingUnit) -> bool:
    """Whether ``unit``, which comes after ``key``, cannot be decoded by one who begins with ``key``."""
    shown_s, key_s = unit.unit.pts_s, key.unit.pts_s
    return not unit.is_key and shown_s is not None and key_s is not None and 0 < key_s - shown_s < _MOST_S


def without_leading(units: list[RingUnit]) -> list[RingUnit]:
    """What can be decoded of pictures that begin with a key picture. Leading ones come straight after it."""
    count = next((at for at, unit in enumerate(units[1:], 1) if not is_leading(unit, units[0])), len(units))
    return [*units[:1], *units[count:]]
