"""Presets of the bench: no scene stays where it was, no camera comes twice; and the figures tell what never came."""

from __future__ import annotations

import math
from itertools import pairwise

from console.bench.camera_process import stamping_cameras
from console.bench.steer import SteerBench, presets_of, steer_rows
from console.farm.catalogue import clip_of


def test_each_preset_changes_the_scene_of_every_tile_and_no_camera_comes_twice() -> None:
    presets = list(presets_of(stamping_cameras(64 * 6), 64))
    assert len(presets) >= 5
    cameras = [camera for preset in presets for camera in preset]
    assert len(set(cameras)) == len(cameras)
    for before, after in pairwise(presets):
        assert all(clip_of(one, "sub") != clip_of(other, "sub") for one, other in zip(before, after, strict=True))


def test_cameras_that_are_too_few_make_no_preset() -> None:
    assert list(presets_of(stamping_cameras(3), 4)) == []


def test_a_picture_that_never_came_misses_its_row() -> None:
    rows = {row.what: row for row in steer_rows(SteerBench(), [800.0, math.inf], [200.0], [100.0, 120.0])}
    assert rows["preset, cold: to the last of all tiles, slowest"].holds is False
    assert rows["preset, kept: to the last of all tiles, slowest"].holds is True
    assert rows["one camera, kept: to its picture, p95"].value == 120.0


def test_without_a_command_nothing_passes_for_measured() -> None:
    rows = {row.what: row for row in steer_rows(SteerBench(), [], [], [])}
    assert rows["one camera, kept: to its picture, p95"].holds is False
