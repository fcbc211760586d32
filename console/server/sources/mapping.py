"""The mapping source: cameras from any CSV, JSON, GeoJSON, ArcGIS or CKAN, by a map of fields that a person writes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.camera import DirectoryStatus
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN, SourceCamera, SourceReading
from console.server.sources.fetch import Ask, read_json
from console.server.sources.mapping_records import (
    Record,
    arcgis_pages,
    ckan_pages,
    csv_records,
    geojson_records,
    numbered,
)
from console.server.sources.mapping_rules import filled, looked_up
from console.server.sources.mapping_settings import Format, SignIn, Vendor, read_settings
from console.server.sources.vendor_feeds import TEMPLATES

_MOST_BYTES = 64 * 1024 * 1024
_WRONG_NUMBER = -1
"""No call-up number: the checks of the intake then tell it by its place, and a camera that is there stays as it is."""
_MOST_NOTES = 20


class MappingFetch(Protocol):
    """The part of ``SourceHttp`` that this needs."""

    host: str

    def ask(self, ask: Ask) -> Any: ...


class MappingSource:
    """Reads one file or address whole."""

    def __init__(self, http: MappingFetch | None, settings: Mapping[str, Any], login: Login = NO_LOGIN) -> None:
        """``http`` to the origin of the address, None where a file is read. Raises KnownError ``source.setting``."""
        self._plan = read_settings(settings)
        self._http = http
        self._login = login
        self._host = http.host if http is not None else Path(self._plan.where.file).name

    def read(self) -> SourceReading:
        notes: list[str] = []
        cameras = tuple(self._camera(place, record, notes) for place, record in self._records())
        return SourceReading(cameras, tuple(notes))

    def _records(self) -> Iterator[Record]:
        where = self._plan.where
        if where.format is Format.ARCGIS:
            return arcgis_pages(self._arcgis_page, self._host)
        if where.format is Format.CKAN:
            return ckan_pages(self._ckan_page, self._host)
        body = self._file() if where.file else self._asked("", {})
        if where.format is Format.CSV:
            return csv_records(body, self._host)
        document = read_json(body, self._host)
        if where.format is Format.GEOJSON:
            return geojson_records(document, self._host)
        return numbered(looked_up(document, where.records) if where.records else document, self._host)

    def _file(self) -> bytes:
        path = Path(self._plan.where.file)
        try:
            if path.stat().st_size > _MOST_BYTES:
                raise KnownError("source.too_large", host=self._host, mebibytes=_MOST_BYTES // 1_048_576)
            return path.read_bytes()
        except OSError as error:
            raise KnownError("source.file", file=self._host, reason=error.strerror or "") from error

    def _arcgis_page(self, offset: int) -> Any:
        where = self._plan.where
        params = {"where": where.where, "outFields": "*", "outSR": "4326", "f": "json"}
        params |= {"resultOffset": str(offset), "resultRecordCount": str(where.page_size)}
        params |= {"orderByFields": where.order_by} if where.order_by else {}
        return read_json(self._asked("/query", params), self._host)

    def _ckan_page(self, offset: int) -> Any:
        where = self._plan.where
        params = {"resource_id": where.resource, "limit": str(where.page_size), "offset": str(offset)}
        # Without an order, PostgreSQL behind it may give a row twice and another never.
        params["sort"] = where.order_by or "_id"
        return read_json(self._asked("/api/3/action/datastore_search", params), self._host)

    def _asked(self, more: str, params: Mapping[str, str]) -> bytes:
        assert self._http is not None  # noqa: S101  the settings have an address where they have no file
        parts = urlsplit(self._plan.where.url)
        path = parts.path.rstrip("/") + more if more else parts.path
        params = dict(parse_qsl(parts.query, keep_blank_values=True)) | dict(params)
        headers: dict[str, str] = {}
        login: tuple[str, Secret] | None = None
        way, secret = self._plan.where.sign_in, self._login.password
        if self._login.user and self._plan.shows_login:
            if way is SignIn.BASIC:
                login = (self._login.user, secret)
            elif way is SignIn.TOKEN:
                params["token"] = secret.reveal()
            else:
                headers["Authorization"] = f"Bearer {secret.reveal()}" if way is SignIn.BEARER else secret.reveal()
        body: bytes = self._http.ask(Ask(path, params=params, headers=headers, login=login)).body
        return body

    def _camera(self, place: int, record: Any, notes: list[str]) -> SourceCamera:
        if not isinstance(record, dict):
            return SourceCamera(key="", name="", place=place)

        def text(name: str) -> str:
            rule = self._plan.fields.get(name)
            return rule.text(record) if rule else ""

        main_url, sub_url = _vendor_addresses(self._plan.vendor, record)
        latitude, longitude = self._position(record)
        user = text("user")
        login = Login(user, Secret(text("password"))) if user else NO_LOGIN
        if not user and self._plan.gives_login:
            login = self._login
        return SourceCamera(
            key=text("key"),
            name=text("name"),
            main_url=text("main_url") or main_url,
            sub_url=text("sub_url") or sub_url,
            login=login,
            number=_whole(text("number")),
            area_code=text("area_code"),
            latitude=latitude,
            longitude=longitude,
            kind=text("kind"),
            owner=text("owner"),
            site_key=text("site_key"),
            recorder_id=text("recorder_id"),
            recorder_feeds=_whole(text("recorder_feeds")),
            switch_id=text("switch_id"),
            power_id=text("power_id"),
            status=_status(text("status"), place, notes),
            groups=tuple(rule.text(record) for rule in self._plan.groups),
            place=place,
        )

    def _position(self, record: dict[str, Any]) -> tuple[float | None, float | None]:
        texts = []
        for name in ("latitude", "longitude"):
            rule = self._plan.fields.get(name)
            texts.append(rule.text(record) if rule else filled(f"{{geometry.{name}}}", record))
        latitude, longitude = (_degrees(text) for text in texts)
        # Nothing stands at 0° 0°: it is what systems write that know no place.
        return (None, None) if latitude == 0 == longitude else (latitude, longitude)


def _vendor_addresses(vendor: Vendor | None, record: Any) -> tuple[str, str]:
    if vendor is None:
        return "", ""
    parts = {"host": vendor.host.text(record), "port": vendor.port.text(record), "channel": vendor.channel.text(record)}
    main, sub = TEMPLATES[vendor.make]
    return filled(main, parts), filled(sub, parts)


def _whole(text: str) -> int | None:
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else _WRONG_NUMBER  # noqa: PLR2004


def _degrees(text: str) -> float | None:
    """What is no number comes as one that no check lets through."""
    if not text:
        return None
    try:
        # Indonesian spreadsheets write -6,98.
        return float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        return math.nan


def _status(text: str, place: int, notes: list[str]) -> DirectoryStatus | None:
    if not text:
        return None
    try:
        return DirectoryStatus(text.lower())
    except ValueError:
        if len(notes) < _MOST_NOTES:
            notes.append(f"source.unknown_status {place}")
        return None
