"""The mark says who, where and when, to the minute, as the centre wants it."""

from __future__ import annotations

import pytest

from console.domain.watermark import Watermark
from console.ui.watermark_words import WatermarkWords
from tests.helpers.clock import FakeClock
from tests.helpers.screen_fakes import START_UTC


def test_it_names_user_machine_and_minute() -> None:
    clock = FakeClock(START_UTC)
    words = WatermarkWords("sari", "meja-3", clock, lambda: Watermark.PICTURES)

    assert words.of_tiles() == "sari · meja-3 · 23 Nov 2026 21.14 WIB"
    assert words.of_saved() == words.of_tiles()
    clock.advance(60)
    assert "21.15" in words.of_tiles()


@pytest.mark.parametrize(
    ("wanted", "tiles", "saved"),
    [(Watermark.OFF, False, False), (Watermark.TILES, True, False), (Watermark.PICTURES, True, True)],
)
def test_it_is_where_the_centre_wants_it(wanted: Watermark, tiles: bool, saved: bool) -> None:
    words = WatermarkWords("sari", "meja-3", FakeClock(START_UTC), lambda: wanted)

    assert (bool(words.of_tiles()), bool(words.of_saved())) == (tiles, saved)


def test_a_word_of_a_newer_centre_marks_all_that_can_be_marked() -> None:
    assert Watermark.read("tiles") is Watermark.TILES
    assert Watermark.read("everything-and-more") is Watermark.PICTURES
