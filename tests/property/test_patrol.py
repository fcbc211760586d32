"""A patrol shows every working camera within the promised time, whatever dies, comes back and pauses meanwhile."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.camera import CameraId
from console.domain.patrol import HOUR_S, ROUND_SHARE, Emphasis, Incident, Patrol, PatrolNeed, weights_at

_DAY_S = 24 * HOUR_S


def test_a_day_over_a_whole_city_keeps_its_promise_with_dead_cameras_and_pauses() -> None:
    """10,700 cameras in four hours on twelve tiles, ten seconds each, with a quarter of the promised time paused."""
    rng = random.Random(7)
    cameras = [CameraId(f"cam-{index}") for index in range(10_700)]
    step_s, tiles, promised_s = 10.0, 12, 4 * HOUR_S
    assert PatrolNeed(len(cameras), tiles, step_s, 4).is_possible
    incidents = [Incident(rng.choice(cameras), rng.randrange(24)) for _index in range(600)]
    patrol = Patrol(cameras, promised_s, step_s, 0.0)
    waits_since = dict.fromkeys(cameras, 0.0)
    dead: set[CameraId] = set()
    shown: dict[CameraId, int] = dict.fromkeys(cameras, 0)
    now_s, longest_s, hour = 0.0, 0.0, -1
    while now_s < _DAY_S:
        if int(now_s // HOUR_S) != hour:
            hour = int(now_s // HOUR_S)
            patrol.set_weights(weights_at(hour, incidents, Emphasis.NIGHT))
        if rng.random() < 0.05:
            back = rng.sample(sorted(dead), len(dead) // 10)
            for camera in {*rng.sample(cameras, 40), *back}:
                is_dead = camera not in dead
                (dead.add if is_dead else dead.discard)(camera)
                patrol.note(camera, now_s, dead=is_dead)
                waits_since.pop(camera, None)
                if not is_dead:
                    waits_since[camera] = now_s
        for camera in patrol.page(tiles, now_s).cameras:
            assert camera not in dead
            shown[camera] += 1
            longest_s = max(longest_s, now_s - waits_since[camera])
            waits_since[camera] = now_s
        now_s += step_s
        if rng.random() < 0.01:
            now_s += 60.0
    longest_s = max(longest_s, *(now_s - since_s for since_s in waits_since.values()))
    assert longest_s <= promised_s
    assert all(shown.values())
    heaviest = {one.camera for one in incidents}
    quiet = [count for camera, count in shown.items() if camera not in heaviest]
    assert sum(shown[camera] for camera in heaviest) / len(heaviest) > 1.5 * sum(quiet) / len(quiet)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_working_camera_is_shown_within_the_promised_time(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 40), label="cameras")
    tiles = data.draw(st.integers(1, 6), label="tiles")
    cameras = [CameraId(f"cam-{index}") for index in range(count)]
    round_steps = -(-count // tiles)
    # Two steps for the page that is on and for the one that is planned ahead of it.
    promised_s = (data.draw(st.integers(round_steps, 3 * round_steps)) + 4) / ROUND_SHARE
    patrol = Patrol(cameras, promised_s, 1.0, 0.0)
    patrol.set_weights(data.draw(st.dictionaries(st.sampled_from(cameras), st.integers(1, 8))))
    waits_since = dict.fromkeys(cameras, 0.0)
    pause_s = promised_s * (1 - ROUND_SHARE) / 4
    pauses = 0
    now_s = 0.0
    for step in range(6 * round_steps + 40):
        changed = data.draw(st.sets(st.sampled_from(cameras), max_size=2)) if step % 3 == 0 else set()
        for camera in changed:
            is_dead = camera in waits_since
            patrol.note(camera, now_s, dead=is_dead)
            waits_since.pop(camera, None)
            if not is_dead:
                waits_since[camera] = now_s
        page = patrol.page(tiles, now_s).cameras
        assert page
        assert len(set(page)) == len(page)
        for camera in page:
            if waits_since:
                assert now_s - waits_since[camera] <= promised_s + 1e-6
                waits_since[camera] = now_s
        now_s += 1.0
        if pauses < 3 and step and step % (round_steps + 1) == 0:
            pauses += 1
            now_s += pause_s
    assert all(now_s - since_s <= promised_s + 1e-6 for since_s in waits_since.values())


@given(
    cameras=st.integers(1, 20_000),
    tiles=st.integers(1, 64),
    step_s=st.integers(3, 600),
    hours=st.integers(1, 24),
)
def test_what_is_said_to_be_needed_is_enough_and_not_more(cameras: int, tiles: int, step_s: int, hours: int) -> None:
    need = PatrolNeed(cameras, tiles, step_s, hours)
    assert PatrolNeed(cameras, need.tiles_needed, step_s, hours).is_possible
    assert need.tiles_needed == 1 or not PatrolNeed(cameras, need.tiles_needed - 1, step_s, hours).is_possible
    assert PatrolNeed(cameras, tiles, step_s, need.hours_needed + 1e-9).is_possible
    assert need.is_possible == (tiles >= need.tiles_needed)


def test_who_has_waited_before_it_began_comes_first_and_who_was_just_seen_last() -> None:
    seen, long_ago, never = (CameraId(name) for name in ("seen", "long-ago", "never"))
    patrol = Patrol([seen, long_ago, never], 4 * HOUR_S, 10.0, 0.0, {seen: 5.0, long_ago: 3_000.0, never: 4 * HOUR_S})
    assert patrol.longest_wait_s(0.0) == 4 * HOUR_S
    assert [patrol.page(1, now_s).cameras for now_s in (0.0, 10.0, 20.0)] == [(never,), (long_ago,), (seen,)]
