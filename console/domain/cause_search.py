"""Finds what cameras that are down have in common: the narrowest group that explains all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from console.domain.cause import CauseKind, CauseLine, CauseRule, Group, Standing

_ORDER = {kind: place for place, kind in enumerate(CauseKind)}


@dataclass(frozen=True)
class Found:
    """A group whose cameras fell together."""

    group: Group
    cameras: frozenset[str]
    since_utc: datetime
    line: UUID | None = None
    """It is open already."""
    inner: tuple[Found, ...] = ()
    """Narrower ones that it explains too."""

    @property
    def place(self) -> int:
        return _ORDER[self.group[0]]

    def within(self) -> Iterator[Found]:
        """Everything narrower that it explains, at any depth."""
        for one in self.inner:
            yield one
            yield from one.within()


def search(standing: Standing, rule: CauseRule, open_lines: Iterable[CauseLine]) -> list[Found]:
    """Groups that are to be lines and are none yet; no camera is in two of them or in an open line that stays.

    A wider group takes narrower ones over only if the rule holds for what it has beside the largest of them: a kelurahan whose
    uplink fell is no outage of the kelurahan because one more camera in it is down.
    """
    found = _Search(standing, rule)
    for line in open_lines:
        found.claim(Found(line.group, frozenset(line.cameras & standing.down.keys()), line.since_utc, line.id))
    for kind in CauseKind:
        for group, fallen in found.fallen_of(kind):
            # What falls later joins the line that is open; what fell before was no part of it then and is none now.
            one = None if found.has(group) else found.explained(group, fallen)
            if one is not None:
                found.claim(one)
    return found.new()


class _Search:
    def __init__(self, standing: Standing, rule: CauseRule) -> None:
        self._standing = standing
        self._rule = rule
        self._part_of: dict[str, Found] = {}
        self._found: dict[Group, Found] = {}
        self._fallen: dict[Group, list[str]] = defaultdict(list)
        self._known: Counter[Group] = Counter()
        for camera in standing.down:
            for group in standing.groups.get(camera, ()):
                self._fallen[group].append(camera)
        self._count_known()

    def _count_known(self) -> None:
        # Groups with too few that fell need no count: in a calm city that is nearly all of them.
        asked = {group for group, fallen in self._fallen.items() if len(fallen) >= self._rule.least_cameras}
        if not asked:
            return
        for group in asked:
            self._known[group] = len(self._fallen[group])
        for camera in self._standing.working:
            for group in self._standing.groups.get(camera, ()):
                if group in asked:
                    self._known[group] += 1

    def fallen_of(self, kind: CauseKind) -> list[tuple[Group, list[str]]]:
        return sorted(
            (one for one in self._fallen.items() if one[0] in self._known and one[0][0] is kind), key=_by_name
        )

    def claim(self, one: Found) -> None:
        for inner in one.inner:
            self._found.pop(inner.group, None)
        self._found[one.group] = one
        for camera in one.cameras:
            self._part_of[camera] = one

    def has(self, group: Group) -> bool:
        return group in self._found

    def new(self) -> list[Found]:
        return [one for one in self._found.values() if one.line is None]

    def explained(self, group: Group, fallen: list[str]) -> Found | None:
        """None where the rule does not hold, or the group says no more than a narrower one."""
        parts = self._parts(group, fallen)
        free = [camera for camera in fallen if (part := self._part_of.get(camera)) is None or part.group in parts]
        known = self._known[group] - (len(fallen) - len(free))
        begun = self._beginning(free, known)
        if begun is None:
            return None
        since, worked = begun
        late = since + self._rule.window
        taken = {key: part for key, part in parts.items() if since <= self._first(part) <= late}
        down = self._standing.down
        cameras = [camera for camera in free if down[camera] >= since]
        kept = [one for one in cameras if (part := self._part_of.get(one)) is None or part.group in taken]
        worked -= len(cameras) - len(kept)
        largest = max((len(part.cameras) for part in taken.values()), default=0)
        if not self._rule.holds(len(kept) - largest, worked - largest):
            return None
        return Found(group, frozenset(kept), min(down[one] for one in kept), inner=tuple(taken.values()))

    def _parts(self, group: Group, fallen: list[str]) -> dict[Group, Found]:
        """The narrower ones that lie wholly inside."""
        counts = Counter(part.group for camera in fallen if (part := self._part_of.get(camera)) is not None)
        place = _ORDER[group[0]]
        parts = {key: self._found[key] for key in counts}
        return {key: part for key, part in parts.items() if part.place < place and len(part.cameras) == counts[key]}

    def _first(self, part: Found) -> datetime:
        return min(self._standing.down[camera] for camera in part.cameras)

    def _beginning(self, fallen: list[str], known: int) -> tuple[datetime, int] | None:
        """The start of the window in which most fell, and how many worked until then; None where the rule holds in none."""
        times = sorted(self._standing.down[camera] for camera in fallen)
        best, most, end = None, 0, 0
        for start, since in enumerate(times):
            while end < len(times) and times[end] <= since + self._rule.window:
                end += 1
            if end - start > most and self._rule.holds(end - start, known - start):
                best, most = (since, known - start), end - start
        return best


def _by_name(one: tuple[Group, list[str]]) -> str:
    return one[0][1]
