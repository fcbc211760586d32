"""Questions about all cameras at once, answered from a list of entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from console.domain.area import contains, lineage
from console.domain.camera import CameraId, DirectoryStatus
from console.domain.camera_filter import CameraFilter, OfferedFilters
from console.domain.condition import Condition
from console.domain.directory_entry import DirectoryEntry

_COLUMNS = [DirectoryStatus.ONLINE, DirectoryStatus.OFFLINE, DirectoryStatus.UNKNOWN, DirectoryStatus.STALE]


class FakeFiltered:
    """Counts these entries."""

    def __init__(self, entries: Sequence[DirectoryEntry]) -> None:
        self._entries = entries

    def counts(self, wanted: CameraFilter) -> dict[str, tuple[int, int, int, int, int]]:
        counts: dict[str, list[int]] = {}
        for entry in self._entries:
            if wanted.passes(entry):
                for code in lineage(entry.camera.area_code):
                    of_area = counts.setdefault(code, [0, 0, 0, 0, 0])
                    of_area[0] += 1
                    of_area[1 + _COLUMNS.index(entry.status)] += 1
        return {code: (one[0], one[1], one[2], one[3], one[4]) for code, one in counts.items()}

    def offered(self) -> OfferedFilters:
        cameras = [entry.camera for entry in self._entries]
        kinds, owners = Counter(one.kind for one in cameras), Counter(one.owner for one in cameras)
        return OfferedFilters(tuple(kinds.most_common()), tuple(owners.most_common()))

    def of(self, cameras: Sequence[CameraId]) -> dict[CameraId, DirectoryEntry]:
        return {one.camera.id: one for one in self._entries if one.camera.id in cameras}

    def inside(
        self, areas: Sequence[str], cameras: Sequence[CameraId], wanted: CameraFilter, limit: int
    ) -> tuple[list[DirectoryEntry], int]:
        found = [
            one
            for one in self._entries
            if wanted.passes(one)
            and (one.camera.id in cameras or any(contains(area, one.camera.area_code) for area in areas))
        ]
        found.sort(
            key=lambda one: (wanted.seen.get(one.camera.id, one.believed) is not Condition.WORKING, one.camera.number)
        )
        return found[:limit], len(found)
