"""Whom a flag goes to first: it follows from the category and the district, and a person may say otherwise."""

from __future__ import annotations

import re

from console.domain.area import AreaLevel, area_level, is_area_code, parent_code

LONGEST_RECIPIENT = 100

# Semarang has one Polsek for each kecamatan; names are names, the same in both languages.
POLSEK = {
    "33.74.01": "Polsek Semarang Tengah",
    "33.74.02": "Polsek Semarang Utara",
    "33.74.03": "Polsek Semarang Timur",
    "33.74.04": "Polsek Gayamsari",
    "33.74.05": "Polsek Genuk",
    "33.74.06": "Polsek Pedurungan",
    "33.74.07": "Polsek Semarang Selatan",
    "33.74.08": "Polsek Candisari",
    "33.74.09": "Polsek Gajahmungkur",
    "33.74.10": "Polsek Tembalang",
    "33.74.11": "Polsek Banyumanik",
    "33.74.12": "Polsek Gunungpati",
    "33.74.13": "Polsek Semarang Barat",
    "33.74.14": "Polsek Mijen",
    "33.74.15": "Polsek Ngaliyan",
    "33.74.16": "Polsek Tugu",
}
_CITY_POLICE = "Polrestabes Semarang"
_LONG_NAMES = {"Polrestabes": _CITY_POLICE}
_ALWAYS = (
    _CITY_POLICE,
    "Satlantas",
    "112",
    # Some streets at the eastern border belong to the neighbours' police.
    "Polres Demak",
)
_POLSEK_WORD = "Polsek"


def district_of(area_code: str) -> str | None:
    """The code of the kecamatan that ``area_code`` lies in; None for a whole city or what is no area code."""
    code: str | None = area_code if is_area_code(area_code) else None
    while code is not None and area_level(code) is not AreaLevel.DISTRICT:
        code = parent_code(code)
    return code


def recipients(category_recipient: str, area_code: str) -> tuple[str, ...]:
    """The first one is proposed, the others may be chosen. ``category_recipient`` as the list of categories has it:
    ``Polsek/Satpol PP``.
    """
    own = POLSEK.get(district_of(area_code) or "", _CITY_POLICE)
    # What stands in brackets is a remark of the list, as in "Damkar (113)".
    named = [part.strip() for part in re.split(r"[/+]", re.sub(r"\(.*?\)", "", category_recipient))]
    proposed = [own if name == _POLSEK_WORD else _LONG_NAMES.get(name, name) for name in named if name]
    return tuple(dict.fromkeys([*proposed, own, *_ALWAYS, *POLSEK.values()]))
