"""The structural similarity tells a small fault from none and finds where a picture lies."""

from __future__ import annotations

import numpy as np
import pytest

from console.bench.likeness import best_fit, ssim

_RANDOM = np.random.default_rng(1)
_PICTURE = np.kron(_RANDOM.integers(0, 255, (12, 20)), np.ones((5, 5))).astype(np.uint8)


def test_equal_pictures_are_one_and_strangers_are_not_alike() -> None:
    assert ssim(_PICTURE, _PICTURE) == pytest.approx(1.0)
    assert ssim(_PICTURE, _RANDOM.integers(0, 255, _PICTURE.shape)) < 0.2


def test_more_noise_is_less_alike() -> None:
    noise = _RANDOM.normal(0, 1, _PICTURE.shape)
    some, much = (ssim(_PICTURE, np.clip(_PICTURE + noise * level, 0, 255)) for level in (5, 40))
    assert 0.9 < some < 1.0
    assert much < some - 0.1


def test_a_picture_is_found_where_it_lies() -> None:
    area = np.full((70, 112), 30, np.uint8)
    area[7:67, 4:104] = _PICTURE
    fit = best_fit(area, _PICTURE)
    assert (fit.left, fit.top) == (4, 7)
    assert fit.likeness == pytest.approx(1.0)
