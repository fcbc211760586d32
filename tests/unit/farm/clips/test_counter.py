"""The counter in the picture: read back exactly, scaled or framed, and never guessed."""

from __future__ import annotations

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from console.farm.clips.counter import draw_counter, read_counter

_CLIP_IDS = st.integers(0, 255)
_FRAMES = st.integers(0, 65_535)


def _picture(clip_id: int, frame: int, height: int = 360, grey: int = 120) -> NDArray[np.uint8]:
    picture = np.full((height, height * 16 // 9, 3), grey, np.uint8)
    draw_counter(picture, clip_id, frame)
    return picture


def _scaled(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
    return frame.reformat(width=width, height=height).to_ndarray().astype(np.uint8)


@given(clip_id=_CLIP_IDS, frame=_FRAMES, height=st.sampled_from((360, 720)))
@settings(max_examples=25)
def test_what_is_drawn_is_read(clip_id: int, frame: int, height: int) -> None:
    assert read_counter(_picture(clip_id, frame, height)) == (clip_id, frame)


@given(clip_id=_CLIP_IDS, frame=_FRAMES, width=st.integers(150, 1920), stretch=st.floats(0.85, 1.2))
@settings(max_examples=40)
def test_it_is_read_at_the_size_of_any_tile(clip_id: int, frame: int, width: int, stretch: float) -> None:
    height = round(width * 9 / 16 * stretch)
    assert read_counter(_scaled(_picture(clip_id, frame), width, height)) == (clip_id, frame)


def test_grey_and_transparent_pictures_are_read_too() -> None:
    picture = _picture(7, 1234)
    assert read_counter(picture[..., 0]) == (7, 1234)
    assert read_counter(np.dstack([picture, np.full((360, 640), 255, np.uint8)])) == (7, 1234)


@pytest.mark.parametrize(("bars_x", "bars_y"), [(40, 0), (0, 30)])
def test_a_picture_between_bars_is_read(bars_x: int, bars_y: int) -> None:
    framed = np.pad(_picture(7, 1234), ((bars_y, bars_y), (bars_x, bars_x), (0, 0)))
    assert read_counter(framed) == (7, 1234)


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=30)
def test_noise_is_never_taken_for_a_counter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    noise = rng.integers(0, 256, (18, 32), np.uint8)
    assert read_counter(np.kron(noise, np.ones((20, 20))).astype(np.uint8)) is None


def test_an_even_picture_and_a_tiny_one_hold_no_counter() -> None:
    assert read_counter(np.zeros((360, 640, 3), np.uint8)) is None
    assert read_counter(_picture(1, 1)[::8, ::8]) is None


def test_a_flipped_cell_is_noticed() -> None:
    picture = _picture(7, 1234)
    cell = picture[268:280, 554:564]
    cell[:] = 251 - cell
    assert read_counter(picture) is None
