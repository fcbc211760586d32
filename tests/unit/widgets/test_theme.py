"""Every text can be read on every ground that it is painted on, in both looks and at every size of screen."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtGui import QFontMetrics, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTreeView

from console.domain.feed_state import FeedState
from console.qt.resources import resource_texts
from console.widgets.theme.apply import font, style_sheet
from console.widgets.theme.colours import CONTRAST, DARK, Colours
from console.widgets.theme.contrast import contrast
from console.widgets.theme.signs import state_colour
from console.widgets.theme.theme import SCALES_PERCENT, Look, Theme

GROUNDS = ("ground", "panel", "raised", "hover", "accent_ground", "tile")
TEXTS = ("text", "text_dim", "accent", "live", "caution", "alarm", "flag", "replay")
LOOKS = pytest.mark.parametrize(("colours", "least"), [(DARK, 4.5), (CONTRAST, 7.0)], ids=["dark", "contrast"])


def ratio(colours: Colours, one: str, other: str) -> float:
    return contrast(getattr(colours, one), getattr(colours, other))


@LOOKS
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_texts_reach_the_contrast_of_their_look(colours: Colours, least: float, text: str, ground: str) -> None:
    assert ratio(colours, text, ground) >= least


@LOOKS
def test_special_grounds_have_their_texts(colours: Colours, least: float) -> None:
    for text, ground in (
        ("on_accent", "accent"),
        ("on_accent", "text"),
        ("on_accent", "caution"),
        ("on_accent", "replay"),
        ("ground", "accent"),
        ("text", "alarm_ground"),
        ("text_dim", "alarm_ground"),
        ("alarm", "alarm_ground"),
    ):
        assert ratio(colours, text, ground) >= least, (text, ground)


@LOOKS
def test_what_the_style_sheets_write_on_a_ground_can_be_read_there(colours: Colours, least: float) -> None:
    pairs = {
        (text[1], ground[1])
        for rule in re.findall(r"\{([^}]*)\}", "\n".join(resource_texts("qss", ".qss")))
        for text in [re.search(r"(?<![-\w])color: \$(\w+)", rule)]
        for ground in [re.search(r"background: \$(\w+)", rule)]
        if text and ground
    }
    assert len(pairs) > 8
    for text, ground in pairs:
        assert ratio(colours, text, ground) >= least, (text, ground)


@pytest.mark.parametrize("ground", ["ground", "panel", "tile"])
def test_frames_of_fields_and_selection_reach_three(ground: str) -> None:
    assert ratio(DARK, "control_line", ground) >= 3
    assert ratio(DARK, "accent", ground) >= 3


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("mark", ["line", "control_line", "accent", "live", "caution", "alarm", "replay", "flag"])
def test_lines_and_marks_reach_four_and_a_half_in_high_contrast(mark: str, ground: str) -> None:
    assert ratio(CONTRAST, mark, ground) >= (3.9 if (mark, ground) == ("line", "accent_ground") else 4.5)


@pytest.mark.parametrize("colours", [DARK, CONTRAST])
def test_no_two_meanings_share_a_colour(colours: Colours) -> None:
    values = [getattr(colours, field.name) for field in fields(colours) if not field.name.startswith("pen_edge")]
    assert len(set(values)) == len(values)


def test_high_contrast_is_black_and_white() -> None:
    assert (CONTRAST.ground, CONTRAST.text) == ("#000000", "#ffffff")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [DARK, CONTRAST])
@pytest.mark.parametrize("state", list(FeedState))
def test_every_state_has_a_colour_of_the_theme(state: FeedState, colours: Colours) -> None:
    assert state_colour(state, colours) in vars(colours).values()


def test_sizes_grow_with_the_screen_and_stay_readable() -> None:
    small, middle, large = (Theme.for_height(height) for height in (720, 1080, 2160))

    assert (small.font_px, middle.font_px, large.font_px) == (13, 14, 28)
    assert min(small.small_font_px, middle.small_font_px) >= 11
    assert large.px(4) == 2 * middle.px(4)
    assert Theme.for_height(400).px(0.1) >= 1


def test_a_persons_scale_comes_on_top_of_the_screens() -> None:
    theme = Theme.for_height(2160, Look(scale_percent=150))

    assert (theme.font_px, theme.px(4)) == (42, 48)


def test_larger_and_smaller_go_by_steps_and_end_at_the_last() -> None:
    seen = [100]
    while (larger := Look(scale_percent=seen[-1]).larger_percent()) != seen[-1]:
        seen.append(larger)

    assert tuple(seen) == SCALES_PERCENT
    assert Look(scale_percent=300).smaller_percent() == 250
    assert Look(scale_percent=110).smaller_percent() == 100
    assert Look().smaller_percent() == 100


@pytest.mark.parametrize("percent", [99, 301])
def test_no_scale_is_outside_its_bounds(percent: int) -> None:
    with pytest.raises(ValueError, match="from 100 to 300"):
        Look(scale_percent=percent)


def test_another_look_is_worn_in_place_and_told_once() -> None:
    theme = Theme()
    told: list[Look] = []
    kept = theme.colours
    theme.changed.connect(told.append)

    theme.wear(Look(contrast=True))
    theme.wear(Look(contrast=True))

    assert told == [Look(contrast=True)]
    assert kept is theme.colours
    assert kept == CONTRAST
    assert DARK.ground != CONTRAST.ground


def test_a_finger_is_forty_four_pixels_or_nine_millimetres() -> None:
    assert Theme(look=Look(touch=True)).finger_px == 44
    assert Theme(look=Look(touch=True), dots_an_inch=160.0).finger_px == 57
    assert Theme().finger_px == 0


@pytest.mark.parametrize("look", [Look(), Look(scale_percent=300), Look(touch=True)])
def test_the_headings_of_a_table_are_as_high_as_their_letters(qapp: QApplication, look: Look) -> None:  # noqa: ARG001  fonts
    theme = Theme.for_height(720, look)
    table = QTreeView()
    model = QStandardItemModel(1, 2)
    model.setHorizontalHeaderLabels(["Waktu", "Kamera"])
    table.setModel(model)
    table.setStyleSheet(style_sheet(theme))
    letters = QFontMetrics(font(theme, theme.small_font_px, bold=True)).height()
    assert table.header().sizeHint().height() >= letters + theme.px(1)
    table.deleteLater()
