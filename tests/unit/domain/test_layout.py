"""Layouts by name, and names that are none."""

from __future__ import annotations

import pytest

from console.domain.layout import COMMON_LAYOUTS, Cell, checked_layout, grid, layout_by_name, one_big


def test_tiles_are_counted_as_people_read() -> None:
    assert grid(2, 2).cells == (Cell(0, 0), Cell(0, 1), Cell(1, 0), Cell(1, 1))


def test_one_and_five_has_a_big_tile_and_five_around_it() -> None:
    layout = one_big(5)
    assert (layout.rows, layout.columns, len(layout.cells)) == (3, 3, 6)
    assert layout.cells[0] == Cell(0, 0, 2, 2)


@pytest.mark.parametrize("name", COMMON_LAYOUTS)
def test_common_layouts_are_found_by_their_names(name: str) -> None:
    assert layout_by_name(f" {name.upper()} ").name == name


@pytest.mark.parametrize("name", ["", "x", "4", "0x4", "13x1", "1+6", "4x4x4", "-1x4", "²x2", "4 x 4"])
def test_other_names_are_refused_with_a_reason(name: str) -> None:
    with pytest.raises(ValueError, match="layout"):
        layout_by_name(name)


def test_a_big_tile_goes_with_five_or_seven_only() -> None:
    with pytest.raises(ValueError, match=r"1\+6 is not a layout"):
        one_big(6)


def test_one_and_twelve_and_two_and_eight_have_their_tiles() -> None:
    assert [len(layout_by_name(name).cells) for name in ("1+12", "2+8")] == [13, 10]
    assert layout_by_name("2+8").cells[:2] == (Cell(0, 0, 2, 2), Cell(0, 2, 2, 2))


@pytest.mark.parametrize(
    "cells",
    [
        [Cell(0, 0)],
        [Cell(0, 0, 1, 2), Cell(0, 1)],
        [Cell(0, 0, 1, 3)],
        [Cell(0, -1, 1, 2), Cell(0, 1)],
        [Cell(0, 0, 1, 2), Cell(0, 0, 0, 0)],
        [],
    ],
)
def test_tiles_that_leave_holes_or_lie_on_each_other_are_no_layout(cells: list[Cell]) -> None:
    with pytest.raises(ValueError, match=r"tile|size"):
        checked_layout("Simpang", 1, 2, cells)


@pytest.mark.parametrize("name", ["", "  ", "a" * 61, "a\nb", "a\x07"])
def test_a_name_that_cannot_be_shown_is_none(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        checked_layout(name, 1, 1, [Cell(0, 0)])
