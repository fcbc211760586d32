"""A person's own list as the tree shows it: with what the directory says of its members now."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.domain.own_cameras import Kept


@dataclass(frozen=True)
class GoneEntry:
    """A camera or an area that the directory does not have; what it was called is known."""

    kept: Kept


OwnMember = DirectoryEntry | AreaEntry | GoneEntry


@dataclass(frozen=True)
class OwnListEntry:
    """``name`` is empty for favourites and recent cameras."""

    id: str
    name: str
    members: tuple[OwnMember, ...]
