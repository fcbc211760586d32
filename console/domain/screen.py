"""Screens of a machine by what they are and not by their number, and which of those one remembers are here now; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_BY_SERIAL, _BY_MODEL, _BY_NAME = 100, 10, 1


@dataclass(frozen=True)
class ScreenIdentity:
    """What a screen says of itself, and the name of its socket; any of it may be empty."""

    manufacturer: str = ""
    model: str = ""
    serial: str = ""
    name: str = ""

    @property
    def spoken(self) -> str:
        """For people."""
        maker = " ".join(part for part in (self.manufacturer, self.model) if part)
        return " · ".join(part for part in (maker, self.name) if part) or "?"


@dataclass(frozen=True)
class Area:
    """A rectangle in logical pixels."""

    left: int
    top: int
    width: int
    height: int

    def inside(self, other: Area) -> Area:
        """Moved, and shrunk where it must be, so that all of it lies in ``other``."""
        width, height = min(self.width, other.width), min(self.height, other.height)
        left = min(max(self.left, other.left), other.left + other.width - width)
        top = min(max(self.top, other.top), other.top + other.height - height)
        return Area(left, top, width, height)


@dataclass(frozen=True)
class ScreenFacts:
    """A screen as it is now."""

    identity: ScreenIdentity
    area: Area
    scale: float = 1.0


def matched(wanted: Sequence[ScreenIdentity], present: Sequence[ScreenIdentity]) -> dict[ScreenIdentity, int | None]:
    """For each of ``wanted`` which one of ``present`` it is, or None; no two are the same one.

    The same device wins wherever it is plugged in; of alike ones without a serial number the socket decides.
    """
    ways = sorted(
        (
            (-_likeness(one, there), order, index, one)
            for order, one in enumerate(dict.fromkeys(wanted))
            for index, there in enumerate(present)
        ),
        key=lambda way: way[:3],
    )
    found: dict[ScreenIdentity, int | None] = dict.fromkeys(wanted)
    taken: set[int] = set()
    for likeness, _order, index, one in ways:
        if likeness < 0 and found[one] is None and index not in taken:
            found[one] = index
            taken.add(index)
    return found


def _likeness(one: ScreenIdentity, other: ScreenIdentity) -> int:
    """0: not the same one."""
    same_name = _BY_NAME if one.name == other.name else 0
    if one.serial and other.serial and one.serial != other.serial:
        return 0
    device, there = (one.manufacturer, one.model), (other.manufacturer, other.model)
    if device != there:
        return 0
    if not any((*device, one.serial, other.serial)):
        # Neither tells what it is: then only its socket is known.
        return same_name
    return (_BY_SERIAL if one.serial and one.serial == other.serial else _BY_MODEL) + same_name
