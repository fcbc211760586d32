"""A plan's steps lead from any actual to any wanted, and touch nothing that is right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId, FeedKey
from console.domain.wall_plan import SurfaceId, WallPlan, WantedSurface
from console.media.plan import Close, Drop, Holding, Limits, Open, Show, StartWorker, Step, after, steps

FEEDS = [FeedKey(CameraId(f"camera-{number}"), "sub") for number in range(12)]
PER_WORKER = 3

wishes = st.builds(WantedSurface, st.sampled_from(FEEDS), st.sampled_from([80, 160]), st.just(90))
plans = st.dictionaries(st.integers(0, 20).map(lambda number: SurfaceId(f"s{number}")), wishes, max_size=20)
playables = st.frozensets(st.sampled_from(FEEDS))


def carried_out(actual: dict[int, Holding], found: list[Step]) -> dict[int, Holding]:
    for step in found:
        if not isinstance(step, StartWorker):
            assert step.worker in actual, "a step for a worker that does not live"
        if isinstance(step, Show):
            assert step.wanted.feed in actual[step.worker].feeds, "shown before it is open"
        if isinstance(step, Close):
            shown = {wish.feed for wish in actual[step.worker].surfaces.values()}
            assert step.feed not in shown, "closed while it is shown"
        actual = after(actual, step)
    return actual


def go(
    actual: dict[int, Holding], plan: WallPlan, playable: frozenset[FeedKey], alone: frozenset[FeedKey]
) -> dict[int, Holding]:
    limits = Limits(PER_WORKER, max(actual, default=0) + 1, alone)
    return carried_out(actual, steps(plan, playable, actual, limits))


@given(st.lists(st.tuples(plans, playables, playables), max_size=5))
def test_any_wish_is_reached_from_any_actual(
    history: list[tuple[WallPlan, frozenset[FeedKey], frozenset[FeedKey]]],
) -> None:
    actual: dict[int, Holding] = {}
    for plan, playable, alone in history:
        actual = go(actual, plan, playable, alone)
        shown = {surface: wish for holding in actual.values() for surface, wish in holding.surfaces.items()}
        assert shown == {surface: wish for surface, wish in plan.items() if wish.feed in playable}
        feeds = [feed for holding in actual.values() for feed in holding.feeds]
        assert sorted(feeds) == sorted({wish.feed for wish in shown.values()})
        assert all(0 < len(holding.feeds) <= PER_WORKER for holding in actual.values())
        assert all({wish.feed for wish in holding.surfaces.values()} == holding.feeds for holding in actual.values())


@given(plans, playables, playables)
def test_nothing_is_done_twice(plan: WallPlan, playable: frozenset[FeedKey], alone: frozenset[FeedKey]) -> None:
    actual = go({}, plan, playable, alone)
    assert steps(plan, playable, actual, Limits(PER_WORKER, 100, alone)) == []


@given(plans, plans)
def test_a_feed_that_stays_wanted_stays_where_it_is(first: WallPlan, second: WallPlan) -> None:
    everything = frozenset(FEEDS)
    actual = go({}, first, everything, frozenset())
    found = steps(second, everything, actual, Limits(PER_WORKER, 100))
    stays = {wish.feed for wish in first.values()} & {wish.feed for wish in second.values()}
    assert not [step for step in found if isinstance(step, Open | Close) and step.feed in stays]
    unchanged = {surface for surface, wish in first.items() if second.get(surface) == wish}
    assert not [step for step in found if isinstance(step, Show | Drop) and step.surface in unchanged]


@given(plans)
def test_feeds_fill_as_few_workers_as_can_be(plan: WallPlan) -> None:
    actual = go({}, plan, frozenset(FEEDS), frozenset())
    assert len(actual) == -(-len({wish.feed for wish in plan.values()}) // PER_WORKER)


@given(plans, playables)
def test_a_suspect_is_placed_alone(plan: WallPlan, alone: frozenset[FeedKey]) -> None:
    actual = go({}, plan, frozenset(FEEDS), alone)
    assert all(len(holding.feeds) == 1 for holding in actual.values() if holding.feeds & alone)
