"""A call-up is timed to the first picture of the right camera, and the wait for a key picture is told apart."""

from __future__ import annotations

from itertools import pairwise

import pytest

from console.bench.callup import CallUpBench, answer_to, timetable
from console.bench.camera_log import CameraLog, Viewing
from console.bench.counter_watch import Seen
from console.farm.catalogue import clip_of

_MS = 1_000_000
_CAMERA = "traffic-001"
_CALL = {"camera": _CAMERA, "tile": 0, "at_s": 100.0}
_AT_NS = 100_000 * _MS
_CLIP = clip_of(_CAMERA, "sub").id


def test_no_call_is_for_the_camera_on_the_tile_and_scenes_differ() -> None:
    steps = timetable(CallUpBench())
    clips = [clip_of(step["camera"], "sub").id for step in steps]
    assert all(one != other for one, other in pairwise(clips))
    cold = [step["camera"] for step in steps[:20]]
    assert len(set(cold)) == 20
    assert {step["camera"] for step in steps[20:]} <= set(cold)
    assert [step["at_s"] for step in steps] == sorted(step["at_s"] for step in steps)


def test_cold_call_tells_the_wait_for_the_key_picture_apart() -> None:
    came = Viewing(f"{_CAMERA}/sub", _CLIP, _AT_NS + 20 * _MS, _AT_NS + 40 * _MS, _AT_NS + 500 * _MS)
    seen = [Seen(_AT_NS - 5, _CLIP, 3), Seen(_AT_NS + 10 * _MS, _CLIP + 1, 9), Seen(_AT_NS + 650 * _MS, _CLIP, 4)]
    answer = answer_to(_CALL, seen, CameraLog([came]))
    assert (answer.ms, answer.key_wait_ms, answer.connected_before) == (650, 500, False)


def test_kept_feed_needs_no_connection() -> None:
    old = Viewing(f"{_CAMERA}/sub", _CLIP, _AT_NS - 9_000 * _MS)
    answer = answer_to(_CALL, [Seen(_AT_NS + 60 * _MS, _CLIP, 4)], CameraLog([old]))
    assert (answer.ms, answer.connected_before) == (60, True)


def test_a_picture_that_never_came_is_no_good_figure() -> None:
    assert answer_to(_CALL, [], CameraLog([])).ms == pytest.approx(10_000)
