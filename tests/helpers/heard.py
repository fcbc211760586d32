"""What a loudspeaker would have played: the WAV file that workers write instead, and how much of a tone is in it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

RATE_HZ = 48_000
_HEADER_BYTES = 44


class Heard:
    """The file may be begun anew at any time, when another player takes over."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def seconds(self) -> float:
        """How much was played by the present player."""
        if not self.path.exists():
            return 0.0
        return max(0, self.path.stat().st_size - _HEADER_BYTES) / (RATE_HZ * 2)

    def newest(self, seconds: float = 0.5) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        """The samples played last, from -1 to 1."""
        data = self.path.read_bytes()[_HEADER_BYTES:] if self.path.exists() else b""
        wanted = int(seconds * RATE_HZ) * 2
        whole = len(data) // 2 * 2
        return np.frombuffer(data[max(0, whole - wanted) : whole], "<i2").astype(np.float64) / 32768

    def loudness(self) -> float:
        samples = self.newest()
        return float(np.sqrt(np.mean(samples**2))) if samples.size else 0.0

    def tone_hz(self) -> float:
        """The frequency with the most energy in it; 0 when there is nothing."""
        samples = self.newest()
        if samples.size < RATE_HZ // 10 or self.loudness() < 1e-4:
            return 0.0
        spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
        return float(np.argmax(spectrum) * RATE_HZ / samples.size)

    def purity(self, hz: float) -> float:
        """Share of all energy that lies within 5 % of a frequency: a gap or a click spreads it."""
        samples = self.newest()
        energy = np.abs(np.fft.rfft(samples * np.hanning(samples.size))) ** 2
        at_hz = np.fft.rfftfreq(samples.size, 1 / RATE_HZ)
        return float(energy[np.abs(at_hz - hz) < hz * 0.05].sum() / energy.sum())
