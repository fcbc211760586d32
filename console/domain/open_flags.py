"""Which open flags a room looks at, and in which order."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.event import EventEntry, EventKind, EventWay, is_open_entry
from console.domain.flag_state import UNANSWERED


def is_unanswered(entry: EventEntry) -> bool:
    """No officer has taken it; what the centre doesn't have yet is no better off."""
    return entry.stage is None or entry.stage in UNANSWERED


def open_flags(of_room: Iterable[EventEntry] | None, of_here: Iterable[EventEntry]) -> list[EventEntry]:
    """The unanswered ones first, and the oldest of each first.

    The centre's word counts where it has one (``of_room``; None: it cannot be asked). What it does not have yet is added.
    """
    here = [entry for entry in of_here if _is_open_flag(entry)]
    if of_room is not None:
        waiting = [entry for entry in here if entry.way in (EventWay.SAVED, EventWay.REFUSED)]
        known = {entry.id: entry for entry in (*waiting, *(entry for entry in of_room if _is_open_flag(entry)))}
        here = list(known.values())
    return sorted(here, key=lambda entry: (not is_unanswered(entry), entry.at_utc))


def _is_open_flag(entry: EventEntry) -> bool:
    return entry.kind is EventKind.FLAG and is_open_entry(entry)
