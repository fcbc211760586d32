"""Has a recording put into another MP4 file by a process of its own, since the centre itself loads no codec."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from console.base.errors import KnownError
from console.exhibit.working import NoCopy

_LONGEST_S = 300.0
"""For 256 MiB on a slow disk, many times over."""


def remux(source: Path, target: Path, created_utc: datetime) -> NoCopy | None:
    """Raises KnownError ``disk.full``, ``disk.readonly``; a process that ends otherwise than it should has failed."""
    command = [sys.executable, "-m", "console.media.worker.remux", str(source), str(target), created_utc.isoformat()]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_LONGEST_S, check=True, text=True
        )
        fault = str(json.loads(done.stdout)["fault"])
        if fault.startswith("disk."):
            raise KnownError(fault, path=str(target))
        return NoCopy(fault) if fault else None
    except (subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return NoCopy.FAILED
