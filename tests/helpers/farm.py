"""A running camera farm for tests that need real RTSP; its clips are encoded once for all test runs of a user."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from console.farm.process import FarmOptions, FarmProcess

FIRST_START_TIMEOUT_S = 300
"""Encoding every clip on busy cores: tests that start a farm allow this much (``pytest.mark.timeout``)."""


def kept_clips_folder() -> Path:
    """``RONDA_TEST_CLIPS``, else a folder beside the system's temporary files that outlives the run."""
    named = os.environ.get("RONDA_TEST_CLIPS")
    folder = Path(named) if named else Path(tempfile.gettempdir()) / f"ronda-test-clips-{os.getuid()}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def farm_with_own_media(*camera_ids: str) -> FarmProcess:
    """A farm, not started yet; the named cameras show faults in place, without cutting their viewers off."""
    return FarmProcess(FarmOptions(clips_folder=kept_clips_folder(), own_media=camera_ids))
