"""Whatever keys are pressed, the typed line is a call-up or the beginning of one, and means what was typed."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from console.domain.call_up import (
    MOST_DIGITS,
    CallUp,
    CallUpFault,
    TileCall,
    extended,
    fault_of,
    read_call_up,
    read_tile_call,
)

_BEGUN = re.compile(r"(\d+\.){0,2}\d*|\d+\.\.\d*")
_NUMBERS = st.integers(0, 10**MOST_DIGITS - 1)


def _typed(keys: str) -> str:
    line = ""
    for key in keys:
        line = extended(line, key)
    return line


@given(st.text() | st.text(alphabet="0123456789."))
def test_no_keys_make_a_line_that_is_not_the_beginning_of_a_call_up(keys: str) -> None:
    line = _typed(keys)

    assert line.isascii()
    assert _BEGUN.fullmatch(line)
    assert all(len(part) <= MOST_DIGITS for part in line.split("."))
    assert (read_call_up(line) is None) == (line == "" or line.endswith("."))


@given(_NUMBERS, st.none() | _NUMBERS, st.none() | _NUMBERS)
def test_a_line_means_the_numbers_that_were_typed(number: int, tile: int | None, screen: int | None) -> None:
    parts = [screen, tile, number] if screen is not None else [tile, number] if tile is not None else [number]
    keys = ".".join("" if part is None else str(part) for part in parts)

    assert read_call_up(_typed(keys)) == CallUp(number, tile, screen)


@given(st.text())
def test_a_line_of_other_signs_is_never_read(line: str) -> None:
    call = read_call_up(line)

    assert call is None or re.fullmatch(r"[0-9]+(\.[0-9]+){0,2}|[0-9]+\.\.[0-9]+", line)


@given(
    st.none() | st.integers(0, 200),
    st.none() | st.integers(0, 4),
    st.dictionaries(st.integers(1, 3), st.integers(1, 144)),
)
def test_a_call_up_without_fault_has_a_place_and_one_with_fault_has_none(
    tile: int | None, screen: int | None, tiles_of: dict[int, int]
) -> None:
    fault = fault_of(CallUp(7, tile, screen), 1, tiles_of)

    tiles = tiles_of.get(1 if screen is None else screen)
    if fault is None:
        assert tiles is not None
        assert tile is None or 1 <= tile <= tiles
    elif fault is CallUpFault.NO_SCREEN:
        assert tiles is None
    else:
        assert tiles is not None
        assert tile is not None
        assert not 1 <= tile <= tiles


@given(st.none() | _NUMBERS, st.none() | _NUMBERS)
def test_a_tile_or_a_screen_is_chosen_by_its_number_and_no_camera_is(tile: int | None, screen: int | None) -> None:
    line = ("" if screen is None else f"{screen}.") + ("" if tile is None else str(tile))

    assert read_tile_call(line) == (None if tile is None and screen is None else TileCall(tile, screen))
    assert read_tile_call(f"{line}.7.8") is None
