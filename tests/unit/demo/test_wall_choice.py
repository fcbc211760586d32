"""The demo's wall: online cameras only, every scene before any comes twice."""

from __future__ import annotations

import pytest

from console.base.errors import KnownError
from console.demo.wall_choice import choose_cameras
from console.domain.camera import DirectoryStatus
from console.farm.catalogue import SCENES, scene_of
from console.farm.city.cameras import city_cameras


def test_sixteen_tiles_show_sixteen_scenes_of_all_kinds() -> None:
    scenes = [scene_of(camera_id) for camera_id in choose_cameras(16)]

    assert len({scene.id for scene in scenes}) == 16
    assert {scene.kind for scene in scenes} == {scene.kind for scene in SCENES}


def test_only_cameras_that_the_directory_calls_online() -> None:
    online = {camera.id for camera in city_cameras() if camera.status is DirectoryStatus.ONLINE}
    chosen = choose_cameras(64)

    assert set(chosen) <= online
    assert len(set(chosen)) == 64


def test_more_than_the_city_has_is_a_known_error() -> None:
    with pytest.raises(KnownError, match=r"demo\.few_cameras"):
        choose_cameras(100_000)
