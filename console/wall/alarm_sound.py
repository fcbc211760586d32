"""The sound of an alarm on a wall machine: two tones, by whatever plays sounds there; a machine without sound stays silent."""

from __future__ import annotations

import io
import math
import shutil
import struct
import subprocess
import sys
import wave
from collections.abc import Iterable
from pathlib import Path

from console.base.logs import logger
from console.base.os_errors import disk_errors
from console.proof.durable import PRIVATE_MODE, replace_whole

if sys.platform == "win32":
    import winsound

_RATE_HZ = 22_050
_TONES = ((880.0, 0.18), (0.0, 0.05), (660.0, 0.28)) * 2
_LOUDNESS = 0.5
_FADE_S = 0.01
"""Without it each tone begins and ends with a crack."""
_LONGEST_S = 10.0
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"))
_log = logger("wall")


class AlarmSound:
    """Any thread."""

    def __init__(self, folder: Path, players: Iterable[tuple[str, ...]] = _PLAYERS) -> None:
        self._path = folder / "wall-alarm.wav"
        self._players = tuple(players)

    def play(self) -> bool:
        """Blocks until it has sounded; False where nothing could play it. Raises KnownError disk.*."""
        if not self._path.exists():
            write_tones(self._path)
        if sys.platform == "win32":
            return _play_on_windows(self._path)
        for player in self._players:
            found = shutil.which(player[0])
            if found is not None and _ran([found, *player[1:], str(self._path)]):
                return True
        _log.info("this machine plays no sound")
        return False


def write_tones(path: Path) -> None:
    """Raises KnownError disk.*."""
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Whole or not at all: what a machine that was switched off left half written would be played for ever.
        content = io.BytesIO()
        with wave.open(content, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(_RATE_HZ)
            file.writeframes(b"".join(_tone(pitch_hz, length_s) for pitch_hz, length_s in _TONES))
    replace_whole(path, content.getvalue(), PRIVATE_MODE)


def _tone(pitch_hz: float, length_s: float) -> bytes:
    count = round(_RATE_HZ * length_s)
    fade = _RATE_HZ * _FADE_S
    samples = (
        _LOUDNESS * min(1.0, at / fade, (count - at) / fade) * math.sin(2 * math.pi * pitch_hz * at / _RATE_HZ)
        for at in range(count)
    )
    return b"".join(struct.pack("<h", round(sample * 32_767)) for sample in samples)


def _ran(command: list[str]) -> bool:
    """A player without a sound card ends by itself with a fault, and another one may know the way."""
    try:
        return subprocess.run(command, capture_output=True, timeout=_LONGEST_S, check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def _play_on_windows(path: Path) -> bool:
    if sys.platform == "win32":
        try:
            winsound.PlaySound(str(path), winsound.SND_FILENAME)
        except RuntimeError:
            return False
        return True
    return False
