"""The drawn scenes: different from each other, moving, the same every time, and marked with their own counter."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from console.farm.catalogue import SCENES, Clip, Scene
from console.farm.clips.counter import read_counter
from console.farm.clips.scene import SceneDrawer


@pytest.mark.parametrize("scene", [SCENES[0], SCENES[10], SCENES[16]], ids=lambda scene: scene.name)
def test_pictures_are_the_same_every_time_and_move(scene: Scene) -> None:
    clip = Clip(scene, "sub")
    first, again = SceneDrawer(clip), SceneDrawer(clip)
    assert np.array_equal(first.picture(30), again.picture(30))
    changed = (first.picture(30) != first.picture(45)).any(2)
    changed[250:300, 490:640] = False  # the counter
    changed[300:] = False  # the digits
    assert changed.sum() > 200


def test_the_first_picture_follows_the_last_without_a_seam() -> None:
    clip = Clip(SCENES[0], "sub")
    drawer = SceneDrawer(clip)
    assert np.array_equal(drawer.picture(0)[:240], drawer.picture(clip.frame_count)[:240])


def test_every_scene_carries_its_own_counter_and_looks_like_no_other() -> None:
    small = {}
    for scene in SCENES:
        picture = SceneDrawer(Clip(scene, "sub")).picture(40)
        assert read_counter(picture) == (scene.id, 40)
        small[scene.id] = picture[:240:8, ::8].astype(int)
    for one, other in combinations(small, 2):
        assert np.abs(small[one] - small[other]).mean() > 8, f"{one} and {other} look alike"


def test_a_full_feed_is_drawn_at_its_own_size() -> None:
    clip = Clip(SCENES[1], "main")
    picture = SceneDrawer(clip).picture(7)
    assert picture.shape == (720, 1280, 3)
    assert read_counter(picture) == (clip.id, 7)
