"""For every area code: parents contain, siblings do not, and a denied area hides all of itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.area import area_level, contains, in_scope, is_area_code, parent_code

_PARTS = (".{:02d}", ".{:04d}", "/RW{:03d}", "/RT{:03d}")
_MOST = (99, 9999, 999, 999)


@st.composite
def codes(draw: st.DrawFn) -> str:
    code = f"{draw(st.integers(0, 99)):02d}.{draw(st.integers(0, 99)):02d}"
    for part, most in list(zip(_PARTS, _MOST, strict=True))[: draw(st.integers(0, len(_PARTS)))]:
        code += part.format(draw(st.integers(0, most)))
    return code


def line_of(code: str) -> list[str]:
    """The code and everything around it, outwards."""
    line = [code]
    while (parent := parent_code(line[-1])) is not None:
        line.append(parent)
    return line


@given(codes())
def test_the_way_out_ends_at_the_city_and_every_step_contains_the_code(code: str) -> None:
    line = line_of(code)
    assert all(is_area_code(area) and contains(area, code) for area in line)
    assert len({area_level(area) for area in line}) == len(line)


@given(codes(), codes())
def test_one_area_contains_another_exactly_when_it_lies_on_its_way_out(area: str, code: str) -> None:
    assert contains(area, code) == (area in line_of(code))


@given(codes(), st.lists(codes()), st.lists(codes()))
def test_a_denied_area_is_never_seen(code: str, allowed: list[str], others: list[str]) -> None:
    for denied in line_of(code):
        assert not in_scope(code, [*allowed, code], [*others, denied])


@given(st.text())
def test_no_text_breaks_the_look(text: str) -> None:
    if is_area_code(text):
        assert line_of(text)[0] == text
