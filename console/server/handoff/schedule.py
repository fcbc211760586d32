"""When a message is tried again: within seconds for what is urgent, patiently for the rest; pure."""

from __future__ import annotations

import random

_URGENT = 1
_QUICK_S = (2.0, 5.0, 10.0, 20.0)
_THEN_S = 30.0
_PATIENT_S = (5.0, 300.0, 1_800.0, 7_200.0, 18_000.0, 36_000.0, 50_400.0, 72_000.0, 86_400.0)
"""The example of the Standard Webhooks specification."""
_GIVEN_UP_S = 86_400.0
_JITTER = 0.2
_LONGEST_PAUSE_S = 3_600.0
_PAUSE_S = 5.0


def next_try_s(priority: int, failures: int, waited_s: float, rng: random.Random | None = None) -> float | None:
    """Seconds from now, after ``failures`` (1 or more) tries in ``waited_s``; None when it is given up and a person must look."""
    draw = (rng or random).uniform(1 - _JITTER, 1 + _JITTER)
    if priority == _URGENT:
        if waited_s > _GIVEN_UP_S:
            return None
        quick = failures <= len(_QUICK_S)
        # The first ones are not jittered: a P1 is due when it is due.
        return _QUICK_S[failures - 1] if quick else _THEN_S * draw
    return _PATIENT_S[failures - 1] * draw if failures <= len(_PATIENT_S) else None


def pause_s(asked_s: float | None) -> float:
    """How long a receiver that says it is overloaded is left alone: what it asks for, within reason."""
    return _PAUSE_S if asked_s is None else min(max(asked_s, 1.0), _LONGEST_PAUSE_S)
