"""The bitmap font has every letter that the scenes' names need."""

from __future__ import annotations

import numpy as np
import pytest

from console.farm.catalogue import SCENES
from console.farm.clips.font import text_mask, write


def test_every_scenes_name_can_be_written_and_fits_the_smallest_picture() -> None:
    for scene in SCENES:
        assert text_mask(scene.name, 2).shape[1] < 640 - 24


def test_letters_scale_with_the_dot() -> None:
    assert text_mask("A", 3).shape == (21, 18)
    assert text_mask("A", 1).sum() * 9 == text_mask("A", 3).sum()


def test_different_digits_look_different() -> None:
    masks = {text_mask(digit, 1).tobytes() for digit in "0123456789"}
    assert len(masks) == 10


def test_a_letter_that_the_font_lacks_is_an_error() -> None:
    with pytest.raises(KeyError):
        text_mask("é", 1)


def test_ink_lands_where_it_was_asked_for() -> None:
    picture = np.zeros((40, 60, 3), np.uint8)
    write(picture, "I", 10, 10, 2, (250, 240, 230))
    inked = np.argwhere(picture[..., 0] == 250)
    assert inked.min(0).tolist() == [10, 12]
    assert inked.max(0).tolist() == [23, 17]
