"""Truncated exponential backoff with full jitter, so that ten thousand consoles never retry in step."""

from __future__ import annotations

import random
from dataclasses import dataclass

_MOST_DOUBLINGS = 63


@dataclass(frozen=True)
class Backoff:
    """Delays between tries, in seconds: at least ``first_s`` / 2, growing by ``factor``, at most ``most_s``."""

    first_s: float = 1.0
    most_s: float = 30.0
    factor: float = 2.0

    def delay_s(self, failures: int, rng: random.Random | None = None) -> float:
        """Seconds to wait after ``failures`` (1 or more) failures in a row; half of it is jitter."""
        if failures < 1:
            raise ValueError("failures counts from 1")
        # Capped exponent: past it the power is over any ceiling, and would overflow in the end.
        ceiling_s = min(self.most_s, self.first_s * self.factor ** min(failures - 1, _MOST_DOUBLINGS))
        share = (rng or random).random()
        return ceiling_s * (0.5 + 0.5 * share)
