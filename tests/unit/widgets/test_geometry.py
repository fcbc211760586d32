"""Tiles fill the wall without overlap; pictures keep their shape."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from console.domain.layout import COMMON_LAYOUTS, TileShape, layout_by_name
from console.domain.layout_draft import draft_of
from console.widgets.wall.geometry import fitted, margins, tile_rects

LENGTHS = st.integers(64, 4000)


@given(name=st.sampled_from(COMMON_LAYOUTS), width=LENGTHS, height=LENGTHS, gap=st.integers(1, 4))
def test_tiles_lie_inside_and_never_overlap(name: str, width: int, height: int, gap: int) -> None:
    rects = tile_rects(layout_by_name(name), QSize(width, height), gap)

    whole = QRect(0, 0, width, height)
    assert all(whole.contains(rect) for rect in rects)
    assert not any(one.intersects(two) for index, one in enumerate(rects) for two in rects[index + 1 :])
    assert max(rect.right() for rect in rects) == width - gap - 1
    assert max(rect.bottom() for rect in rects) == height - gap - 1


@given(width=LENGTHS, height=LENGTHS, box_width=LENGTHS, box_height=LENGTHS)
def test_picture_is_fitted_whole_and_undistorted(width: int, height: int, box_width: int, box_height: int) -> None:
    box = QRect(10, 20, box_width, box_height)

    target = fitted(QSize(width, height), box)

    assert box.contains(target)
    assert abs(target.width() * height - target.height() * width) <= max(width, height)


@given(width=LENGTHS, height=LENGTHS, box_width=LENGTHS, box_height=LENGTHS)
def test_picture_and_its_margins_cover_the_box_once(width: int, height: int, box_width: int, box_height: int) -> None:
    box = QRect(10, 20, box_width, box_height)
    target = fitted(QSize(width, height), box)

    parts = [target, *margins(box, target)]

    assert all(box.contains(part) for part in parts if not part.isEmpty())
    assert sum(part.width() * part.height() for part in parts) == box.width() * box.height()
    assert not any(one.intersects(two) for index, one in enumerate(parts) for two in parts[index + 1 :])


def test_picture_made_for_its_box_is_painted_pixel_for_pixel() -> None:
    box = QRect(0, 0, 321, 200)

    assert fitted(QSize(320, 180), box).size() == QSize(320, 180)
    assert fitted(QSize(0, 180), box).isEmpty()


@given(
    name=st.sampled_from(COMMON_LAYOUTS),
    shape=st.sampled_from([TileShape.WIDE, TileShape.CLASSIC]),
    width=LENGTHS,
    height=LENGTHS,
    spacing=st.integers(0, 8),
)
def test_tiles_of_a_shape_have_it_and_lie_inside(
    name: str, shape: TileShape, width: int, height: int, spacing: int
) -> None:
    strip_px = 20
    layout = replace(layout_by_name(name), shape=shape)
    rects = tile_rects(layout, QSize(width, height), spacing, strip_px)

    assert shape.ratio is not None
    for cell, rect in zip(layout.cells, rects, strict=True):
        assert QRect(0, 0, width, height).contains(rect) or rect.isEmpty()
        if cell.row_span == cell.column_span == 1 and rect.height() - strip_px > 100:
            assert abs(rect.width() / (rect.height() - strip_px) - shape.ratio) < 0.06


def test_a_free_layout_has_the_shape_of_the_one_that_it_was_drawn_on() -> None:
    layout = replace(layout_by_name("3x2"), shape=TileShape.WIDE)
    drawn = draft_of(layout).layout("sendiri", TileShape.WIDE, 1)

    assert tile_rects(drawn, QSize(1000, 700), 4, 20) == tile_rects(layout, QSize(1000, 700), 4, 20)
