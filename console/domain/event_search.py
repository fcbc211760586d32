"""Which bookmarks and flags a person looks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from console.domain.event import EventEntry, EventKind, is_open_entry


class EventShow(Enum):
    """What of all events is shown."""

    ALL = "all"
    OPEN_FLAGS = "open_flags"
    FLAGS = "flags"
    BOOKMARKS = "bookmarks"
    ROOM_FLAGS = "room_flags"
    """Of everybody within the scope: the flags that have not ended, as the centre has them."""
    ROOM_BOOKMARKS = "room_bookmarks"
    """Of everybody within the scope."""

    @property
    def of_room(self) -> bool:
        return self in (EventShow.ROOM_FLAGS, EventShow.ROOM_BOOKMARKS)


@dataclass(frozen=True)
class EventQuery:
    """What was typed and chosen."""

    show: EventShow = EventShow.ALL
    typed: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.typed.casefold().split())


_KINDS = {
    EventShow.FLAGS: EventKind.FLAG,
    EventShow.BOOKMARKS: EventKind.BOOKMARK,
    EventShow.ROOM_FLAGS: EventKind.FLAG,
    EventShow.ROOM_BOOKMARKS: EventKind.BOOKMARK,
}


def is_shown(entry: EventEntry, show: EventShow) -> bool:
    if show is EventShow.OPEN_FLAGS:
        return entry.kind is EventKind.FLAG and is_open_entry(entry)
    return show is EventShow.ALL or entry.kind is _KINDS[show]


def says_all(words: Iterable[str], said: Iterable[str]) -> bool:
    """True where every word stands somewhere in what is said; ``#tag`` is a tag or the beginning of one."""
    text = " ".join(said).casefold()
    return all(word in text for word in words)


def sayings(entry: EventEntry) -> list[str]:
    """What of the event itself can be found; tags with their sign, so that ``#`` finds only them."""
    tags = [f"#{tag}" for tag in entry.tags]
    return [entry.note, entry.number, entry.category, entry.operator, entry.officer_name, entry.officer_number, *tags]
