"""What cameras share that can take them down together, and the rule by which several that fell are one disturbance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from console.domain.area import AreaLevel, area_level, lineage


class CauseKind(Enum):
    """The narrowest first: of two that explain the same cameras the first one is meant."""

    RECORDER = "recorder"
    SWITCH = "switch"
    UPLINK = "uplink"
    POWER = "power"
    RT = "rt"
    RW = "rw"
    VILLAGE = "village"
    OWNER = "owner"
    CAMERA = "camera"
    """One camera by itself."""


Group = tuple[CauseKind, str]
"""What some cameras share: its kind and its id."""

_AREA_KINDS = {AreaLevel.RT: CauseKind.RT, AreaLevel.RW: CauseKind.RW, AreaLevel.VILLAGE: CauseKind.VILLAGE}


def groups_of(
    area_code: str, owner: str = "", *, recorder: str = "", switch: str = "", uplink: str = "", power: str = ""
) -> tuple[Group, ...]:
    """Everything that a camera shares with others, the narrowest first."""
    links = (
        (CauseKind.RECORDER, recorder),
        (CauseKind.SWITCH, switch),
        (CauseKind.UPLINK, uplink),
        (CauseKind.POWER, power),
    )
    areas = [(_AREA_KINDS.get(area_level(code)), code) for code in lineage(area_code)]
    found = [(kind, name) for kind, name in (*links, *areas, (CauseKind.OWNER, owner)) if kind is not None and name]
    return tuple(found)


@dataclass(frozen=True)
class CauseRule:
    """When cameras of a group are one disturbance, and when that begins and ends."""

    least_cameras: int = 3
    least_percent: int = 80
    """Of those of the group that worked before it began."""
    window_s: float = 300.0
    """They fell within so long of each other."""
    opens_after_s: float = 30.0
    """It held for so long."""
    closes_after_s: float = 60.0
    """More than half have been back for so long."""

    @property
    def window(self) -> timedelta:
        return timedelta(seconds=self.window_s)

    def holds(self, fallen: int, worked_before: int) -> bool:
        return fallen >= self.least_cameras and fallen * 100 >= self.least_percent * worked_before


@dataclass(frozen=True)
class Standing:
    """How all cameras stand; those that were never seen connected, or of which nothing is known now, are in neither."""

    groups: Mapping[str, tuple[Group, ...]]
    """Of every camera of the directory."""
    down: Mapping[str, datetime]
    """Since when."""
    working: AbstractSet[str]


@dataclass
class CauseLine:
    """One disturbance with its cameras; it stays itself while it grows and shrinks."""

    id: UUID
    group: Group
    since_utc: datetime
    opened_utc: datetime
    cameras: set[str]
    """All that were ever part of it, also those that are back."""
    closed_utc: datetime | None = None
    merged_into: UUID | None = None
    """The wider one that it turned out to be part of."""

    @property
    def kind(self) -> CauseKind:
        return self.group[0]


@dataclass
class CauseNews:
    """What one look at the cameras has changed."""

    opened: list[CauseLine] = field(default_factory=list)
    grown: dict[UUID, set[str]] = field(default_factory=dict)
    """The cameras that came to lines which were open already."""
    stirred: set[UUID] = field(default_factory=set)
    """Open lines of which cameras came, came back or fell again."""
    closed: list[CauseLine] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.opened or self.stirred or self.closed)


NewId = Callable[[], UUID]
