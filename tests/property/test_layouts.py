"""For every layout: its tiles cover the grid, each cell once."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from console.domain.layout import (
    MOST_ROWS,
    ONE_AND_TWELVE,
    TWO_AND_EIGHT,
    Layout,
    checked_layout,
    grid,
    layout_by_name,
    one_big,
)

sizes = st.integers(1, MOST_ROWS)
layouts = st.builds(grid, sizes, sizes) | st.sampled_from([one_big(5), one_big(7), ONE_AND_TWELVE, TWO_AND_EIGHT])


@given(layouts)
def test_tiles_cover_every_cell_once(layout: Layout) -> None:
    covered = Counter(
        (cell.row + down, cell.column + right)
        for cell in layout.cells
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    )
    assert set(covered) == {(row, column) for row in range(layout.rows) for column in range(layout.columns)}
    assert set(covered.values()) == {1}


@given(layouts)
def test_a_layout_is_found_by_its_own_name(layout: Layout) -> None:
    assert layout_by_name(layout.name) == layout


@given(layouts)
def test_every_layout_stands_the_check_of_what_comes_from_outside(layout: Layout) -> None:
    assert checked_layout(layout.name, layout.rows, layout.columns, layout.cells) == layout
