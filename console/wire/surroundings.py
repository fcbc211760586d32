"""``GET /v1/flags/{id}/surroundings``: where the cameras of a flag are, and which others are near."""

from __future__ import annotations

from console.wire.model import Message


class NearCamera(Message):
    """One camera on the plan."""

    id: str
    number: int
    name: str
    area_code: str
    latitude: float
    longitude: float
    approximate: bool = False
    """The coordinates are no survey."""
    state: str
    """``online``, ``stale``, ``offline``, ``unknown``, or ``closed`` to the room."""
    flagged: bool = False
    distance_m: int = 0
    """To the nearest camera of the flag."""


class NearArea(Message):
    """An area that has cameras on the plan, where they are on the average."""

    code: str
    names: tuple[str, ...]
    """Of the village, then of the RW, as far as its code goes."""
    latitude: float
    longitude: float


class Surroundings(Message):
    """Everything of the plan; the cameras of the flag first, then the others, the nearest first."""

    cameras: tuple[NearCamera, ...] = ()
    areas: tuple[NearArea, ...] = ()
    unplaced: tuple[str, ...] = ()
    """Ids of cameras of the flag whose place nobody has entered."""
    more: bool = False
    """There are more cameras near than are told."""
