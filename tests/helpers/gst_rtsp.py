"""GStreamer's RTSP server in a process of the system's Python, for tests of what a hand-made camera cannot do."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.rtsp_clip import clip

_ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def gst_rtsp(folder: Path, *options: str, clip_file: Path | None = None) -> Iterator[int]:
    """The port of a server whose ``/cam`` is the numbered clip, or another file; ``options`` as in ``gst_rtsp_serve``."""
    path = clip_file or folder / "clip.h264"
    if clip_file is None:
        path.write_bytes(b"".join(clip()))
    command = ["/usr/bin/python3", "-m", "tests.helpers.gst_rtsp_serve", "--clip", str(path), *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, cwd=_ROOT)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
