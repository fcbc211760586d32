"""The one place that decides which worker shows what: wanted and actual in, steps out; no side effects."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from console.domain.camera import FeedKey
from console.domain.wall_plan import SurfaceId, WallPlan, WantedSurface

WorkerNumber: TypeAlias = int

_NONE: Mapping[SurfaceId, FeedKey] = MappingProxyType({})


@dataclass(frozen=True)
class Holding:
    """What one worker was told to do."""

    feeds: frozenset[FeedKey] = frozenset()
    surfaces: Mapping[SurfaceId, WantedSurface] = field(default_factory=dict)


@dataclass(frozen=True)
class StartWorker:
    """A worker of a new number."""

    worker: WorkerNumber


@dataclass(frozen=True)
class StopWorker:
    """A worker that holds nothing any more."""

    worker: WorkerNumber


@dataclass(frozen=True)
class Open:
    """Connect a worker to a feed."""

    worker: WorkerNumber
    feed: FeedKey


@dataclass(frozen=True)
class Close:
    """Disconnect a worker from a feed."""

    worker: WorkerNumber
    feed: FeedKey


@dataclass(frozen=True)
class Show:
    """Show an open feed of the worker on a surface, or at another size."""

    worker: WorkerNumber
    surface: SurfaceId
    wanted: WantedSurface


@dataclass(frozen=True)
class Drop:
    """Stop showing a surface."""

    worker: WorkerNumber
    surface: SurfaceId


Step: TypeAlias = StartWorker | StopWorker | Open | Close | Show | Drop


@dataclass(frozen=True)
class Limits:
    """What a plan must keep."""

    feeds_per_worker: int
    next_number: WorkerNumber
    """Numbers from here on were never used."""
    alone: Collection[FeedKey] = ()
    """Feeds that are suspected of killing their workers: each gets one for itself."""


def steps(
    wanted: WallPlan,
    playable: Collection[FeedKey],
    actual: Mapping[WorkerNumber, Holding],
    limits: Limits,
    *,
    staying: Mapping[SurfaceId, FeedKey] = _NONE,
    beside: Sequence[FeedKey] = (),
) -> list[Step]:
    """What to do, in order, so that ``actual`` becomes ``wanted``; nothing that is right already is touched.

    Feeds that are not ``playable`` (no address yet, quarantined) are left out, and their surfaces with them.
    Surfaces ``staying`` with another feed of their camera go on showing it where they do. Feeds ``beside`` are open
    without a surface; they come after all that are shown, in their order.
    """
    shown = {surface: wish for surface, wish in wanted.items() if wish.feed in playable}
    needed = {wish.feed for wish in shown.values()}
    feeds = needed | {feed for feed in beside if feed in playable}
    homes = {feed: worker for worker, holding in actual.items() for feed in holding.feeds if feed in feeds}
    drops: list[Step] = [
        Drop(worker, surface)
        for worker, holding in sorted(actual.items())
        for surface, wish in holding.surfaces.items()
        if surface not in shown
        or homes.get(wish.feed) != worker
        or not _may_stay(shown[surface], wish, staying.get(surface))
    ]
    closes: list[Step] = [
        Close(worker, feed) for worker, holding in sorted(actual.items()) for feed in sorted(holding.feeds - feeds)
    ]
    late = [feed for feed in dict.fromkeys(beside) if feed in feeds - needed - homes.keys()]
    opens, later = _split(_placed([*sorted(needed - homes.keys()), *late], homes, actual, limits), late)
    shows: list[Step] = [
        Show(homes[wish.feed], surface, wish)
        for surface, wish in shown.items()
        if _holding(actual, homes[wish.feed]).surfaces.get(surface) != wish
    ]
    stops: list[Step] = [StopWorker(worker) for worker in sorted(actual) if worker not in homes.values()]
    return [*drops, *closes, *opens, *shows, *later, *stops]


def after(actual: Mapping[WorkerNumber, Holding], step: Step) -> dict[WorkerNumber, Holding]:
    """``actual`` once ``step`` was done."""
    held = dict(actual)
    holding = _holding(actual, step.worker)
    match step:
        case StartWorker():
            held[step.worker] = Holding()
        case StopWorker():
            del held[step.worker]
        case Open(feed=feed):
            held[step.worker] = Holding(holding.feeds | {feed}, holding.surfaces)
        case Close(feed=feed):
            held[step.worker] = Holding(holding.feeds - {feed}, holding.surfaces)
        case Show(surface=surface, wanted=wish):
            held[step.worker] = Holding(holding.feeds, {**holding.surfaces, surface: wish})
        case Drop(surface=surface):
            left = {known: wish for known, wish in holding.surfaces.items() if known != surface}
            held[step.worker] = Holding(holding.feeds, left)
    return held


def _placed(
    homeless: list[FeedKey],
    homes: dict[FeedKey, WorkerNumber],
    actual: Mapping[WorkerNumber, Holding],
    limits: Limits,
) -> list[Step]:
    """Gives every feed a home (in ``homes`` too): the first worker with room, else a new one."""
    load = dict.fromkeys(sorted(actual), 0)
    for worker in homes.values():
        load[worker] += 1
    for feed in homes.keys() & set(limits.alone):
        load[homes[feed]] = limits.feeds_per_worker
    placed: list[Step] = []
    number = limits.next_number
    for feed in homeless:
        needs = limits.feeds_per_worker if feed in limits.alone else 1
        home = next((worker for worker, count in load.items() if count + needs <= limits.feeds_per_worker), None)
        if home is None:
            home, number = number, number + 1
            load[home] = 0
            placed.append(StartWorker(home))
        load[home] += needs
        homes[feed] = home
        placed.append(Open(home, feed))
    return placed


def _may_stay(wanted: WantedSurface, held: WantedSurface, staying: FeedKey | None) -> bool:
    return held.feed in (wanted.feed, staying)


def _split(opens: list[Step], late: Collection[FeedKey]) -> tuple[list[Step], list[Step]]:
    """Before and from the first of ``late`` on, with the worker that is started for it."""
    cut = next((at for at, step in enumerate(opens) if isinstance(step, Open) and step.feed in late), len(opens))
    if 0 < cut < len(opens) and isinstance(opens[cut - 1], StartWorker):
        cut -= 1
    return opens[:cut], opens[cut:]


def _holding(actual: Mapping[WorkerNumber, Holding], worker: WorkerNumber) -> Holding:
    return actual.get(worker) or Holding()
