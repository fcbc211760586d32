"""A machine without libVLC, or with a broken one, is told; nothing else breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.domain.feed_state import FeedState
from tests.helpers.logfail import ExpectLog
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.wall import Wall


@pytest.mark.parametrize("content", [None, b"no library"])
def test_missing_or_broken_library_is_named(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
) -> None:
    library = tmp_path / "libvlc.so"
    if content is not None:
        library.write_bytes(content)
    monkeypatch.setenv("RONDA_LIBVLC", str(library))
    expect_log("ronda.media", "WARNING", "worker.no_libvlc")
    with RtspCamera() as camera, Wall() as wall:
        wall.add("a", camera.url)
        report = wall.trouble("a")
        assert (report.state, report.reason) == (FeedState.FAILED, "worker.no_libvlc")
        assert wall.engine.worker_pids() == []
        # Installed while the console runs: no restart is needed.
        monkeypatch.delenv("RONDA_LIBVLC")
        wall.wait_live(*wall.plan)
