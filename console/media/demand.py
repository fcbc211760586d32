"""What the workers shall do so that the wall gets what it wants: limits kept, no tile dark for another one's better picture.

A pure rule. Its answer goes to ``plan.steps``, which finds the steps that lead there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from console.domain.camera import FeedKey, FeedQuality
from console.domain.wall_plan import FeedLink, SurfaceId, WallPlan, WantedSurface
from console.media.admission import Admission


def no_links(_feed: FeedKey) -> Collection[FeedLink]:
    return ()


@dataclass(frozen=True)
class Needs:
    """What is wanted, and what is so."""

    wanted: WallPlan
    playable: Collection[FeedKey]
    shown: Mapping[SurfaceId, FeedKey] = field(default_factory=dict)
    """Whose pictures are on a surface now."""
    opened: Collection[FeedKey] = ()
    """What the workers hold."""
    live: Collection[FeedKey] = ()
    """Those of them that bring pictures."""
    kept: Sequence[FeedKey] = ()
    """To be connected without being shown, the likeliest first."""
    open_at_most: int = 1
    """So many kept feeds that are not open may be opened now."""
    links_of: Callable[[FeedKey], Collection[FeedLink]] = no_links


@dataclass(frozen=True)
class Demand:
    """What to do."""

    surfaces: WallPlan
    """What each surface is to show now, which may be the other feed of its camera."""
    staying: Mapping[SurfaceId, FeedKey]
    """Surfaces that go on showing their old feed until the first picture of the new one."""
    beside: Sequence[FeedKey]
    """Open without a surface, the most urgent first."""
    refused: Mapping[FeedKey, str]
    """Wanted feeds that a recorder or an uplink has no room for, and the code of which."""


def demand(needs: Needs) -> Demand:
    """First every surface gets a feed, then the better ones, then what still shows, then what may be needed next."""
    order = sorted(needs.wanted, key=lambda surface: -needs.wanted[surface].importance)
    wishes = {surface: needs.wanted[surface] for surface in order}
    admission = Admission(needs.links_of)
    for surface, wish in wishes.items():
        base = _base(surface, wish, needs)
        if base in needs.playable:
            admission.claim(base)
    for wish in wishes.values():
        if wish.feed in needs.playable:
            admission.claim(wish.feed)
    refused = dict(admission.refused)
    old = {surface: feed for surface, wish in wishes.items() if (feed := _old(surface, wish, needs)) is not None}
    for feed in old.values():
        admission.claim(feed)
    surfaces = {
        surface: replace(needs.wanted[surface], feed=feed)
        for surface in needs.wanted
        if (feed := _feed_now(surface, needs, admission.open)) is not None
    }
    needed = list(admission.open)
    _keep(needs, admission)
    shown = {wish.feed for wish in surfaces.values()}
    return Demand(
        surfaces=surfaces,
        staying={
            surface: feed
            for surface, feed in old.items()
            if feed in admission.open and surface in surfaces and surfaces[surface].feed != feed
        },
        beside=[feed for feed in (*needed, *list(admission.open)[len(needed) :]) if feed not in shown],
        refused={feed: code for feed, code in refused.items() if feed not in admission.open},
    )


def _base(surface: SurfaceId, wish: WantedSurface, needs: Needs) -> FeedKey:
    """The feed that the surface needs at least: the sub feed that is open already while main is yet to come."""
    other = wish.feed.other
    raises = wish.feed.quality_name == FeedQuality.MAIN.value
    if raises and other in needs.opened and needs.shown.get(surface) != wish.feed:
        return other
    return wish.feed


def _old(surface: SurfaceId, wish: WantedSurface, needs: Needs) -> FeedKey | None:
    """The other feed of the camera that is on the surface, and still comes in."""
    feed = needs.shown.get(surface)
    lasting = feed in needs.opened and feed in needs.playable
    return feed if feed is not None and feed == wish.feed.other and lasting else None


def _feed_now(surface: SurfaceId, needs: Needs, admitted: Collection[FeedKey]) -> FeedKey | None:
    """The wanted feed; the camera's other one where that may not be opened, or as a stand-in until it brings pictures."""
    wanted = needs.wanted[surface].feed
    other = wanted.other
    if wanted not in admitted or wanted not in needs.playable:
        return other if other in admitted else None
    stands_in = surface not in needs.shown and wanted not in needs.live and other in needs.live and other in admitted
    return other if stands_in else wanted


def _keep(needs: Needs, admission: Admission) -> None:
    """What is open and likely stays open; new ones only a few at once, and after everything that is shown."""
    room = needs.open_at_most
    for feed in needs.kept:
        if feed not in needs.playable or feed in admission.open:
            continue
        if feed in needs.opened:
            admission.claim(feed)
        elif room > 0 and admission.claim(feed):
            room -= 1
