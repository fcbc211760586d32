"""The catalogue: enough different scenes, file names that can't clash, and neighbours that look different."""

from __future__ import annotations

from console.domain.camera import DirectoryStatus
from console.farm.catalogue import SCENES, clip_of, clips, scene_of
from console.farm.city.cameras import city_cameras


def test_there_are_enough_clips_for_a_wall_of_sixteen_different_pictures() -> None:
    assert sum(clip.quality == "sub" for clip in clips()) >= 16
    assert sum(clip.quality == "main" for clip in clips()) >= 6
    assert {clip.scene.codec for clip in clips()} == {"h264", "h265"}


def test_clip_ids_and_file_names_are_unique_and_fit_the_counter() -> None:
    assert len({clip.id for clip in clips()}) == len(clips())
    assert len({clip.file_name for clip in clips()}) == len(clips())
    assert all(0 < clip.id < 256 and clip.frame_count < 65_536 for clip in clips())


def test_loops_are_ten_to_twenty_whole_seconds() -> None:
    for clip in clips():
        assert clip.frame_count % clip.fps == 0
        assert 10 <= clip.frame_count // clip.fps <= 20


def test_every_camera_of_the_city_shows_a_scene_of_its_kind() -> None:
    for camera in city_cameras():
        assert scene_of(camera.id).kind == camera.kind


def test_the_online_cameras_show_every_scene() -> None:
    online = [camera.id for camera in city_cameras() if camera.status is DirectoryStatus.ONLINE]
    assert {scene_of(camera_id).id for camera_id in online} == {scene.id for scene in SCENES}


def test_neighbouring_rts_look_different() -> None:
    shown = [scene_of(f"rt-13-1003-004-{number:03d}").id for number in range(1, 8)]
    assert len(set(shown)) == len(shown)


def test_every_camera_has_a_full_feed_of_a_like_place() -> None:
    for camera in city_cameras():
        main = clip_of(camera.id, "main")
        assert main.quality == "main"
    river = clip_of("river-001", "main").scene
    assert river.place == "river"


def test_a_camera_of_an_unknown_kind_still_shows_something() -> None:
    assert scene_of("other-1").kind == "neighbourhood"
