"""The records of a mapping source, each with its place: from one document, or page by page."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from console.base.errors import KnownError

_MOST_PAGES = 2_000
_MOST_RECORDS = 200_000

Record = tuple[int, Any]
"""Line or number from 1, and what stands there: an object, or whatever the source sent in its place."""


def csv_records(body: bytes, host: str) -> Iterator[Record]:
    """Raises KnownError ``source.bad_answer`` (host), also while it goes on."""
    try:
        # utf-8-sig: spreadsheets put a byte order mark in front.
        content = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise KnownError("source.bad_answer", host=host) from None
    first_line = content.partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    reader = csv.DictReader(content.splitlines(keepends=True), delimiter=delimiter, restval="", strict=True)
    try:
        for fields in reader:
            yield reader.line_num, {key: value for key, value in fields.items() if key and isinstance(value, str)}
    except csv.Error:
        raise KnownError("source.bad_answer", host=host) from None


def numbered(records: Any, host: str, first: int = 1) -> Iterator[Record]:
    """Raises KnownError ``source.bad_answer`` (host): no list, or too long a one."""
    if not isinstance(records, list) or first - 1 + len(records) > _MOST_RECORDS:
        raise KnownError("source.bad_answer", host=host)
    yield from enumerate(records, start=first)


def geojson_records(document: Any, host: str, first: int = 1) -> Iterator[Record]:
    """Properties beside ``id`` and ``geometry.latitude``, ``geometry.longitude``. Raises as ``numbered``."""
    features = document.get("features") if isinstance(document, dict) else None
    for place, feature in numbered(features, host, first):
        if not isinstance(feature, dict):
            yield place, feature
            continue
        properties = feature.get("properties")
        record = {"id": feature.get("id")} | (properties if isinstance(properties, dict) else {})
        yield place, record | {"geometry": _point(feature.get("geometry"))}


def arcgis_records(document: Any, host: str, first: int = 1) -> Iterator[Record]:
    """Attributes beside ``geometry.latitude``, ``geometry.longitude``. Raises as ``numbered``."""
    features = document.get("features") if isinstance(document, dict) else None
    for place, feature in numbered(features, host, first):
        attributes = feature.get("attributes") if isinstance(feature, dict) else None
        if not isinstance(attributes, dict):
            yield place, None
            continue
        geometry = feature.get("geometry")
        point = geometry if isinstance(geometry, dict) else {}
        yield place, attributes | {"geometry": {"latitude": point.get("y"), "longitude": point.get("x")}}


def _point(geometry: Any) -> dict[str, Any]:
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(coordinates, list) or len(coordinates) < 2 or geometry.get("type") != "Point":  # noqa: PLR2004
        return {}
    return {"longitude": coordinates[0], "latitude": coordinates[1]}


def arcgis_pages(ask: Callable[[int], Any], host: str) -> Iterator[Record]:
    """``ask`` gets the offset. Raises KnownError ``source.bad_answer``, ``source.refused``, ``source.error`` (status)
    and ``source.paging``, each with the host."""
    seen: set[bytes] = set()
    offset = 0
    for _ in range(_MOST_PAGES):
        document = _arcgis_page(ask(offset), host)
        records = list(arcgis_records(document, host, offset + 1))
        yield from records
        offset += len(records)
        if not document.get("exceededTransferLimit"):
            return
        # A server that knows no paging sends its first page for ever.
        _refuse_repeated(records, seen, host)
    raise KnownError("source.paging", host=host)


def _arcgis_page(document: Any, host: str) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise KnownError("source.bad_answer", host=host)
    error = document.get("error")
    if error is None:
        return document
    # ArcGIS tells its errors with HTTP 200.
    code = error.get("code") if isinstance(error, dict) else None
    if code in {401, 403, 498, 499}:
        raise KnownError("source.refused", host=host)
    raise KnownError("source.error", host=host, status=code if isinstance(code, int) else 0)


def ckan_pages(ask: Callable[[int], Any], host: str) -> Iterator[Record]:
    """``ask`` gets the offset. Raises as ``arcgis_pages``; an end before the ``total`` that it tells is no whole answer."""
    seen: set[bytes] = set()
    offset = 0
    for _ in range(_MOST_PAGES):
        document = ask(offset)
        result = document.get("result") if isinstance(document, dict) and document.get("success") is True else None
        if not isinstance(result, dict):
            raise KnownError("source.bad_answer", host=host)
        total = _exact_total(result)
        records = list(numbered(result.get("records"), host, offset + 1))
        yield from records
        offset += len(records)
        if not records and offset < total:
            raise KnownError("source.bad_answer", host=host)
        if not records or offset >= total > 0:
            return
        _refuse_repeated(records, seen, host)
    raise KnownError("source.paging", host=host)


def _exact_total(result: dict[str, Any]) -> int:
    """0 where it is not told, or only guessed."""
    total = result.get("total")
    return total if isinstance(total, int) and not result.get("total_was_estimated") else 0


def _refuse_repeated(records: list[Record], seen: set[bytes], host: str) -> None:
    digest = hashlib.sha256(json.dumps([record for _, record in records]).encode()).digest()
    if not records or digest in seen:
        raise KnownError("source.paging", host=host)
    seen.add(digest)
