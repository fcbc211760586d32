"""Limits are never exceeded, the shown come before the kept, nothing goes dark for a better picture, nothing is restarted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.wall_plan import FeedLink, LinkKind, SurfaceId, WallPlan, WantedSurface
from console.media.demand import Demand, Needs, demand
from console.media.plan import Close, Drop, Holding, Limits, Open, Show, Step, after, steps

CAMERAS = [CameraId(f"camera-{number}") for number in range(8)]
FEEDS = [FeedKey.of(camera, quality) for camera in CAMERAS for quality in FeedQuality]
LINKS = {
    feed: (
        FeedLink(LinkKind.RECORDER, f"nvr-{int(feed.camera_id[-1]) // 3}", 3),
        FeedLink(LinkKind.UPLINK, f"line-{int(feed.camera_id[-1]) // 5}", 4),
    )
    for feed in FEEDS
}
A_SUB, A_MAIN = (FeedKey.of(CAMERAS[0], quality) for quality in FeedQuality)
TILE = SurfaceId("tile")

wishes = st.builds(WantedSurface, st.sampled_from(FEEDS), st.just(160), st.just(90), importance=st.integers(0, 5))
plans = st.dictionaries(st.integers(0, 12).map(lambda number: SurfaceId(f"s{number}")), wishes, max_size=12)
some = st.lists(st.sampled_from(FEEDS), unique=True)
needs_of_any_kind = st.builds(
    Needs,
    wanted=plans,
    playable=some.map(frozenset),
    shown=st.dictionaries(st.integers(0, 12).map(lambda number: SurfaceId(f"s{number}")), st.sampled_from(FEEDS)),
    opened=some.map(frozenset),
    live=some.map(frozenset),
    kept=some,
    open_at_most=st.integers(0, 3),
    links_of=st.just(LINKS.__getitem__),
)


def open_in(answer: Demand) -> set[FeedKey]:
    return {wish.feed for wish in answer.surfaces.values()} | set(answer.beside)


@given(needs_of_any_kind)
def test_no_link_carries_more_than_it_may(needs: Needs) -> None:
    used = Counter(link for feed in open_in(demand(needs)) for link in LINKS[feed])
    assert all(count <= link.most_feeds for link, count in used.items())


@given(needs_of_any_kind)
def test_only_what_can_be_played_is_open_and_each_surface_shows_its_own_camera(needs: Needs) -> None:
    answer = demand(needs)
    assert open_in(answer) <= set(needs.playable)
    for surface, wish in answer.surfaces.items():
        assert wish.feed.camera_id == needs.wanted[surface].feed.camera_id


@given(needs_of_any_kind, some)
def test_what_is_kept_takes_nothing_from_what_is_shown(needs: Needs, other: list[FeedKey]) -> None:
    one, two = demand(needs), demand(replace(needs, kept=other))
    assert one.surfaces == two.surfaces
    assert one.staying == two.staying


@given(needs_of_any_kind)
def test_kept_feeds_are_opened_few_at_a_time_and_in_their_order(needs: Needs) -> None:
    without = open_in(demand(replace(needs, kept=())))
    new = [feed for feed in demand(needs).beside if feed not in without and feed not in needs.opened]
    assert len(new) <= needs.open_at_most
    assert new == [feed for feed in needs.kept if feed in new]


@given(needs_of_any_kind)
def test_a_wish_is_refused_only_by_a_full_link(needs: Needs) -> None:
    answer = demand(needs)
    used = Counter(link for feed in open_in(answer) for link in LINKS[feed])
    for feed in answer.refused:
        assert feed not in open_in(answer)
        assert any(used[link] == link.most_feeds for link in LINKS[feed])


@given(plans)
def test_without_limits_everything_wanted_is_shown_as_it_is_wanted(plan: WallPlan) -> None:
    answer = demand(Needs(plan, FEEDS))
    assert (answer.surfaces, answer.beside, answer.refused) == (plan, [], {})


@given(st.lists(plans, max_size=6))
def test_once_all_is_shown_nothing_is_done_any_more(history: list[WallPlan]) -> None:
    actual: dict[int, Holding] = {}
    for plan in history:
        shown: dict[SurfaceId, FeedKey] = {}
        for _ in range(6):
            found, actual = step(plan, shown, actual)
            shown = {surface: wish.feed for surface, wish in found.surfaces.items()}
        last = demand(needs_now(plan, shown, actual))
        assert steps_of(last, actual) == []


@given(plans)
def test_a_change_of_feed_shows_the_new_before_it_drops_the_old(plan: WallPlan) -> None:
    old = {surface: replace(wish, feed=other(wish.feed)) for surface, wish in plan.items()}
    actual: dict[int, Holding] = {}
    for one in steps_of(demand(Needs(old, FEEDS)), actual):
        actual = after(actual, one)
    shown = {surface: wish.feed for surface, wish in old.items()}
    opened = set(shown.values())
    found = steps_of(demand(Needs(plan, FEEDS, shown, opened, opened)), actual)
    assert not [one for one in found if isinstance(one, Drop | Close)]
    assert {one.surface for one in found if isinstance(one, Show)} == set(plan)


def test_the_most_important_gets_the_last_place() -> None:
    plan = {
        SurfaceId(f"s{number}"): WantedSurface(FeedKey.of(CAMERAS[number], FeedQuality.SUB), 1, 1, importance=number)
        for number in range(3)
    }
    one = (FeedLink(LinkKind.RECORDER, "nvr", 1),)
    answer = demand(Needs(plan, FEEDS, links_of=lambda _feed: one))
    assert set(answer.surfaces) == {SurfaceId("s2")}
    assert set(answer.refused.values()) == {"media.recorder_busy"}


def test_a_better_picture_takes_no_place_from_another_tile() -> None:
    two = (FeedLink(LinkKind.UPLINK, "line", 2),)
    b_sub = FeedKey.of(CAMERAS[1], FeedQuality.SUB)
    plan = {TILE: WantedSurface(A_MAIN, 9, 9, importance=9), SurfaceId("b"): WantedSurface(b_sub, 1, 1)}
    needs = Needs(plan, FEEDS, {TILE: A_SUB, SurfaceId("b"): b_sub}, [A_SUB, b_sub], links_of=lambda _feed: two)
    answer = demand(needs)
    assert {surface: wish.feed for surface, wish in answer.surfaces.items()} == {TILE: A_SUB, SurfaceId("b"): b_sub}
    assert answer.refused == {A_MAIN: "media.uplink_busy"}


def test_an_open_sub_feed_stands_in_until_main_brings_pictures() -> None:
    needs = Needs({TILE: WantedSurface(A_MAIN, 9, 9)}, FEEDS, {}, [A_SUB], [A_SUB])
    assert demand(needs).surfaces[TILE].feed == A_SUB
    assert demand(needs).beside == [A_MAIN]
    later = demand(replace(needs, shown={TILE: A_SUB}, opened=[A_SUB, A_MAIN]))
    assert (later.surfaces[TILE].feed, later.staying) == (A_MAIN, {TILE: A_SUB})
    done = demand(replace(needs, shown={TILE: A_MAIN}, opened=[A_SUB, A_MAIN], live=[A_SUB, A_MAIN]))
    assert (done.surfaces[TILE].feed, done.staying, done.beside) == (A_MAIN, {}, [])


def other(feed: FeedKey) -> FeedKey:
    return next(one for one in FEEDS if one.camera_id == feed.camera_id and one != feed)


def needs_now(plan: WallPlan, shown: dict[SurfaceId, FeedKey], actual: dict[int, Holding]) -> Needs:
    opened = {feed for holding in actual.values() for feed in holding.feeds}
    return Needs(plan, FEEDS, shown, opened, opened, links_of=LINKS.__getitem__)


def steps_of(answer: Demand, actual: dict[int, Holding]) -> list[Step]:
    limits = Limits(3, max(actual, default=0) + 1)
    return steps(answer.surfaces, FEEDS, actual, limits, staying=answer.staying, beside=answer.beside)


def step(
    plan: WallPlan, shown: dict[SurfaceId, FeedKey], actual: dict[int, Holding]
) -> tuple[Demand, dict[int, Holding]]:
    answer = demand(needs_now(plan, shown, actual))
    found = steps_of(answer, actual)
    late = [at for at, one in enumerate(found) if isinstance(one, Open) and one.feed in answer.beside]
    assert all(not isinstance(one, Show) for one in found[late[0] :]) if late else True
    for one in found:
        actual = after(actual, one)
    return answer, actual
