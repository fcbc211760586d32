"""Typed words against names of commands and areas."""

from __future__ import annotations

import pytest

from console.domain.word_match import distance

_NAMES = ("Simpan gambar", "Save picture")


@pytest.mark.parametrize("typed", ["simpan", "gam", "save pic", "picture save", "ambar", "simpna", "sg", "sp"])
def test_words_of_either_language_fit_in_any_order_begun_within_or_mistyped(typed: str) -> None:
    assert distance(typed, _NAMES) is not None


@pytest.mark.parametrize("typed", ["", " ", "simpan picture", "hapus", "am", "gambar besar"])
def test_what_does_not_fit_one_name_fits_none(typed: str) -> None:
    assert distance(typed, _NAMES) is None


def test_the_whole_word_comes_before_its_beginning_and_that_before_its_middle() -> None:
    names = (("Petak",), ("Petak besar",), ("Petakan",), ("Pindah petak",), ("Cepetak",))

    far = [distance("petak", one) for one in names]

    assert far == [0, 0, 1, 0, 3]
