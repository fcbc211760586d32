"""Reads a file of areas (CSV) or cameras (CSV or GeoJSON) into plain rows of text, each with its line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from console.base.errors import KnownError
from console.domain.camera import ALIAS_MARK

CAMERA_COLUMNS = ("id", "name", "area_code", "latitude", "longitude", "main_url", "sub_url", "owner", "kind", "number")
AREA_COLUMNS = ("code", "name")
_GEO_SUFFIXES = {".geojson", ".json"}
_MOST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class Row:
    """The fields of one row as text, empty where the file has none."""

    line: int
    fields: dict[str, str] = field(repr=False)

    def text(self, name: str) -> str:
        return self.fields.get(name, "").strip()


def read_areas(path: Path) -> list[Row]:
    """Raises KnownError as ``read_cameras`` does."""
    return list(_csv_rows(path, _content(path), AREA_COLUMNS))


def read_cameras(path: Path) -> list[Row]:
    """Raises KnownError ``centre.import_unreadable``, ``import_columns`` (missing), ``import_not_geojson`` (file)."""
    content = _content(path)
    if path.suffix.lower() in _GEO_SUFFIXES:
        return list(_geo_rows(path, content))
    return list(_csv_rows(path, content, CAMERA_COLUMNS))


def _content(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise KnownError("centre.import_unreadable", file=path.name, reason="too large")
        # utf-8-sig: spreadsheets put a byte order mark in front.
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise KnownError("centre.import_unreadable", file=path.name, reason=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise KnownError("centre.import_unreadable", file=path.name, reason="not UTF-8") from error


def _csv_rows(path: Path, content: str, columns: tuple[str, ...]) -> Iterator[Row]:
    first_line = content.partition("\n")[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    reader = csv.DictReader(content.splitlines(keepends=True), delimiter=delimiter, restval="")
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        raise KnownError("centre.import_columns", file=path.name, missing=", ".join(missing))
    try:
        for fields in reader:
            # Fields beyond the header come as a list under None.
            yield Row(reader.line_num, {key: value for key, value in fields.items() if key and isinstance(value, str)})
    except csv.Error as error:
        raise KnownError("centre.import_unreadable", file=path.name, reason=str(error)) from error


def _geo_rows(path: Path, content: str) -> Iterator[Row]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise KnownError("centre.import_not_geojson", file=path.name) from error
    collection = _map(document)
    features = collection.get("features")
    if collection.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise KnownError("centre.import_not_geojson", file=path.name)
    for number, feature in enumerate(features, start=1):
        yield Row(number, _geo_fields(_map(feature)))


def _geo_fields(feature: dict[str, Any]) -> dict[str, str]:
    fields = {key: _text(value) for key, value in _map(feature.get("properties")).items()}
    if "id" not in fields:
        fields["id"] = _text(feature.get("id"))
    geometry = _map(feature.get("geometry"))
    coordinates = geometry.get("coordinates")
    if geometry.get("type") == "Point" and isinstance(coordinates, list) and len(coordinates) > 1:
        fields["longitude"], fields["latitude"] = _text(coordinates[0]), _text(coordinates[1])
    return fields


def _map(value: Any) -> dict[str, Any]:
    """``value`` when it is a JSON object, else an empty one, whose missing fields are then told by the checks."""
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        # Several names of a place may be a list in GeoJSON, as they are several in a column of CSV.
        return ALIAS_MARK.join(_text(one) for one in value)
    return str(value)
