"""Whatever keys are pressed, the typed line is a call-up or the beginning of one, and means what was typed."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from console.domain.call_up import MOST_DIGITS, CallUp, CallUpFault, extended, fault_of, read_call_up

_BEGUN = re.compile(r"(\d+\.){0,2}\d*")
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
    screen = screen if tile is not None else None
    keys = ".".join(str(part) for part in (screen, tile, number) if part is not None)

    assert read_call_up(_typed(keys)) == CallUp(number, tile, screen)


@given(st.text())
def test_a_line_of_other_signs_is_never_read(line: str) -> None:
    call = read_call_up(line)

    assert call is None or re.fullmatch(r"[0-9]+(\.[0-9]+){0,2}", line)


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
