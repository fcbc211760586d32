"""Reads the facts of the demo city from its CSV files, in the package or in the source tree."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from console.base.errors import BugError

_PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Place:
    """A point of the map, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class NamedArea:
    """An area with an official code."""

    code: str
    name: str


@dataclass(frozen=True)
class AgencyCamera:
    """A camera of a city agency at a well-known place."""

    id: str
    site_id: str
    name: str
    kind: str
    owner: str
    aliases: str
    """Joined by semicolons."""
    area_code: str
    place: Place


def facts_folder() -> Path:
    """``resources/city`` of the installed package, else of the source tree. Raises BugError when neither is there."""
    for base in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        if (base / "city").is_dir():
            return base / "city"
    raise BugError("resources/city is missing from the installation")


def _rows(file_name: str) -> Iterator[dict[str, str]]:
    with (facts_folder() / file_name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def official_areas() -> tuple[NamedArea, ...]:
    """City, kecamatan and kelurahan in the order of the file: parents first."""
    return tuple(NamedArea(row["code"], row["name"]) for row in _rows("areas.csv"))


@cache
def district_centres() -> dict[str, Place]:
    """Approximate centre of each kecamatan by its code."""
    return {
        row["code"]: Place(float(row["latitude"]), float(row["longitude"])) for row in _rows("district-centres.csv")
    }


@cache
def agency_cameras() -> tuple[AgencyCamera, ...]:
    return tuple(
        AgencyCamera(
            id=row["id"],
            site_id=row["site_id"],
            name=row["name"],
            kind=row["kind"],
            owner=row["owner"],
            aliases=row["aliases"],
            area_code=row["area_code"],
            place=Place(float(row["latitude"]), float(row["longitude"])),
        )
        for row in _rows("agency-cameras.csv")
    )
