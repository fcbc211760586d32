"""Whether a graphics card may decode on this machine: tried by ``ronda doctor``, remembered, and allowed by a setting."""

from __future__ import annotations

import json
import subprocess
import sys

from console.base.errors import KnownError
from console.base.paths import Paths
from console.settings.file import Settings
from console.settings.options import HARDWARE_DECODING, HARDWARE_FOUND

_TRIAL_TIMEOUT_S = 40.0


def try_hardware() -> str:
    """One of the values of ``HARDWARE_FOUND``. In a child process: a bad driver may hang it or end it."""
    command = [sys.executable, "-m", "console.media.worker.self_check", "--hardware"]
    try:
        finished = subprocess.run(command, capture_output=True, timeout=_TRIAL_TIMEOUT_S, check=True, text=True)
        found = json.loads(finished.stdout)
        used, right = bool(found["used"]), bool(found["right"])
    except (subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return "broken"
    if not used:
        return "none"
    return "works" if right else "wrong"


def remember(paths: Paths, found: str) -> None:
    """For the console's next start. Raises KnownError disk.*."""
    _machine(paths).set(HARDWARE_FOUND, found)


def hardware_allowed(settings: Settings, paths: Paths) -> bool:
    """A machine that was never tried decodes with the processor."""
    try:
        found = _machine(paths).get(HARDWARE_FOUND)
    except KnownError:
        return False
    return settings.get(HARDWARE_DECODING) == "auto" and found == "works"


def _machine(paths: Paths) -> Settings:
    """A file of its own: a console that is running writes its settings whole, and would write over what doctor found."""
    return Settings(paths.data_folder / "machine.json")
