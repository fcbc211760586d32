"""What there is of a stretch of time: the pictures that one file can hold, and the gaps between them. Pure rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from console.domain.footage import GapReason
from console.media.worker.picture_group import PictureGroup, RingUnit

LEAST_GAP_NS = 1_000_000_000
_USUAL_TIMES = 3.0
"""A camera of few pictures a second has no gap as long as its next one is not so many times later than usual."""


@dataclass(frozen=True)
class Wanted:
    """From when to when, in nanoseconds of the monotonic clock."""

    from_ns: int
    until_ns: int
    newest: bool
    """Of a stream that changed in between: what came after the change, else what came before it."""


@dataclass(frozen=True)
class Hole:
    """No picture arrived between these times."""

    start_ns: int
    end_ns: int
    reason: GapReason


@dataclass(frozen=True)
class Footage:
    """Begins with a key picture, which may lie before the stretch: without it nothing of it could be seen."""

    codec: str
    units: list[RingUnit]
    holes: list[Hole]

    def reaches(self, from_ns: int) -> bool:
        """Whether any of it lies within the stretch."""
        return bool(self.units) and self.units[-1].unit.arrival_ns >= from_ns


def covering(groups: Sequence[PictureGroup], from_ns: int) -> list[PictureGroup]:
    """The group that was going on then and all that follow."""
    first = next((at for at in reversed(range(len(groups))) if groups[at].arrival_ns(0) <= from_ns), 0)
    return list(groups[first:])


def footage(groups: Sequence[PictureGroup], wanted: Wanted, before: GapReason, after: GapReason) -> Footage:
    """``before`` and ``after``: why ``groups`` begin no sooner and end no later."""
    within = [group for group in covering(groups, wanted.from_ns) if group.arrival_ns(0) <= wanted.until_ns]
    kept = _of_one_kind(within, newest=wanted.newest)
    if not kept:
        return Footage("", [], [Hole(wanted.from_ns, wanted.until_ns, after)])
    if kept[0] is not within[0]:
        before = GapReason.CHANGED
    if kept[-1] is not within[-1]:
        after = GapReason.CHANGED
    taken = [
        (unit, group.gap_before if not index else GapReason.NO_PICTURES)
        for group in kept
        for index, unit in enumerate(group.units())
        if unit.unit.arrival_ns <= wanted.until_ns
    ]
    edges = [(unit.unit.arrival_ns, why) for unit, why in taken]
    return Footage(kept[0].codec, [unit for unit, _ in taken], _holes(edges, wanted, before, after))


def _of_one_kind(groups: Sequence[PictureGroup], *, newest: bool) -> list[PictureGroup]:
    """MP4 holds one set of parameters."""
    order = list(reversed(groups)) if newest else list(groups)
    count = next((at for at, group in enumerate(order) if _kind(group) != _kind(order[0])), len(order))
    kept = order[:count]
    return kept[::-1] if newest else kept


def _kind(group: PictureGroup) -> tuple[str, int]:
    return group.codec, group.epoch


def _holes(edges: Sequence[tuple[int, GapReason]], wanted: Wanted, before: GapReason, after: GapReason) -> list[Hole]:
    """``edges``: when each picture came, and why nothing came before it, should nothing have come for long."""
    times_ns = [at for at, _ in edges]
    least_ns = _least_ns(times_ns)
    marks = [(wanted.from_ns, before), *((at, why) for at, why in edges if at >= wanted.from_ns)]
    if times_ns[0] <= wanted.from_ns:
        # The stretch begins within the footage: what was there last counts, not the beginning of the stretch.
        marks[0] = (max(at for at in times_ns if at <= wanted.from_ns), before)
    else:
        marks[1] = (marks[1][0], before)
    marks.append((wanted.until_ns, after))
    return list(_between(marks, least_ns, wanted))


def _between(marks: Iterable[tuple[int, GapReason]], least_ns: int, wanted: Wanted) -> Iterable[Hole]:
    former_ns: int | None = None
    for at, why in marks:
        if former_ns is not None and at - former_ns > least_ns:
            yield Hole(max(former_ns, wanted.from_ns), at, why)
        former_ns = at


def _least_ns(times_ns: Sequence[int]) -> int:
    steps = [later - sooner for sooner, later in pairwise(times_ns)]
    return max(LEAST_GAP_NS, round(_USUAL_TIMES * median(steps))) if steps else LEAST_GAP_NS
