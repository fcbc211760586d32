"""A person's own lists of cameras: favourites, what was called up last, and groups; every change gives a new value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from console.domain.camera import CameraId
from console.domain.directory_entry import AreaEntry, DirectoryEntry

T = TypeVar("T")

FAVOURITES = "favourites"
RECENT = "recent"
MOST_RECENT = 50
MOST_KEPT = 500
"""Members of one list: more is no list that a person looks through."""
MOST_GROUPS = 100
LONGEST_NAME = 60


@dataclass(frozen=True)
class Kept:
    """A camera or an area as it was called when it was kept: that is shown when the directory has it no more."""

    is_area: bool
    id: str
    """Of the camera, or the code of the area."""
    name: str
    number: int = 0
    """Of a camera."""

    @classmethod
    def of(cls, place: DirectoryEntry | AreaEntry) -> Kept:
        if isinstance(place, AreaEntry):
            return cls(True, place.code, place.name)
        return cls(False, place.camera.id, place.camera.name, place.camera.number)

    @property
    def key(self) -> tuple[bool, str]:
        return self.is_area, self.id

    @property
    def camera_id(self) -> CameraId | None:
        return None if self.is_area else CameraId(self.id)


@dataclass(frozen=True)
class OwnList:
    """``name`` is empty for favourites and recent cameras."""

    id: str
    name: str
    members: tuple[Kept, ...] = ()

    def index(self, member: Kept) -> int | None:
        return next((row for row, one in enumerate(self.members) if one.key == member.key), None)


@dataclass(frozen=True)
class OwnCameras:
    """The lists of one person, in their order: favourites and recent cameras are always there."""

    lists: tuple[OwnList, ...] = (OwnList(FAVOURITES, ""), OwnList(RECENT, ""))

    @property
    def groups(self) -> tuple[OwnList, ...]:
        return tuple(one for one in self.lists if one.id not in (FAVOURITES, RECENT))

    def find(self, list_id: str) -> OwnList | None:
        return next((one for one in self.lists if one.id == list_id), None)

    def has(self, list_id: str, member: Kept) -> bool:
        found = self.find(list_id)
        return found is not None and found.index(member) is not None

    def added(self, list_id: str, members: Sequence[Kept], at: int | None = None) -> OwnCameras:
        """Those that are not in it yet, at the end or where they were; as many as it can hold."""
        found = self.find(list_id)
        if found is None:
            return self
        new = [member for member in members if found.index(member) is None]
        row = len(found.members) if at is None else at
        return self._with(replace(found, members=(*found.members[:row], *new, *found.members[row:])[:MOST_KEPT]))

    def removed(self, list_id: str, member: Kept) -> OwnCameras:
        found = self.find(list_id)
        if found is None:
            return self
        return self._with(replace(found, members=tuple(one for one in found.members if one.key != member.key)))

    def moved(self, list_id: str, member: Kept, steps: int) -> OwnCameras:
        """Up or down within its list; at the end it stays."""
        found = self.find(list_id)
        row = found.index(member) if found is not None else None
        if found is None or row is None:
            return self
        return self._with(replace(found, members=_moved(found.members, row, steps)))

    def called_up(self, member: Kept) -> OwnCameras:
        """The newest first, each once."""
        found = self.find(RECENT)
        others = [one for one in found.members if one.key != member.key] if found is not None else []
        return self._with(OwnList(RECENT, "", (member, *others)[:MOST_RECENT]))

    def with_group(self, group: OwnList, at: int | None = None) -> OwnCameras:
        """A new one at the end, or where it was."""
        if self.find(group.id) is not None or len(self.groups) >= MOST_GROUPS:
            return self
        row = len(self.lists) if at is None else at
        return replace(self, lists=(*self.lists[:row], group, *self.lists[row:]))

    def without_group(self, list_id: str) -> OwnCameras:
        return replace(self, lists=tuple(one for one in self.lists if one.id != list_id or one not in self.groups))

    def emptied(self, list_id: str) -> OwnCameras:
        found = self.find(list_id)
        return self if found is None else self._with(replace(found, members=()))

    def renamed(self, list_id: str, name: str) -> OwnCameras:
        found = self.find(list_id)
        return self if found is None else self._with(replace(found, name=name[:LONGEST_NAME]))

    def moved_group(self, list_id: str, steps: int) -> OwnCameras:
        """Among the groups, which follow the other lists."""
        groups = self.groups
        row = next((row for row, one in enumerate(groups) if one.id == list_id), None)
        if row is None:
            return self
        others = tuple(one for one in self.lists if one not in groups)
        return replace(self, lists=(*others, *_moved(groups, row, steps)))

    def name_is_free(self, name: str, but: str = "") -> bool:
        """Two groups of one name are told apart by nobody; ``but`` is the group that bears it already."""
        return all(one.name.casefold() != name.casefold() for one in self.groups if one.id != but)

    def _with(self, changed: OwnList) -> OwnCameras:
        return replace(self, lists=tuple(changed if one.id == changed.id else one for one in self.lists))


def _moved(rows: tuple[T, ...], row: int, steps: int) -> tuple[T, ...]:
    to = min(max(0, row + steps), len(rows) - 1)
    others = [*rows[:row], *rows[row + 1 :]]
    return (*others[:to], rows[row], *others[to:])
