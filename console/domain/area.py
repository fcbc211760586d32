"""Areas: kota > kecamatan > kelurahan > RW > RT, named by official codes, and scopes as prefixes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

AREA_CODE_PATTERN = re.compile(r"\d{2}\.\d{2}(\.\d{2}(\.\d{4}(/RW\d{3}(/RT\d{3})?)?)?)?", re.ASCII)


class AreaLevel(Enum):
    """The level of an area in the city, outermost first."""

    CITY = "city"
    DISTRICT = "district"
    VILLAGE = "village"
    RW = "rw"
    RT = "rt"


CODE_LETTERS = {
    AreaLevel.CITY: len("33.74"),
    AreaLevel.DISTRICT: len("33.74.02"),
    AreaLevel.VILLAGE: len("33.74.02.1001"),
    AreaLevel.RW: len("33.74.02.1001/RW002"),
    AreaLevel.RT: len("33.74.02.1001/RW002/RT003"),
}
"""Every code of a level is as long as any other."""
_CITY_LETTERS = CODE_LETTERS[AreaLevel.CITY]
_LEVELS = {letters: level for level, letters in CODE_LETTERS.items()}


def is_area_code(text: str) -> bool:
    """True for a Kemendagri code, with RW and RT appended as in ``33.74.02.1001/RW002/RT003``."""
    return AREA_CODE_PATTERN.fullmatch(text) is not None


def area_level(code: str) -> AreaLevel:
    """The level that the shape of ``code`` says. Raises ValueError for anything that is no area code."""
    if not is_area_code(code):
        raise ValueError(f"not an area code: {code!r}")
    return _LEVELS[len(code)]


def parent_code(code: str) -> str | None:
    """The code one level up, or None for a city."""
    if area_level(code) is AreaLevel.CITY:
        return None
    return _around(code)


def lineage(code: str) -> list[str]:
    """``code`` and everything around it, innermost first; nothing for what is no area code."""
    if not is_area_code(code):
        return []
    found = [code]
    while len(code) > _CITY_LETTERS:
        code = _around(code)
        found.append(code)
    return found


def _around(code: str) -> str:
    return code[: max(code.rfind("."), code.rfind("/"))]


def contains(area: str, code: str) -> bool:
    """True when ``code`` is ``area`` or lies inside it; a prefix counts only at a boundary."""
    return code == area or code.startswith((area + ".", area + "/"))


def in_scope(code: str, allowed: Iterable[str], denied: Iterable[str] = ()) -> bool:
    """Deny beats allow; an empty ``allowed`` allows nothing."""
    return not any(contains(area, code) for area in denied) and any(contains(area, code) for area in allowed)
