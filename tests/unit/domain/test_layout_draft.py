"""Drawing a layout: what can be split, joined and dragged, and which tile keeps its camera."""

from __future__ import annotations

from console.domain.layout import layout_by_name
from console.domain.layout_draft import Border, borders, draft_of, join, move, split


def test_the_halves_of_a_tile_are_one_with_its_camera_and_an_empty_one() -> None:
    halves = split(draft_of(layout_by_name("1x1")), 0, upright=True)

    assert halves is not None
    assert [(piece.cell.column, piece.cell.right, piece.origin) for piece in halves.pieces] == [
        (0, 30, 0),
        (30, 60, None),
    ]


def test_only_what_is_a_rectangle_together_is_joined() -> None:
    draft = draft_of(layout_by_name("2x2"))

    assert join(draft, [0, 3]) is None
    assert join(draft, [0, 1, 2]) is None
    assert join(draft, [1]) is None
    joined = join(draft, [1, 3])
    assert joined is not None
    assert joined.origins == (0, 1, 2)


def test_a_tile_is_not_split_below_a_twelfth_of_the_wall() -> None:
    assert split(draft_of(layout_by_name("12x12")), 0, upright=True) is None


def test_a_line_is_dragged_as_a_whole_or_between_two_tiles_alone() -> None:
    draft = draft_of(layout_by_name("2x2"))

    whole, part = Border(True, 60, 0, 120), Border(True, 60, 0, 60)
    assert whole in borders(draft, whole=True)
    assert part in borders(draft, whole=False)
    all_moved, _border = move(draft, whole, 80)
    one_moved, _border = move(draft, part, 80)

    assert [piece.cell.column_span for piece in all_moved.pieces] == [80, 40, 80, 40]
    assert [piece.cell.column_span for piece in one_moved.pieces] == [80, 40, 60, 60]


def test_a_line_stops_where_a_tile_would_get_too_small() -> None:
    draft = draft_of(layout_by_name("2x2"))

    moved, border = move(draft, Border(False, 60, 0, 120), 0)

    assert border.at == draft.least_rows == 10
    assert [piece.cell.row_span for piece in moved.pieces] == [10, 10, 110, 110]
