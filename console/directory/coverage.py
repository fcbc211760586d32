"""The coverage of the city, of what this machine knows of its areas and cameras."""

from __future__ import annotations

from console.directory.wording import place_name
from console.domain.area import is_area_code
from console.domain.coverage import AreaFact, Coverage
from console.store.database import Database


def read_coverage(database: Database) -> Coverage:
    """A tenth of a second for 12,000 areas. Raises KnownError store.*, disk.*."""
    rows = database.rows(
        "SELECT area.code, name, COALESCE(cameras, 0) AS cameras, COALESCE(online, 0) AS online"
        " FROM area LEFT JOIN area_count ON area_count.code = area.code"
    )
    return Coverage(
        AreaFact(row["code"], place_name(row["code"], row["name"]), row["cameras"], row["online"])
        for row in rows
        if is_area_code(row["code"])
    )
