"""The farm's feeds as a viewer gets them: sign-in, both qualities, both codecs, steady times, moving pictures."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import av
import pytest

from console.base.redaction import Secret, with_credentials
from console.farm.catalogue import Clip, clip_of, clips
from console.farm.clips.counter import read_counter
from console.farm.process import FarmProcess
from tests.helpers.farm import FIRST_START_TIMEOUT_S, kept_clips_folder
from tests.helpers.rtsp_viewer import Viewer
from tests.helpers.waiting import wait_until

pytestmark = pytest.mark.timeout(FIRST_START_TIMEOUT_S)
Watch = Callable[[str], Viewer]


@pytest.mark.parametrize(
    "feed", ["rt-13-1003-004-003", "traffic-004/main", "traffic-003", "rt-01-1001-001-002", "pump-002/main"]
)
def test_pictures_of_the_right_clip_advance_one_by_one(feed: str, watch: Watch) -> None:
    camera_id, _, quality = feed.partition("/")
    clip = clip_of(camera_id, quality or "sub")
    viewer = watch(feed)
    wait_until(lambda: len(viewer.seen) >= 20, what="twenty pictures")
    numbers = [counter[1] for counter in viewer.counters[:20] if counter and counter[0] == clip.id]
    assert len(numbers) == 20
    assert all((one + 1) % clip.frame_count == other for one, other in pairwise(numbers))


def test_timestamps_step_by_one_frame(watch: Watch) -> None:
    viewer = watch("traffic-003")
    wait_until(lambda: len(viewer.seen) >= 30, what="thirty pictures")
    times_s = [seen.pts_s for seen in viewer.seen[1:30] if seen.pts_s is not None]
    steps_s = [other - one for one, other in pairwise(times_s)]
    assert len(steps_s) >= 20
    assert all(step_s == pytest.approx(1 / 15, abs=0.001) for step_s in steps_s)


def test_both_codecs_are_sent(farm: FarmProcess) -> None:
    names = set()
    for camera_id in ("traffic-004", "traffic-003"):
        with av.open(
            _with_password(farm, camera_id),
            options={"rtsp_transport": "tcp", "analyzeduration": "200000"},
            timeout=15.0,
        ) as container:
            names.add(container.streams.video[0].codec_context.name)
            assert clip_of(camera_id, "sub").scene.codec.replace("h265", "hevc") in names
    assert names == {"h264", "hevc"}


def test_cameras_of_one_clip_share_a_pipeline(farm: FarmProcess, watch: Watch) -> None:
    assert clip_of("traffic-003", "sub") == clip_of("traffic-008", "sub")
    first = watch("traffic-003")
    wait_until(lambda: bool(first.seen), what="the first viewer's picture")
    before = farm.status()["open_media"]
    second = watch("traffic-008")
    wait_until(lambda: bool(second.seen), what="the second viewer's picture")
    status = farm.status()
    assert status["open_media"] == before
    assert status["viewers"]["traffic-003"] >= 1
    assert status["viewers"]["traffic-008"] == 1


@pytest.mark.parametrize(("user", "password"), [("ronda", "wrong"), ("other", ""), ("", "")])
def test_a_wrong_password_is_refused(farm: FarmProcess, user: str, password: str) -> None:
    viewer = Viewer(farm.url("traffic-001"), user, Secret(password))
    wait_until(lambda: viewer.ended, what="the refusal")
    assert isinstance(viewer.error, av.HTTPUnauthorizedError)
    assert not viewer.seen


@pytest.mark.parametrize("path", ["traffic-001/other", "nothing", "clip/sub-01"])
def test_a_path_that_is_no_feed_is_not_found(farm: FarmProcess, path: str) -> None:
    viewer = Viewer(f"{farm.base_url}/{path}", farm.options.user, farm.options.password)
    wait_until(lambda: viewer.ended, what="the refusal")
    assert isinstance(viewer.error, av.HTTPNotFoundError)


@pytest.mark.parametrize("clip", clips(), ids=lambda clip: clip.name)
def test_every_encoded_clip_can_be_told_by_its_counter(farm: FarmProcess, clip: Clip) -> None:
    assert farm.is_running()
    with av.open(str(kept_clips_folder() / clip.file_name)) as container:
        frames = [frame for frame, _ in zip(container.decode(video=0), range(5), strict=False)]
    assert [read_counter(frame.to_ndarray(format="gray")) for frame in frames] == [(clip.id, n) for n in range(5)]
    assert (frames[0].width, frames[0].height) == (clip.width, clip.height)


def _with_password(farm: FarmProcess, camera_id: str) -> str:
    return with_credentials(farm.url(camera_id), farm.options.user, farm.options.password)
