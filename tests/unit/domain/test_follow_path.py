"""The path of who was followed: every camera with its times; back along the way, and never an end before its beginning."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId
from console.domain.follow_path import FollowPath, Leg

_BEGIN = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
A, B, C = (CameraId(name) for name in "abc")


def _at(seconds: float) -> datetime:
    return _BEGIN + timedelta(seconds=seconds)


def test_back_goes_along_the_way_and_is_written_down_too() -> None:
    path = FollowPath.begun(A, _at(0)).stepped(B, _at(10)).stepped(C, _at(30))
    assert path.before == B
    path = path.stepped_back(_at(40))
    assert (path.camera, path.before) == (B, A)
    path = path.stepped_back(_at(50)).stepped_back(_at(60)).ended(_at(70))
    assert path.legs == (
        Leg(A, _at(0), _at(10)),
        Leg(B, _at(10), _at(30)),
        Leg(C, _at(30), _at(40)),
        Leg(B, _at(40), _at(50)),
        Leg(A, _at(50), _at(70)),
    )
    assert (path.cameras, path.before) == ((A, B, C), None)


def test_a_step_to_the_same_camera_is_none() -> None:
    path = FollowPath.begun(A, _at(0))
    assert path.stepped(A, _at(5)) == path


@given(st.lists(st.tuples(st.sampled_from([A, B, C, None]), st.integers(-5, 60)), max_size=40))
def test_the_legs_follow_each_other_without_a_gap(acts: list[tuple[CameraId | None, int]]) -> None:
    path, now_s = FollowPath.begun(A, _at(0)), 0
    for camera, passed_s in acts:
        now_s += passed_s
        path = path.stepped_back(_at(now_s)) if camera is None else path.stepped(camera, _at(now_s))
    legs = path.ended(_at(now_s)).legs
    assert all(one.until_utc == other.since_utc for one, other in pairwise(legs))
    assert all(one.camera != other.camera for one, other in pairwise(legs))
    assert all(leg.until_utc is not None and leg.until_utc >= leg.since_utc for leg in legs)
    assert path.way[-1] == path.camera
