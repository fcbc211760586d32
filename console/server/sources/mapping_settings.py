"""The settings of a mapping source, checked when it is added: the first wrong one is told by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from console.base.errors import KnownError
from console.server.sources.mapping_rules import FieldRule, read_rule
from console.server.sources.vendor_feeds import TEMPLATES

_KEYS = {
    "url",
    "file",
    "format",
    "records",
    "resource",
    "where",
    "order_by",
    "page_size",
    "sign_in",
    "login_for",
    "fields",
    "groups",
    "vendor",
}
_FIELDS = {
    "key",
    "name",
    "main_url",
    "sub_url",
    "user",
    "password",
    "number",
    "area_code",
    "latitude",
    "longitude",
    "kind",
    "owner",
    "site_key",
    "recorder_id",
    "recorder_feeds",
    "switch_id",
    "power_id",
    "status",
}
_VENDOR_KEYS = {"make", "host", "port", "channel"}
_LARGEST_PAGE = 10_000
_LOGINS = ("source", "feeds", "both")


class Format(Enum):
    """How the cameras are told."""

    CSV = "csv"
    JSON = "json"
    GEOJSON = "geojson"
    ARCGIS = "arcgis"
    CKAN = "ckan"

    @property
    def is_paged(self) -> bool:
        return self in {Format.ARCGIS, Format.CKAN}


class SignIn(Enum):
    """How the source's login is shown to it."""

    BASIC = "basic"
    BEARER = "bearer"
    """The password is a token of OAuth's kind."""
    KEY = "key"
    """The password is an API key, alone in the header (CKAN)."""
    TOKEN = "token"  # noqa: S105  the name of a way
    """The password is a parameter (ArcGIS)."""


@dataclass(frozen=True)
class Where:
    """Where the records are; exactly one of url and file is set."""

    format: Format
    url: str = field(default="", repr=False)
    file: str = ""
    records: str = ""
    """Of JSON: the path to the list."""
    resource: str = ""
    """Of CKAN: the id of the table."""
    where: str = "1=1"
    order_by: str = ""
    page_size: int = 1_000
    sign_in: SignIn = SignIn.BASIC


@dataclass(frozen=True)
class Vendor:
    """Addresses are made as this maker's cameras have them."""

    make: str
    host: FieldRule
    port: FieldRule
    channel: FieldRule


@dataclass(frozen=True)
class MappingPlan:
    """The settings, read."""

    where: Where
    fields: Mapping[str, FieldRule]
    groups: tuple[FieldRule, ...] = ()
    vendor: Vendor | None = None
    login_for: str = "source"

    @property
    def shows_login(self) -> bool:
        return self.login_for != "feeds"

    @property
    def gives_login(self) -> bool:
        return self.login_for != "source"


def read_settings(told: Mapping[str, Any]) -> MappingPlan:
    """Raises KnownError ``source.setting`` (field)."""
    _refuse_unknown("", told, _KEYS)
    fields = told.get("fields")
    if not isinstance(fields, dict):
        raise KnownError("source.setting", field="fields")
    _refuse_unknown("fields.", fields, _FIELDS)
    rules = {name: read_rule(f"fields.{name}", rule) for name, rule in fields.items()}
    vendor = _read_vendor(told["vendor"]) if "vendor" in told else None
    for name in ("key", "name"):
        if name not in rules:
            raise KnownError("source.setting", field=f"fields.{name}")
    if vendor is None and "main_url" not in rules and "sub_url" not in rules:
        raise KnownError("source.setting", field="fields.main_url")
    groups = told.get("groups", [])
    if not isinstance(groups, list):
        raise KnownError("source.setting", field="groups")
    login_for = _text(told, "login_for", "source")
    if login_for not in _LOGINS:
        raise KnownError("source.setting", field="login_for")
    return MappingPlan(
        _read_where(told),
        rules,
        tuple(read_rule(f"groups.{index}", rule) for index, rule in enumerate(groups)),
        vendor,
        login_for,
    )


def _read_where(told: Mapping[str, Any]) -> Where:
    try:
        form = Format(told.get("format"))
    except ValueError:
        raise KnownError("source.setting", field="format") from None
    try:
        sign_in = SignIn(told.get("sign_in", "basic"))
    except ValueError:
        raise KnownError("source.setting", field="sign_in") from None
    url, file = _text(told, "url"), _text(told, "file")
    if bool(url) == bool(file) or (file and not PurePath(file).is_absolute()):
        raise KnownError("source.setting", field="file" if file else "url")
    if url and urlsplit(url).scheme not in {"http", "https"}:
        raise KnownError("source.setting", field="url")
    page_size = told.get("page_size", 1_000)
    if not isinstance(page_size, int) or isinstance(page_size, bool) or not 0 < page_size <= _LARGEST_PAGE:
        raise KnownError("source.setting", field="page_size")
    resource = _text(told, "resource")
    if form.is_paged and file:
        raise KnownError("source.setting", field="file")
    if form is Format.CKAN and not resource:
        raise KnownError("source.setting", field="resource")
    return Where(
        form,
        url,
        file,
        _text(told, "records"),
        resource,
        _text(told, "where", "1=1"),
        _text(told, "order_by"),
        page_size,
        sign_in,
    )


def _read_vendor(told: Any) -> Vendor:
    if not isinstance(told, dict) or told.get("make") not in TEMPLATES:
        raise KnownError("source.setting", field="vendor.make" if isinstance(told, dict) else "vendor")
    _refuse_unknown("vendor.", told, _VENDOR_KEYS)
    return Vendor(
        told["make"],
        read_rule("vendor.host", told.get("host")),
        read_rule("vendor.port", told.get("port", {"fixed": "554"})),
        read_rule("vendor.channel", told.get("channel", {"fixed": "1"})),
    )


def _text(told: Mapping[str, Any], name: str, default: str = "") -> str:
    value = told.get(name, default)
    if not isinstance(value, str):
        raise KnownError("source.setting", field=name)
    return value.strip()


def _refuse_unknown(prefix: str, told: Mapping[str, Any], known: set[str]) -> None:
    """A misspelt name would be left out in silence."""
    unknown = sorted(set(told) - known)
    if unknown:
        raise KnownError("source.setting", field=f"{prefix}{unknown[0]}"[:60])
