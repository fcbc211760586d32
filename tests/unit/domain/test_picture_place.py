"""Where pictures of known sizes lie in known boxes."""

from __future__ import annotations

import pytest

from console.domain.picture_place import Area, Size, buffer_scale, needed_box, part_of_source, place
from console.domain.picture_view import Fit, Hanging, PictureView, Zoom

WIDE, TALL_BOX = Size(1600, 900), Size(400, 400)


def test_fit_leaves_bars_fill_cuts_and_stretch_bends() -> None:
    def drawn(fit: Fit) -> Area:
        return place(WIDE, TALL_BOX, PictureView(Hanging(fit=fit))).drawn

    assert drawn(Fit.FIT) == Area(0, 87.5, 400, 225)
    filled = drawn(Fit.FILL)
    assert (filled.left, filled.width) == pytest.approx((-155.56, 711.11), abs=0.01)
    assert (filled.top, filled.height) == (0, 400)
    assert drawn(Fit.STRETCH) == Area(0, 0, 400, 400)


def test_turned_picture_is_fitted_by_its_turned_shape() -> None:
    assert place(WIDE, TALL_BOX, PictureView(Hanging(1))).drawn == Area(87.5, 0, 225, 400)


def test_zoomed_picture_shows_the_part_asked_for() -> None:
    seen = place(WIDE, Size(160, 90), PictureView(zoom=Zoom(4.0, 0.25, 0.5))).seen

    assert (seen.left, seen.top, seen.width, seen.height) == pytest.approx((0.125, 0.375, 0.25, 0.25))


def test_part_of_a_turned_picture_is_found_in_what_the_camera_sent() -> None:
    top_left = Area(0, 0, 0.25, 0.5)

    # Turned clockwise, the upper left of what is shown was the lower left of what was sent.
    assert part_of_source(top_left, Hanging(1)) == Area(0, 0.75, 0.5, 0.25)
    assert part_of_source(top_left, Hanging(2)) == Area(0.75, 0.5, 0.25, 0.5)
    assert part_of_source(top_left, Hanging(0, mirrored=True)) == Area(0.75, 0, 0.25, 0.5)


def test_box_asked_for_follows_turning_and_filling() -> None:
    box = Size(400, 300)

    assert needed_box(WIDE, box, Hanging()) == box
    assert needed_box(WIDE, box, Hanging(3)) == Size(300, 400)
    filled = needed_box(WIDE, box, Hanging(fit=Fit.FILL))
    assert (filled.width, filled.height) == pytest.approx((533.33, 300), abs=0.01)
    assert needed_box(None, box, Hanging(fit=Fit.FILL)).width == pytest.approx(filled.width)


def test_picture_is_asked_for_in_steps_that_are_never_too_small() -> None:
    assert [buffer_scale(factor) for factor in (1.0, 1.2, 2.0, 2.5, 16.0)] == [1.0, 1.5, 2.0, 3.0, 16.0]
