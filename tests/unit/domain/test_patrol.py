"""Patrols: who comes first, who more often, and what is said when a promise cannot be kept."""

from __future__ import annotations

from console.domain.camera import CameraId
from console.domain.patrol import MOST_WEIGHT, Emphasis, Incident, Patrol, PatrolNeed, weights_at

_CAMERAS = [CameraId(f"cam-{index}") for index in range(8)]


def test_who_has_waited_longest_comes_first_and_who_comes_back_last() -> None:
    patrol = Patrol(_CAMERAS, 3600, 10, 0)
    patrol.note(_CAMERAS[0], 0, dead=True)
    assert patrol.page(2, 0).cameras == (_CAMERAS[1], _CAMERAS[2])
    patrol.note(_CAMERAS[0], 5, dead=False)
    assert patrol.page(7, 10).cameras[:5] == tuple(_CAMERAS[3:])
    assert patrol.working == 8


def test_with_all_dead_it_still_shows_something_and_goes_on_with_the_first_that_comes_back() -> None:
    patrol = Patrol(_CAMERAS, 3600, 10, 0)
    patrol.look(lambda _camera: True, 0)
    assert patrol.page(2, 0).cameras == tuple(_CAMERAS[:2])
    assert patrol.longest_wait_s(50) == 0
    patrol.note(_CAMERAS[5], 10, dead=False)
    assert patrol.page(2, 10).cameras == (_CAMERAS[5],)


def test_a_camera_with_weight_is_shown_more_often() -> None:
    patrol = Patrol(_CAMERAS, 3600, 10, 0)
    patrol.set_weights({_CAMERAS[3]: 4, _CAMERAS[4]: 2})
    shown = [camera for step in range(300) for camera in patrol.page(1, step * 10).cameras]
    counts = {camera: shown.count(camera) for camera in _CAMERAS}
    assert counts[_CAMERAS[3]] > 1.5 * counts[_CAMERAS[4]] > 3 * counts[_CAMERAS[0]] > 0


def test_incidents_near_the_hour_count_more_and_the_night_more_in_the_night() -> None:
    camera, other = _CAMERAS[0], _CAMERAS[1]
    incidents = [Incident(camera, 1), Incident(other, 12)]
    assert weights_at(23, incidents, Emphasis.NIGHT) == {camera: 4, other: 2}
    assert weights_at(12, incidents, Emphasis.NIGHT) == {camera: 2, other: 3}
    assert weights_at(0, incidents, Emphasis.INCIDENTS) == {camera: 3, other: 2}
    assert weights_at(0, incidents, Emphasis.EVEN) == {}
    assert weights_at(1, [Incident(camera, 1)] * 50, Emphasis.NIGHT) == {camera: MOST_WEIGHT}


def test_an_impossible_promise_says_how_many_tiles_or_hours_it_would_take() -> None:
    need = PatrolNeed(cameras=10_700, tiles=4, step_s=10, hours=4)
    assert not need.is_possible
    assert need.tiles_needed == 8
    assert round(need.hours_needed, 1) == 7.4
