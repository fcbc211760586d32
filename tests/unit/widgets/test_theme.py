"""Every text can be read on every ground that it is painted on, at every size of screen."""

from __future__ import annotations

import pytest

from console.domain.feed_state import FeedState
from console.widgets.theme.contrast import contrast
from console.widgets.theme.theme import Colours, Theme
from console.widgets.wall.marks import state_colour

COLOURS = Colours()
GROUNDS = ("ground", "panel", "raised", "hover", "accent_ground", "tile")


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", ["text", "text_dim", "accent", "live", "caution", "alarm", "flag"])
def test_texts_reach_a_contrast_of_four_and_a_half(text: str, ground: str) -> None:
    assert contrast(getattr(COLOURS, text), getattr(COLOURS, ground)) >= 4.5


def test_special_grounds_have_their_texts() -> None:
    assert contrast(COLOURS.on_accent, COLOURS.accent) >= 4.5
    assert contrast(COLOURS.text, COLOURS.alarm_ground) >= 4.5
    assert contrast(COLOURS.on_accent, COLOURS.text) >= 4.5


@pytest.mark.parametrize("ground", ["ground", "panel", "tile"])
def test_frames_of_fields_and_selection_reach_three(ground: str) -> None:
    assert contrast(COLOURS.control_line, getattr(COLOURS, ground)) >= 3
    assert contrast(COLOURS.accent, getattr(COLOURS, ground)) >= 3


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("state", list(FeedState))
def test_every_state_has_a_colour_of_the_theme(state: FeedState) -> None:
    assert state_colour(state, COLOURS) in vars(COLOURS).values()


def test_sizes_grow_with_the_screen_and_stay_readable() -> None:
    small, middle, large = (Theme.for_height(height) for height in (720, 1080, 2160))

    assert (small.font_px, middle.font_px, large.font_px) == (13, 14, 28)
    assert min(small.small_font_px, middle.small_font_px) >= 11
    assert large.px(4) == 2 * middle.px(4)
    assert Theme.for_height(400).px(0.1) >= 1
