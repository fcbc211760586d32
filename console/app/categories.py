"""The city's incident categories, as they come with the console."""

from __future__ import annotations

import csv
from io import StringIO

from console.domain.event import IncidentCategory
from console.qt.resources import resource_text


def load_categories() -> list[IncidentCategory]:
    """In the order of the file, which is the order in which operators are offered them."""
    rows = csv.DictReader(StringIO(resource_text("city", "incident-categories.csv")))
    return [
        IncidentCategory(
            code=row["code"],
            name_id=row["name_id"],
            name_en=row["name_en"],
            eido_type=row["eido_type"],
            default_recipient=row["default_recipient"],
            priority=int(row["priority"]),
        )
        for row in rows
    ]
