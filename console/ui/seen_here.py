"""What this console sees of cameras on its own tiles, and what that changes in what the centre believes; no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from console.domain.area import lineage
from console.domain.camera import CameraId
from console.domain.camera_filter import EVERY_CAMERA, CameraFilter
from console.domain.condition import Condition, ConditionCounts, overruled, shifted
from console.domain.directory_entry import DirectoryEntry, SiteEntry
from console.domain.feed_state import FeedState
from console.domain.own_entry import OwnListEntry
from console.widgets.lists.place_words import Counted, counts_of_list

_Seen = dict[CameraId, tuple[DirectoryEntry, Condition]]


class SeenHere:
    """A wall has a hundred tiles, so this is reckoned anew whenever one changes, and rows only look it up."""

    def __init__(self) -> None:
        self._seen: _Seen = {}
        self._shifts: dict[str, Counter[Condition]] = {}
        self._filter = EVERY_CAMERA

    @property
    def wanted(self) -> CameraFilter:
        """The filter with what is seen here now, as far as it asks for conditions."""
        return replace(self._filter, seen=self.overruled()) if self._filter.conditions else self._filter

    @property
    def wanted_now(self) -> CameraFilter:
        """The filter with everything that is seen here now."""
        return replace(self._filter, seen=self.overruled())

    def set_filter(self, wanted: CameraFilter) -> None:
        """The counts are of such cameras only."""
        self._filter = wanted
        self._shifts = _shifts(self._seen, wanted)

    def look(
        self,
        tiles: Iterable[tuple[CameraId | None, FeedState | None]],
        entry_of: Callable[[CameraId], DirectoryEntry | None],
    ) -> bool:
        """True when that changes anything."""
        states: dict[CameraId, list[FeedState]] = {}
        for camera, state in tiles:
            # A closed camera shows nothing that could be said of it.
            if camera is not None and state is not None:
                states.setdefault(camera, []).append(state)
        seen: _Seen = {}
        for camera, of_camera in states.items():
            entry = entry_of(camera)
            if entry is not None and (now := overruled(entry.believed, tuple(of_camera))) is not entry.believed:
                seen[camera] = entry, now
        if seen == self._seen:
            return False
        self._seen = seen
        self._shifts = _shifts(seen, self._filter)
        return True

    def overruled(self) -> dict[CameraId, Condition]:
        """The cameras of which this console knows better than the centre."""
        return {camera: condition for camera, (_entry, condition) in self._seen.items()}

    def condition(self, entry: DirectoryEntry) -> Condition:
        known = self._seen.get(entry.camera.id)
        return entry.believed if known is None else known[1]

    def counts(self, place: Counted) -> ConditionCounts:
        """Over everything inside."""
        if isinstance(place, SiteEntry):
            return Counter(self.condition(entry) for entry in place.cameras)
        if isinstance(place, OwnListEntry):
            return counts_of_list(place, self.condition, self.counts)
        shifts = self._shifts.get(place.code)
        return place.counts if shifts is None else shifted(place.counts, shifts)


def _shifts(seen: _Seen, wanted: CameraFilter) -> dict[str, Counter[Condition]]:
    """Under a filter only of the cameras that are counted at all."""
    wanted = replace(wanted, seen={camera: condition for camera, (_entry, condition) in seen.items()})
    shifts: dict[str, Counter[Condition]] = {}
    for entry, condition in seen.values():
        if not wanted.passes(entry):
            continue
        for code in lineage(entry.camera.area_code):
            shift = shifts.setdefault(code, Counter())
            shift[entry.believed] -= 1
            shift[condition] += 1
    return shifts
