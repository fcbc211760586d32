"""Turns rows of text into areas and cameras, and says of every bad one why."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit

from console.base.redaction import Secret
from console.domain.area import AreaLevel, area_level, is_area_code, parent_code
from console.domain.camera import ALIAS_MARK, DirectoryStatus, PrivacyClass, split_aliases
from console.server.intake.faults import RowFault
from console.server.intake.inner_login import taken_out
from console.server.intake.reading import Row
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN, PtzAddress, PtzProtocol

_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_SCHEMES = {"rtsp", "rtsps", "http", "https"}
_PTZ_SCHEMES = {"http", "https"}
_YES_NO = {
    "": False,
    "0": False,
    "false": False,
    "no": False,
    "tidak": False,
    "1": True,
    "true": True,
    "yes": True,
    "ya": True,
}
_PUBLIC = ("public", "umum")
_SENSITIVE = ("sensitive", "sensitif")
_LONGEST_TEXT = 300
_MOST_FEEDS = 10_000
_LARGEST_NUMBER = 2**31 - 1


@dataclass(frozen=True)
class NewArea:
    """An area of the file."""

    code: str
    name: str

    @property
    def level(self) -> AreaLevel:
        return area_level(self.code)

    @property
    def parent(self) -> str | None:
        return parent_code(self.code)


@dataclass(frozen=True)
class Feed:
    """One feed: an address without credentials, and the credentials apart."""

    url: str = ""
    login: Login = NO_LOGIN


@dataclass(frozen=True)
class NewCamera:
    """A camera of a file or a source; ``doc`` holds what the directory tells about it."""

    line: int
    id: str
    doc: dict[str, str | int | float | bool | None]
    main: Feed
    sub: Feed
    status: DirectoryStatus | None
    ptz: PtzAddress | None = None
    ptz_login: Login = NO_LOGIN

    @property
    def number(self) -> int:
        return int(self.doc["number"] or 0)

    @property
    def area_code(self) -> str:
        return str(self.doc["area_code"])


@dataclass
class _Reader:
    """Reads the fields of one row and collects what is wrong."""

    row: Row
    faults: list[RowFault] = field(default_factory=list)

    def fault(self, reason: str, value: str = "") -> None:
        self.faults.append(RowFault(self.row.line, reason, value[:80]))

    def text(self, name: str, *, needed: bool = False) -> str:
        value = self.row.text(name)
        if needed and not value:
            self.fault("import.missing", name)
        # An address among the words would carry its password into the directory.
        if len(value) > _LONGEST_TEXT or not value.isprintable() or "://" in value:
            self.fault("import.bad_text", name)
        return value

    def degrees(self, name: str, most: float) -> float | None:
        text = self.row.text(name)
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not -most <= value <= most:
            self.fault("import.bad_coordinate", f"{name} {text}")
            return None
        return value

    def number(self) -> int:
        text = self.row.text("number")
        if not text.isascii() or not text.isdigit() or not 0 < int(text[:12]) <= _LARGEST_NUMBER:
            self.fault("import.bad_number", text)
            return 0
        return int(text)

    def feed(self, name: str) -> Feed:
        return self._address(name, _SCHEMES, "")

    def ptz(self) -> tuple[PtzAddress | None, Login]:
        """Protocol and address, both or neither."""
        protocol, url = self.row.text("ptz_protocol").lower(), self.row.text("ptz_url")
        if not protocol and not url:
            return None, NO_LOGIN
        if protocol not in {known.value for known in PtzProtocol}:
            self.fault("import.bad_ptz", "ptz_protocol")
            return None, NO_LOGIN
        if not url:
            self.fault("import.missing", "ptz_url")
        address = self._address("ptz_url", _PTZ_SCHEMES, "ptz_")
        token = self.text("ptz_token")
        return PtzAddress(PtzProtocol(protocol), address.url, token), address.login

    def _address(self, name: str, schemes: set[str], login_prefix: str) -> Feed:
        text = self.row.text(name)
        if not text:
            return Feed()
        try:
            parts = urlsplit(text)
            usable = parts.scheme in schemes and bool(parts.hostname) and (parts.port or 1) > 0
            # Behind the host it belongs to a password with a slash, which would stay in the address.
            usable = usable and "@" not in f"{parts.path}{parts.query}{parts.fragment}"
            user, password = unquote(parts.username or ""), unquote(parts.password or "")
        except ValueError:
            usable = False
        if not usable or text.split() != [text]:
            # The value itself is not told: it may hold a password.
            self.fault("import.bad_url", name)
            return Feed()
        clean = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))
        clean, inner = taken_out(clean)
        if inner is not None and user:
            # Two logins, and one place for them.
            self.fault("import.bad_url", name)
        if inner is not None:
            return Feed(clean, inner)
        if not user:
            user, password = self.row.text(f"{login_prefix}user"), self.row.fields.get(f"{login_prefix}password", "")
        return Feed(clean, Login(user, Secret(password)))

    def link(self, name: str) -> dict[str, str | int | None]:
        """What feeds share: its id, and how many it serves at once where that is limited."""
        link_id, feeds = self.row.text(f"{name}_id"), self.row.text(f"{name}_feeds")
        if feeds and not link_id:
            self.fault("import.bad_id", f"{name}_id")
        if not feeds:
            return {f"{name}_id": self.shared(f"{name}_id"), f"{name}_feeds": None}
        if link_id and _ID.fullmatch(link_id) is None:
            self.fault("import.bad_id", f"{name}_id {link_id}")
        if not feeds.isascii() or not feeds.isdigit() or not 0 < int(feeds[:6]) <= _MOST_FEEDS:
            self.fault("import.bad_feed_count", f"{name}_feeds {feeds}")
            return {}
        return {f"{name}_id": link_id, f"{name}_feeds": int(feeds)}

    def shared(self, name: str) -> str | None:
        """The id of what it shares with other cameras; None without."""
        link_id = self.row.text(name)
        if link_id and _ID.fullmatch(link_id) is None:
            self.fault("import.bad_id", f"{name} {link_id}")
        return link_id or None

    def yes_no(self, name: str) -> bool:
        value = _YES_NO.get(self.row.text(name).lower())
        if value is None:
            self.fault("import.bad_yes_no", f"{name} {self.row.text(name)}")
        return bool(value)

    def privacy_class(self) -> str:
        text = self.row.text("privacy_class").lower()
        if text in {"", *_PUBLIC}:
            return PrivacyClass.PUBLIC.value
        if text not in _SENSITIVE:
            self.fault("import.bad_privacy_class", text)
        return PrivacyClass.SENSITIVE.value

    def aliases(self) -> str:
        """In the order of the file, so that the first one can be what a list shows."""
        return ALIAS_MARK.join(split_aliases(self.text("aliases")))

    def status(self) -> DirectoryStatus | None:
        text = self.row.text("status").lower()
        if not text:
            return None
        try:
            return DirectoryStatus(text)
        except ValueError:
            self.fault("import.bad_status", text)
            return None


def check_area(row: Row, faults: list[RowFault]) -> NewArea | None:
    reader = _Reader(row)
    code, name = row.text("code"), reader.text("name", needed=True)
    if not is_area_code(code):
        reader.fault("import.bad_area_code", code)
    faults += reader.faults
    return None if reader.faults else NewArea(code, name)


def check_camera(row: Row, faults: list[RowFault]) -> NewCamera | None:
    reader = _Reader(row)
    camera_id = row.text("id")
    if _ID.fullmatch(camera_id) is None:
        reader.fault("import.bad_id", camera_id)
    if not is_area_code(row.text("area_code")):
        reader.fault("import.bad_area_code", row.text("area_code"))
    main, sub = reader.feed("main_url"), reader.feed("sub_url")
    if not main.url and not sub.url and not reader.faults:
        reader.fault("import.no_feed")
    latitude, longitude = reader.degrees("latitude", 90.0), reader.degrees("longitude", 180.0)
    if (latitude is None) != (longitude is None) and not reader.faults:
        reader.fault("import.half_position")
    doc: dict[str, str | int | float | bool | None] = {
        "site_id": row.text("site_id") or camera_id,
        "number": reader.number(),
        "name": reader.text("name", needed=True),
        "area_code": row.text("area_code"),
        "latitude": latitude,
        "longitude": longitude,
        "approximate": reader.yes_no("approximate"),
        "owner": reader.text("owner"),
        "kind": reader.text("kind"),
        "privacy_class": reader.privacy_class(),
        "aliases": reader.aliases(),
        **reader.link("recorder"),
        **reader.link("uplink"),
        "switch_id": reader.shared("switch_id"),
        "power_id": reader.shared("power_id"),
    }
    status = reader.status()
    ptz, ptz_login = reader.ptz()
    faults += reader.faults
    return None if reader.faults else NewCamera(row.line, camera_id, doc, main, sub, status, ptz, ptz_login)
