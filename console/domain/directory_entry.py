"""What lists, trees and search results show: a camera with its place and what the centre believes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from console.domain.area import AreaLevel
from console.domain.camera import Camera, DirectoryStatus
from console.domain.condition import Condition, ConditionCounts, believed


@dataclass(frozen=True)
class DirectoryEntry:
    """One camera as a person reads it."""

    camera: Camera
    status: DirectoryStatus
    place: str
    """Names from RT outwards, ``RT 3, RW 4, Krapyak, Semarang Barat``."""
    ever_seen: bool = True
    """False: the centre has never told since when it is as it is."""

    @property
    def believed(self) -> Condition:
        """What the centre says of it."""
        return believed(self.status, ever_seen=self.ever_seen)


@dataclass(frozen=True)
class AreaEntry:
    """One area of the tree with counts over everything inside it."""

    code: str
    name: str
    level: AreaLevel
    camera_count: int
    online_count: int
    offline_count: int = 0
    unknown_count: int = 0
    stale_count: int = 0

    @property
    def counts(self) -> ConditionCounts:
        """As the centre believes; who is in none of its counts was never seen."""
        told = self.online_count + self.offline_count + self.unknown_count + self.stale_count
        return {
            Condition.WORKING: self.online_count,
            Condition.STALE: self.stale_count,
            Condition.OFFLINE: self.offline_count,
            Condition.UNKNOWN: self.unknown_count,
            Condition.NEVER: max(0, self.camera_count - told),
        }


@dataclass(frozen=True)
class SiteEntry:
    """A site with more than one camera."""

    site_id: str
    name: str
    cameras: tuple[DirectoryEntry, ...]


def by_site(entries: Iterable[DirectoryEntry]) -> list[SiteEntry | DirectoryEntry]:
    """In their order; the cameras of one site together, where the first of them was, unless it is the only one."""
    sites: dict[str, list[DirectoryEntry]] = {}
    for entry in entries:
        sites.setdefault(entry.camera.site_id, []).append(entry)
    return [
        SiteEntry(site_id, site_name([one.camera.name for one in cameras]), tuple(cameras))
        if len(cameras) > 1
        else cameras[0]
        for site_id, cameras in sites.items()
    ]


def site_name(names: list[str]) -> str:
    """The words that all of its cameras begin with, as a site has no name of its own; else the first camera's name."""
    together: list[str] = []
    for words in zip(*(name.split() for name in names), strict=False):
        if len(set(words)) > 1:
            break
        together.append(words[0])
    return " ".join(together).rstrip(" ,;:-–") or names[0]
