"""When the program can do no more for a flag: then a person must take the telephone, and is told so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.flag_clock import UNDELIVERED_S, FlagRules, level_due
from console.domain.flag_state import FlagAction

_MOST_URGENT = 1
_HANDLED = frozenset({FlagAction.TELEPHONE, FlagAction.CANCEL, FlagAction.CLOSE, FlagAction.MARK_DUPLICATE})


class AlarmKind(Enum):
    """What the flag is stuck at."""

    UNSENT = "unsent"
    """It is on this machine's disk alone."""
    UNANSWERED = "unanswered"
    """It was carried up to the last level, and nobody took it."""


@dataclass(frozen=True)
class FlagAlarm:
    """One flag that waits for a person with a telephone."""

    entry: EventEntry
    kind: AlarmKind


WaitKey = tuple[UUID, datetime]


def wait_key(entry: EventEntry) -> WaitKey | None:
    """What the time of waiting is counted under; None for what does not wait."""
    if entry.kind is not EventKind.FLAG or entry.said & _HANDLED:
        return None
    if entry.way in (EventWay.SAVED, EventWay.REFUSED):
        return (entry.id, entry.at_utc) if entry.priority == _MOST_URGENT else None
    return (entry.id, entry.clock_utc) if entry.waits and entry.clock_utc is not None else None


def alarms(entries: Iterable[EventEntry], waited_s: Mapping[WaitKey, float], rules: FlagRules) -> list[FlagAlarm]:
    """The newest first. The console counts by itself: a centre that fell silent carries nothing up any more."""
    found = []
    for entry in entries:
        key = wait_key(entry)
        if key is None:
            continue
        kind = _kind(entry, waited_s.get(key, 0.0), rules)
        if kind is not None:
            found.append(FlagAlarm(entry, kind))
    return found


def _kind(entry: EventEntry, waited_s: float, rules: FlagRules) -> AlarmKind | None:
    if entry.way in (EventWay.SAVED, EventWay.REFUSED):
        return AlarmKind.UNSENT if waited_s >= UNDELIVERED_S else None
    service = rules.levels.get(entry.priority)
    if service is None or not service.top:
        return None
    return AlarmKind.UNANSWERED if level_due(service, waited_s, entry.level) >= service.top else None
