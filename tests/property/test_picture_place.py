"""Zooming keeps the point under the pointer, dragging never leaves the picture, turning four times is no turning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.picture_place import Area, Size, dragged, part_of_source, place, zoomed_at
from console.domain.picture_view import MOST_ZOOM, Fit, Hanging, PictureView, Zoom

_SHARES = st.floats(0, 1)
_SIDES = st.integers(16, 4000)
_SIZES = st.builds(Size, _SIDES, _SIDES)
_HANGINGS = st.builds(Hanging, st.integers(0, 3), st.booleans(), st.sampled_from(Fit))
_ZOOMS = st.builds(Zoom, st.floats(1, MOST_ZOOM), _SHARES, _SHARES)
_VIEWS = st.builds(PictureView, _HANGINGS, _ZOOMS)
_TINY = 1e-6


@given(_SIZES, _SIZES, _VIEWS, st.floats(1, 3), _SHARES, _SHARES)
def test_zooming_in_keeps_the_point_under_the_pointer_where_the_picture_fills_the_box(
    picture: Size, box: Size, view: PictureView, times: float, across: float, down: float
) -> None:
    at = (across * box.width, down * box.height)
    before = place(picture, box, view)
    after = place(picture, box, PictureView(view.hanging, zoomed_at(picture, box, view, view.zoom.factor * times, at)))

    if before.drawn.width >= box.width:
        assert after.point(*at)[0] == pytest.approx(before.point(*at)[0], abs=_TINY)
    if before.drawn.height >= box.height:
        assert after.point(*at)[1] == pytest.approx(before.point(*at)[1], abs=_TINY)


@given(_SIZES, _SIZES, _VIEWS, st.floats(0.1, 10), _SHARES, _SHARES, st.floats(-1e5, 1e5), st.floats(-1e5, 1e5))
def test_no_zoom_and_no_drag_leaves_a_gap_that_the_picture_could_fill(
    picture: Size, box: Size, view: PictureView, times: float, across: float, down: float, by_x: float, by_y: float
) -> None:
    at = (across * box.width, down * box.height)
    zoomed = PictureView(view.hanging, zoomed_at(picture, box, view, view.zoom.factor * times, at))
    moved = PictureView(view.hanging, dragged(picture, box, zoomed, (by_x, by_y)))

    for looked in (view, zoomed, moved):
        here = place(picture, box, looked)
        assert here.target.width == pytest.approx(min(box.width, here.drawn.width), rel=_TINY)
        assert here.target.height == pytest.approx(min(box.height, here.drawn.height), rel=_TINY)
        assert 1 <= looked.zoom.factor <= MOST_ZOOM


@given(_SIZES, _SIZES, _VIEWS, st.floats(-300, 300), st.floats(-300, 300))
def test_dragged_picture_follows_the_hand_until_its_edge(
    picture: Size, box: Size, view: PictureView, by_x: float, by_y: float
) -> None:
    start = PictureView(view.hanging, dragged(picture, box, view, (0, 0)))
    before = place(picture, box, start)
    after = place(picture, box, PictureView(view.hanging, dragged(picture, box, start, (by_x, by_y))))

    lowest = min(0.0, box.width - before.drawn.width)
    if before.drawn.width > box.width:
        expected = min(0.0, max(lowest, before.drawn.left + by_x))
        assert after.drawn.left == pytest.approx(expected, abs=1e-3)
    else:
        assert after.drawn.left == before.drawn.left


@given(_HANGINGS, _ZOOMS)
def test_four_turns_or_two_flips_change_nothing(hanging: Hanging, zoom: Zoom) -> None:
    turned, turned_zoom = hanging, zoom
    for _quarter in range(4):
        turned, turned_zoom = turned.turned(), turned_zoom.turned()

    assert turned == hanging
    assert (turned_zoom.x, turned_zoom.y) == pytest.approx((zoom.x, zoom.y))
    assert hanging.flipped().flipped() == hanging
    # A mirror turns clockwise into counter-clockwise.
    assert hanging.turned().flipped() == hanging.flipped().turned().turned().turned()


@given(_HANGINGS, st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0.1, 0.5), st.floats(0.1, 0.5))
def test_turning_what_is_seen_and_the_camera_shows_the_same_part_of_the_source(
    hanging: Hanging, left: float, top: float, width: float, height: float
) -> None:
    seen = Area(left, top, width, height)
    turned_seen = Area(1 - top - height, left, height, width)
    flipped_seen = Area(1 - left - width, top, width, height)
    expected = _corners(part_of_source(seen, hanging))

    assert _corners(part_of_source(turned_seen, hanging.turned())) == pytest.approx(expected)
    assert _corners(part_of_source(flipped_seen, hanging.flipped())) == pytest.approx(expected)


def _corners(area: Area) -> tuple[float, float, float, float]:
    return area.left, area.top, area.width, area.height
