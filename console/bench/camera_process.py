"""The bench's stamping cameras as a child process: started, addressed, ended with their log."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from console.base.errors import KnownError
from console.bench.camera_log import CameraLog
from console.domain.camera import DirectoryStatus
from console.farm.catalogue import clip_of
from console.farm.city.cameras import city_cameras

_END_TIMEOUT_S = 30.0


class CameraProcess:
    """Running cameras."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self._process = process
        self.base_url = f"rtsp://127.0.0.1:{port}"

    def url(self, camera_id: str) -> str:
        return f"{self.base_url}/{camera_id}/sub"

    def log(self) -> CameraLog:
        """Ends the cameras."""
        text, _ = self._process.communicate("", timeout=_END_TIMEOUT_S)
        if self._process.returncode != 0:
            raise KnownError("bench.program_ended")
        return CameraLog.from_json(text)


@contextmanager
def camera_process(folder: Path, jitter_ms: float = 0.0, burst_ms: float = 0.0) -> Iterator[CameraProcess]:
    """Encodes the farm's clips first where they are missing. Raises KnownError ``bench.program_ended``."""
    clips = Path(os.environ.get("RONDA_CLIPS_FOLDER") or folder / "clips")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "console.bench.camera", "--clips", str(clips)),
            *("--jitter-s", str(jitter_ms / 1000), "--burst-s", str(burst_ms / 1000)),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        line = process.stdout.readline().strip() if process.stdout else ""
        if not line:
            raise KnownError("bench.program_ended")
        yield CameraProcess(process, int(line))
    finally:
        process.kill()
        process.wait()


def stamping_cameras(count: int) -> list[str]:
    """Ids of cameras that the bench's camera can serve, neighbours in the list on different scenes."""
    by_clip: dict[int, list[str]] = {}
    for camera in city_cameras():
        clip = clip_of(str(camera.id), "sub")
        if camera.status is DirectoryStatus.ONLINE and clip.scene.codec == "h264":
            by_clip.setdefault(clip.id, []).append(str(camera.id))
    rows = max(len(ids) for ids in by_clip.values())
    ordered = [ids[row] for row in range(rows) for ids in by_clip.values() if row < len(ids)]
    return ordered[:count]
