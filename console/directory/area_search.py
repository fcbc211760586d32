"""Finds areas by typed words: districts and villages by their names, RW and RT by their numbers within them."""

from __future__ import annotations

import re

from console.directory.wording import read_query
from console.domain.area import AreaLevel
from console.domain.directory_entry import AreaEntry
from console.domain.word_match import distance
from console.store.database import Database, Row

_PLACE = re.compile(r"(rt|rw)(\d+)")
AREAS = (
    "SELECT area.code, name, level, COALESCE(cameras, 0) AS cameras, COALESCE(online, 0) AS online,"
    " COALESCE(offline, 0) AS offline, COALESCE(unknown, 0) AS unknown, COALESCE(stale, 0) AS stale"
    " FROM area LEFT JOIN area_count ON area_count.code = area.code"
)
_MOST_NEIGHBOURHOODS = 40
"""Of one question: RT 3 RW 4 is in every village."""


def search_areas(database: Database, text: str, limit: int) -> list[AreaEntry]:
    """Best first; ``RT 3 RW 4 Krapyak`` finds that RT, ``Krapyak`` the village."""
    query = read_query(text)
    numbers = {kind: int(digits) for word in query.exact for kind, digits in _PLACE.findall(word)}
    typed = " ".join(query.prefixes)
    named = _named(database, typed)
    if not numbers:
        return named[:limit]
    if "rw" not in numbers or not typed:
        return []
    villages = [area.code for area in named if area.level is AreaLevel.VILLAGE][:_MOST_NEIGHBOURHOODS]
    inside = f"/RW{numbers['rw']:03d}" + (f"/RT{numbers['rt']:03d}" if "rt" in numbers else "")
    codes = [code + inside for code in villages]
    marks = ",".join("?" * len(codes))
    rows = database.rows(f"{AREAS} WHERE area.code IN ({marks})", codes)
    found = {row["code"]: area_entry(row) for row in rows}
    return [found[code] for code in codes if code in found][:limit]


def _named(database: Database, typed: str) -> list[AreaEntry]:
    """Cities, districts and villages: a few hundred names."""
    outer = (AreaLevel.CITY, AreaLevel.DISTRICT, AreaLevel.VILLAGE)
    rows = database.rows(f"{AREAS} WHERE level IN (?, ?, ?)", [level.value for level in outer])
    found = [
        (far, row["code"], area_entry(row)) for row in rows if (far := distance(typed, (row["name"],))) is not None
    ]
    return [area for _far, _code, area in sorted(found, key=lambda one: one[:2])]


def area_entry(row: Row) -> AreaEntry:
    """A row of ``AREAS``."""
    counts = (row[name] for name in ("cameras", "online", "offline", "unknown", "stale"))
    return AreaEntry(row["code"], row["name"], AreaLevel(row["level"]), *counts)
