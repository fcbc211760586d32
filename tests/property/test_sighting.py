"""What is believed of a camera, whatever is said of it: nobody alone can take it down, and whoever sees it keeps it up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import DirectoryStatus
from console.domain.sighting import FRESH, LASTS, How, Sight, Sighting, Told, belief_of, doubted

NOW = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
DOWN = (DirectoryStatus.OFFLINE, DirectoryStatus.STALE)
AGES = st.floats(-3_600, 3 * 86_400).map(lambda seconds: timedelta(seconds=seconds))


@st.composite
def sightings(draw: st.DrawFn, watchers: tuple[str, ...] = ("satu", "dua", "tiga"), how: How = How.WATCHED) -> Sighting:
    at = NOW - draw(AGES)
    fresh = draw(st.none() | AGES.map(lambda age: NOW - age))
    since = at - abs(draw(AGES))
    sight = draw(st.sampled_from(Sight))
    return Sighting(
        draw(st.sampled_from(watchers)), how, sight, since, at, fresh, "camera.timeout", draw(st.booleans())
    )


TOLD = st.none() | st.builds(Told, st.sampled_from(DirectoryStatus), AGES.map(lambda age: NOW - age))
ONE_WATCHER = st.lists(sightings(("pembohong",)), max_size=8)
MANY = st.lists(sightings() | sightings(("centre",), How.PROBED), max_size=12)


@given(ONE_WATCHER, TOLD)
def test_one_watcher_alone_takes_no_camera_down(said: list[Sighting], told: Told | None) -> None:
    belief = belief_of(said, told, NOW)
    if belief is not None and belief.status in DOWN:
        assert (belief.how, belief.status) == (How.TOLD, told and told.status)


@given(MANY, TOLD)
def test_a_picture_that_anybody_saw_just_now_wins(said: list[Sighting], told: Told | None) -> None:
    seen = Sighting("satu", How.WATCHED, Sight.LIVE, NOW - FRESH, NOW, NOW - FRESH / 2)
    belief = belief_of([*said, seen], told, NOW)
    assert belief is not None
    assert belief.status is DirectoryStatus.ONLINE


@given(MANY, TOLD)
def test_who_sees_nothing_at_all_changes_nothing_with_failures(said: list[Sighting], told: Told | None) -> None:
    blind = [
        Sighting(f"buta-{number}", How.WATCHED, Sight.NO_CONNECTION, NOW, NOW, None, "camera.unreachable", sees=False)
        for number in range(5)
    ]
    assert belief_of([*said, *blind], told, NOW) == belief_of(said, told, NOW)


@given(MANY, TOLD)
def test_the_order_in_which_words_come_does_not_matter(said: list[Sighting], told: Told | None) -> None:
    one, other = belief_of(said, told, NOW), belief_of(said[::-1], told, NOW)
    assert (one and (one.status, one.how, one.at_utc)) == (other and (other.status, other.how, other.at_utc))


@given(MANY, TOLD)
def test_nothing_of_the_future_and_nothing_outlived_is_believed(said: list[Sighting], told: Told | None) -> None:
    belief = belief_of(said, told, NOW)
    if belief is not None and belief.how is not How.TOLD:
        assert NOW - LASTS < belief.at_utc <= NOW


@given(TOLD)
def test_a_source_is_believed_where_nobody_measured_and_only_there(told: Told | None) -> None:
    belief = belief_of([], told, NOW)
    assert (belief and belief.status) == (told and told.status)
    measured = Sighting("centre", How.PROBED, Sight.LIVE, NOW, NOW - LASTS / 2, NOW - LASTS / 2)
    believed = belief_of([measured], told, NOW)
    assert believed is not None
    assert (believed.status, believed.how) == (DirectoryStatus.ONLINE, How.PROBED)


def _failing(watcher: str, ago_s: float, sight: Sight = Sight.NO_CONNECTION, how: How = How.WATCHED) -> Sighting:
    at = NOW - timedelta(seconds=ago_s)
    return Sighting(watcher, how, sight, at, at, None, "camera.timeout")


def test_two_who_see_others_take_it_down_together_and_not_an_hour_apart() -> None:
    together = belief_of([_failing("satu", 10), _failing("dua", 60)], None, NOW)
    assert together is not None
    assert together.status is DirectoryStatus.OFFLINE
    assert belief_of([_failing("satu", 10), _failing("dua", 3_600)], None, NOW) is None


def test_two_words_of_one_account_are_one_word() -> None:
    assert belief_of([_failing("satu", 10), _failing("satu", 20)], None, NOW) is None


def test_an_old_picture_is_surer_than_none() -> None:
    belief = belief_of([_failing("satu", 10), _failing("dua", 20, Sight.SAME_PICTURE)], None, NOW)
    assert belief is not None
    assert belief.status is DirectoryStatus.STALE


def test_a_probe_that_failed_is_believed_until_somebody_sees_the_camera_again() -> None:
    probe = _failing("centre", 600, how=How.PROBED)
    before = Sighting("satu", How.WATCHED, Sight.LIVE, NOW, NOW, NOW - timedelta(seconds=900))
    after = Sighting("satu", How.WATCHED, Sight.LIVE, NOW, NOW, NOW - timedelta(seconds=300))
    down, up = belief_of([probe, before], None, NOW), belief_of([probe, after], None, NOW)
    assert (down and down.status, up and up.status) == (DirectoryStatus.OFFLINE, DirectoryStatus.ONLINE)


def test_one_who_fails_with_a_camera_that_nobody_sees_makes_it_doubted() -> None:
    assert doubted([_failing("satu", 5)], NOW)
    seen = Sighting("dua", How.WATCHED, Sight.LIVE, NOW, NOW, NOW - timedelta(seconds=5))
    assert not doubted([_failing("satu", 5), seen], NOW)
    assert not doubted([_failing("satu", 3_600)], NOW)
