"""A layout handed over as text arrives as it was, or is refused; nothing else ever comes out of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.domain.layout import COMMON_LAYOUTS, TileShape, layout_by_name
from console.domain.layout_draft import draft_of, split
from console.domain.wall_state import WallState
from console.wall.layout_text import as_text, from_text
from tests.helpers.tile_contents import CONTENTS

NAMES = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=60)


@st.composite
def states(draw: st.DrawFn) -> WallState:
    draft = draft_of(layout_by_name(draw(st.sampled_from(COMMON_LAYOUTS))))
    draft = split(draft, 0, upright=draw(st.booleans())) or draft
    layout = draft.layout(draw(NAMES), draw(st.sampled_from(TileShape)), draw(st.integers(0, 8)))
    return WallState(layout, tuple(draw(st.lists(CONTENTS, max_size=80))), draw(st.booleans()))


@given(states(), st.integers(10, 200))
def test_a_layout_arrives_as_it_was_within_words_and_broken_lines(state: WallState, width: int) -> None:
    text = as_text(state)
    lines = "\n".join(text[start : start + width] for start in range(0, len(text), width))

    assert from_text(text) == state
    assert from_text(f"Ini tata letaknya:\n{lines}\n— Budi") == state


@given(states(), st.data())
def test_one_wrong_character_is_noticed(state: WallState, data: st.DataObject) -> None:
    text = as_text(state)
    index = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("aZ09_-:").filter(lambda one: one != text[index]))

    with pytest.raises(KnownError, match=r"layout\.(no_text|text_damaged|text_newer)"):
        from_text(text[:index] + other + text[index + 1 :])


@given(states(), st.data())
def test_a_text_that_was_cut_off_is_refused(state: WallState, data: st.DataObject) -> None:
    text = as_text(state)

    with pytest.raises(KnownError, match=r"layout\.(no_text|text_damaged)"):
        from_text(text[: data.draw(st.integers(0, len(text) - 1))])


@given(st.text())
def test_anything_else_is_no_layout(text: str) -> None:
    with pytest.raises(KnownError, match=r"layout\."):
        from_text(text)
