"""The bench's camera is a real RTSP camera, and its log tells when each picture was taken that a viewer decodes."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.base.redaction import Secret
from console.bench.camera_process import camera_process, stamping_cameras
from tests.helpers.farm import FIRST_START_TIMEOUT_S, kept_clips_folder
from tests.helpers.rtsp_viewer import Viewer
from tests.helpers.waiting import wait_until


@pytest.mark.timeout(FIRST_START_TIMEOUT_S)
def test_every_picture_seen_was_taken_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RONDA_CLIPS_FOLDER", str(kept_clips_folder()))
    with camera_process(tmp_path) as cameras:
        viewer = Viewer(cameras.url(stamping_cameras(1)[0]), "nobody", Secret("asked"))
        wait_until(lambda: len(viewer.seen) >= 20, 30.0, "pictures")
        viewer.close()
        seen = list(viewer.seen)
        log = cameras.log()
    delays_s = [
        picture.at_s - (log.taken_ns(*picture.counter, round(picture.at_s * 1e9)) or 0) / 1e9
        for picture in seen
        if picture.counter is not None
    ]
    assert len(delays_s) >= 20
    # A loop takes 12 s: a picture matched with another one's time would be seconds off.
    assert all(0 <= delay_s < 5 for delay_s in delays_s)
    assert log.viewings[0].first_key_ns > log.viewings[0].connected_ns
    wait_until(lambda: viewer.ended)
