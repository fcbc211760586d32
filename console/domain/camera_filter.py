"""Which cameras a person wants to see in lists: by kind, owner and condition; what is not chosen is not asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from console.domain.camera import CameraId
from console.domain.condition import Condition
from console.domain.directory_entry import DirectoryEntry


@dataclass(frozen=True)
class CameraFilter:
    """A camera passes with one of the chosen of each part."""

    kinds: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    conditions: frozenset[Condition] = frozenset()
    seen: Mapping[CameraId, Condition] = field(default_factory=dict)
    """What a console sees of some cameras, which goes before what the centre believes."""

    @property
    def active(self) -> bool:
        return self.count > 0

    @property
    def count(self) -> int:
        """How many things are chosen."""
        return len(self.kinds) + len(self.owners) + len(self.conditions)

    def with_kind(self, kind: str, *, chosen: bool) -> CameraFilter:
        return replace(self, kinds=self.kinds | {kind} if chosen else self.kinds - {kind})

    def with_owner(self, owner: str, *, chosen: bool) -> CameraFilter:
        return replace(self, owners=self.owners | {owner} if chosen else self.owners - {owner})

    def with_condition(self, condition: Condition, *, chosen: bool) -> CameraFilter:
        conditions = self.conditions | {condition} if chosen else self.conditions - {condition}
        return replace(self, conditions=conditions)

    def passes(self, entry: DirectoryEntry) -> bool:
        condition = self.seen.get(entry.camera.id, entry.believed)
        return (
            (not self.kinds or entry.camera.kind in self.kinds)
            and (not self.owners or entry.camera.owner in self.owners)
            and (not self.conditions or condition in self.conditions)
        )


EVERY_CAMERA = CameraFilter()


@dataclass(frozen=True)
class OfferedFilters:
    """What cameras can be chosen by, the commonest first, with how many there are."""

    kinds: tuple[tuple[str, int], ...] = ()
    owners: tuple[tuple[str, int], ...] = ()
