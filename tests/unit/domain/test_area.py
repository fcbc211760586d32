"""Area codes: their shape tells their level, and a scope ends at a boundary."""

from __future__ import annotations

import pytest

from console.domain.area import AreaLevel, area_level, contains, in_scope, is_area_code, parent_code

RT = "33.74.02.1001/RW002/RT003"

LEVELS = [
    ("33.74", AreaLevel.CITY, None),
    ("33.74.02", AreaLevel.DISTRICT, "33.74"),
    ("33.74.02.1001", AreaLevel.VILLAGE, "33.74.02"),
    ("33.74.02.1001/RW002", AreaLevel.RW, "33.74.02.1001"),
    (RT, AreaLevel.RT, "33.74.02.1001/RW002"),
]


@pytest.mark.parametrize(("code", "level", "parent"), LEVELS)
def test_the_shape_of_a_code_tells_level_and_parent(code: str, level: AreaLevel, parent: str | None) -> None:
    assert area_level(code) is level
    assert parent_code(code) == parent


@pytest.mark.parametrize(
    "text",
    [
        "",
        "33",
        "33.74.",
        "33.74.2",
        "33.74.02.101",
        "33.74.02/RW002",
        "33.74.02.1001/RT003",
        f"{RT}/",
        f" {RT}",
        f"{RT}\n",
        "٣٣.٧٤",
    ],
)
def test_anything_else_is_no_code(text: str) -> None:
    assert not is_area_code(text)
    with pytest.raises(ValueError, match="not an area code"):
        area_level(text)


@pytest.mark.parametrize(
    ("area", "code", "inside"),
    [
        ("33.74", RT, True),
        (RT, RT, True),
        ("33.74.02.1001/RW002", RT, True),
        ("33.74.02.1001/RW00", RT, False),
        ("33.7", "33.74", False),
        ("33.74.02", "33.74.021", False),
        (RT, "33.74", False),
    ],
)
def test_an_area_contains_what_lies_inside_at_a_boundary(area: str, code: str, inside: bool) -> None:
    assert contains(area, code) is inside


def test_deny_beats_allow_and_nothing_allowed_is_nothing_seen() -> None:
    assert in_scope(RT, ["33.74"])
    assert not in_scope(RT, ["33.74"], ["33.74.02.1001"])
    assert not in_scope(RT, [RT], ["33.74"])
    assert not in_scope(RT, [])
    assert not in_scope(RT, ["33.75"])
