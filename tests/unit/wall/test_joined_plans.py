"""The plans of all walls are given as one, and a wall that is gone wants nothing."""

from __future__ import annotations

from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.wall_plan import WallPlan, WantedSurface
from console.wall.joined_plans import JoinedPlans
from console.wall.planning import tile_surface


def _plan(wall: str, camera: str) -> WallPlan:
    return {tile_surface(wall, 0): WantedSurface(FeedKey.of(CameraId(camera), FeedQuality.SUB), 320, 180)}


def test_all_walls_are_wanted_at_once_until_one_is_gone() -> None:
    plans = JoinedPlans()
    plans.with_wall("main", _plan("main", "a"))

    both = plans.with_wall("wall-2", _plan("wall-2", "b"))
    changed = plans.with_wall("main", _plan("main", "c"))
    left = plans.with_wall("wall-2", {})

    assert both == {**_plan("main", "a"), **_plan("wall-2", "b")}
    assert changed == {**_plan("main", "c"), **_plan("wall-2", "b")}
    assert left == _plan("main", "c")
