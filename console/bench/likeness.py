"""How alike two grey pictures are: the structural similarity (SSIM) of Wang and others, 2004, over 8x8 windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Grey: TypeAlias = NDArray[np.float64]
_WINDOW = 8
_SMALL_MEAN, _SMALL_SPREAD = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def _window_means(picture: Grey) -> Grey:
    sums = np.zeros((picture.shape[0] + 1, picture.shape[1] + 1))
    sums[1:, 1:] = picture.cumsum(0).cumsum(1)
    n = _WINDOW
    return np.asarray((sums[n:, n:] - sums[:-n, n:] - sums[n:, :-n] + sums[:-n, :-n]) / n**2)


def ssim(one: NDArray[Any], other: NDArray[Any]) -> float:
    """1 for equal pictures, about 0 for unrelated ones. Both of one size, at least 8x8."""
    a, b = one.astype(np.float64), other.astype(np.float64)
    mean_a, mean_b = _window_means(a), _window_means(b)
    spread_a = _window_means(a * a) - mean_a**2
    spread_b = _window_means(b * b) - mean_b**2
    together = _window_means(a * b) - mean_a * mean_b
    likeness = ((2 * mean_a * mean_b + _SMALL_MEAN) * (2 * together + _SMALL_SPREAD)) / (
        (mean_a**2 + mean_b**2 + _SMALL_MEAN) * (spread_a + spread_b + _SMALL_SPREAD)
    )
    return float(likeness.mean())


@dataclass(frozen=True)
class Fit:
    """Where a reference lies best in a picture."""

    left: int
    top: int
    likeness: float


def best_fit(area: NDArray[Any], reference: NDArray[Any]) -> Fit:
    """Tries every place of the smaller ``reference`` in ``area``."""
    height, width = reference.shape
    tops, lefts = range(area.shape[0] - height + 1), range(area.shape[1] - width + 1)
    fits = [Fit(left, top, fit_at(area, reference, left, top)) for top in tops for left in lefts]
    return max(fits, key=lambda fit: fit.likeness, default=Fit(0, 0, 0.0))


def fit_at(area: NDArray[Any], reference: NDArray[Any], left: int, top: int) -> float:
    height, width = reference.shape
    return ssim(area[top : top + height, left : left + width], reference)
