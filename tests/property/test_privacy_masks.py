"""A mask covers the same points of the picture however it is turned, mirrored, fitted and zoomed, to the pixel."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from console.domain.picture_place import Area, part_of_source, shown_point
from console.domain.picture_view import MOST_ZOOM, Fit, Hanging, PictureView, Zoom
from console.widgets.theme.theme import Theme
from console.widgets.wall.mask_painter import MASK_COLOUR, masked, paint_masks
from console.widgets.wall.tile_painter import TilePainter

_SHARES = st.floats(0, 1)
_HANGINGS = st.builds(Hanging, st.integers(0, 3), st.booleans(), st.sampled_from(Fit))
_VIEWS = st.builds(PictureView, _HANGINGS, st.builds(Zoom, st.floats(1, MOST_ZOOM), _SHARES, _SHARES))
_SIZES = st.builds(QSize, st.integers(40, 200), st.integers(40, 200))
_WHITE, _RED = QColor("#ffffff"), QColor("#ff0000")


@given(_HANGINGS, _SHARES, _SHARES)
def test_where_a_point_is_shown_is_where_it_came_from(hanging: Hanging, x: float, y: float) -> None:
    shown_x, shown_y = shown_point((x, y), hanging)
    back = part_of_source(Area(shown_x, shown_y, 0, 0), hanging)
    assert (back.left, back.top) == pytest.approx((x, y), abs=1e-9)


@given(_SIZES, _SIZES, _VIEWS, st.tuples(_SHARES, _SHARES), st.tuples(_SHARES, _SHARES))
@settings(max_examples=60)
def test_nothing_of_what_is_masked_is_ever_painted(
    qapp: object,  # noqa: ARG001  painting words needs it
    picture: QSize,
    box: QSize,
    view: PictureView,
    one: tuple[float, float],
    other: tuple[float, float],
) -> None:
    """The masked part of the picture is red, the rest white: no red may be left, whatever the smoothing."""
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    image = QImage(picture, QImage.Format.Format_RGB32)
    image.fill(_WHITE)
    # Whole pixels within the mask.
    inside = QRect(
        -int(-left * picture.width() // 1),
        -int(-top * picture.height() // 1),
        0,
        0,
    )
    inside.setRight(int(right * picture.width()) - 1)
    inside.setBottom(int(bottom * picture.height()) - 1)
    painter = QPainter(image)
    if inside.isValid():
        painter.fillRect(inside, _RED)
    painter.end()
    mask = (((left, top), (right, top), (right, bottom), (left, bottom)),)

    shown = QImage(box, QImage.Format.Format_RGB32)
    painter = QPainter(shown)
    tile = TilePainter(Theme(), lambda factor: f"{factor}")
    area = QRect(0, 0, box.width(), box.height())
    tile.paint_picture(painter, area, image, view)
    paint_masks(painter, area, picture, view, mask)
    painter.end()

    for x in range(0, box.width(), 3):
        for y in range(0, box.height(), 3):
            colour = shown.pixelColor(x, y)
            assert not (colour.red() > 200 and colour.green() < 60), (x, y)


@given(_SIZES, st.tuples(_SHARES, _SHARES))
def test_a_saved_picture_has_the_mask_and_nothing_else_changed(picture: QSize, corner: tuple[float, float]) -> None:
    image = QImage(picture, QImage.Format.Format_RGB32)
    image.fill(_WHITE)
    hidden = masked(image, (((0.0, 0.0), (corner[0], 0.0), corner, (0.0, corner[1])),))
    reach_x, reach_y = corner[0] * picture.width(), corner[1] * picture.height()
    for x in range(0, picture.width(), 2):
        for y in range(0, picture.height(), 2):
            if x < reach_x - 1 and y < reach_y - 1:
                assert hidden.pixelColor(x, y) == MASK_COLOUR
            elif x > reach_x + 2 or y > reach_y + 2:
                assert hidden.pixelColor(x, y) == _WHITE
    assert image.pixelColor(0, 0) == _WHITE
