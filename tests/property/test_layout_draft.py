"""However a layout is drawn on, its tiles cover the grid, each part once, and none gets too small."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.layout import COMMON_LAYOUTS, TileShape, layout_by_name
from console.domain.layout_draft import Border, Draft, borders, draft_of, join, move, reach, split

NAMES = st.sampled_from(COMMON_LAYOUTS)


def _drawn(draft: Draft, data: st.DataObject) -> Draft:
    """One more step."""
    kind = data.draw(st.sampled_from(["split", "join", "move"]))
    tile = st.integers(0, len(draft.pieces) - 1)
    if kind == "split":
        return split(draft, data.draw(tile), upright=data.draw(st.booleans())) or draft
    if kind == "join":
        return join(draft, data.draw(st.sets(tile, max_size=4))) or draft
    found = borders(draft, whole=data.draw(st.booleans()))
    if not found:
        return draft
    border = data.draw(st.sampled_from(found))
    moved, there = move(draft, border, data.draw(st.integers(-10, 800)))
    least, most = reach(draft, border)
    assert least <= there.at <= most
    # Where it comes to lie in line with another one, the two are one border from then on.
    assert any(_covers(one, there) for one in (*borders(moved, whole=False), *borders(moved, whole=True)))
    return moved


def _covers(one: Border, part: Border) -> bool:
    return (one.upright, one.at) == (part.upright, part.at) and one.start <= part.start and part.end <= one.end


@given(NAMES, st.data())
def test_every_step_of_drawing_is_a_layout(name: str, data: st.DataObject) -> None:
    draft = draft_of(layout_by_name(name))

    for _step in range(data.draw(st.integers(1, 6))):
        draft = _drawn(draft, data)

        # Raises when the tiles do not cover the grid, each part once.
        layout = draft.layout("digambar", TileShape.WIDE, 1)
        assert layout.cells == tuple(piece.cell for piece in draft.pieces)
        for cell in layout.cells:
            assert cell.row_span >= draft.least_rows
            assert cell.column_span >= draft.least_columns
        origins = [origin for origin in draft.origins if origin is not None]
        assert len(origins) == len(set(origins))


@given(NAMES)
def test_a_layout_that_is_only_looked_at_stays_the_same_picture(name: str) -> None:
    layout = layout_by_name(name)
    draft = draft_of(layout)

    again = draft_of(draft.layout("lagi", TileShape.FILL, 1))

    assert again == draft
    assert [piece.cell.row * layout.rows // draft.rows for piece in draft.pieces] == [one.row for one in layout.cells]


@given(NAMES, st.data())
def test_joining_what_was_split_gives_the_tile_back(name: str, data: st.DataObject) -> None:
    draft = draft_of(layout_by_name(name))
    tile = data.draw(st.integers(0, len(draft.pieces) - 1))
    halves = split(draft, tile, upright=data.draw(st.booleans()))
    if halves is None:
        return

    new = [index for index, piece in enumerate(halves.pieces) if piece not in draft.pieces]

    assert join(halves, new) == draft
