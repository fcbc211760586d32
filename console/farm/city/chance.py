"""Chance that comes out the same every time: shares and offsets drawn from a hash of the words that name a thing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from hashlib import blake2b

from console.farm.city.facts import Place

_SEED = "ronda-semarang-1"
_METRES_PER_DEGREE = 111_320.0


def share(*words: str) -> float:
    """A number in [0, 1) that depends on ``words`` alone, not on order of calls, platform or Python version."""
    digest = blake2b("\x1f".join((_SEED, *words)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def near(centre: Place, most_m: float, *words: str) -> Place:
    """A place at most ``most_m`` metres from ``centre``, spread evenly over the circle."""
    distance_m = most_m * math.sqrt(share("distance", *words))
    angle = math.tau * share("angle", *words)
    north_m, east_m = distance_m * math.cos(angle), distance_m * math.sin(angle)
    metres_per_degree_east = _METRES_PER_DEGREE * math.cos(math.radians(centre.latitude))
    return Place(
        round(centre.latitude + north_m / _METRES_PER_DEGREE, 6),
        round(centre.longitude + east_m / metres_per_degree_east, 6),
    )


def apportion(total: int, least: int, names: Sequence[str]) -> list[int]:
    """Splits ``total`` into one number for each of ``names``, none under ``least``, uneven by their hashes.

    The sum is exact (largest remainders). Raises ValueError when ``total`` is too small for ``least`` each.
    """
    spare = total - least * len(names)
    if spare < 0:
        raise ValueError("total is too small")
    if not names:
        return []
    weights = [0.2 + 1.8 * share("weight", name) for name in names]
    exact = [spare * weight / sum(weights) for weight in weights]
    parts = [math.floor(value) for value in exact]
    by_remainder = sorted(range(len(names)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_remainder[: spare - sum(parts)]:
        parts[index] += 1
    return [least + part for part in parts]
