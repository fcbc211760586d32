"""A camera as its source tells it, as a row that the intake checks like one of a file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from console.server.intake.reading import Row
from console.server.sources.adapter import SourceCamera

SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,23}", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9._:-]{1,39}", re.ASCII)
_HASHED = "h:"
_HASH_DIGITS = 24
_YES = "ya"
_NO_ID_LETTER = re.compile(r"[^A-Za-z0-9._:-]+", re.ASCII)
_LONGEST_POWER_ID = 64


@dataclass(frozen=True)
class Defaults:
    """What a source's cameras get where it tells nothing itself."""

    first_number: int = 1
    area_code: str = ""
    owner: str = ""
    camera_kind: str = ""
    group_areas: Mapping[str, str] = field(default_factory=dict)
    """Area codes by the names of the source's own groups."""


def camera_id(source_id: str, key: str) -> str:
    """Its id in the directory, the same for as long as ``key`` is; no two keys of a source share one."""
    if _KEY.fullmatch(key) is None or key.startswith(_HASHED):
        key = _HASHED + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_DIGITS]
    return f"{source_id}.{key}"


def row_of(camera: SourceCamera, source_id: str, defaults: Defaults, before: Any) -> Row:
    """``before`` is the camera's row in the directory or None: what no source can tell stays as it stands there."""
    own_id = camera_id(source_id, camera.key)
    fields = {
        "id": own_id,
        "site_id": camera_id(source_id, camera.site_key) if camera.site_key else own_id,
        "number": _number(camera, defaults, before),
        "name": camera.name,
        "area_code": camera.area_code or _area_of_groups(camera, defaults) or defaults.area_code,
        "latitude": _degrees(camera.latitude),
        "longitude": _degrees(camera.longitude),
        "owner": camera.owner or defaults.owner,
        "kind": camera.kind or defaults.camera_kind,
        "status": camera.status.value if camera.status else "",
        "main_url": camera.main_url,
        "sub_url": camera.sub_url,
        "user": camera.login.user,
        "password": camera.login.password.reveal(),
    }
    return Row(camera.place, fields | _kept(before) | _shared(camera, source_id) | _ptz(camera))


def _number(camera: SourceCamera, defaults: Defaults, before: Any) -> str:
    """One that the source does not tell is settled later; until then any right one stands for it."""
    if camera.number is not None:
        return str(camera.number)
    return str(before.number if before is not None else defaults.first_number)


def _area_of_groups(camera: SourceCamera, defaults: Defaults) -> str:
    """The innermost group that the settings know."""
    known = (defaults.group_areas[name] for name in reversed(camera.groups) if name in defaults.group_areas)
    return next(known, "")


def _degrees(value: float | None) -> str:
    return "" if value is None else repr(float(value))


def _shared(camera: SourceCamera, source_id: str) -> dict[str, str]:
    """Two sources never mean one device by the same name; a power feeder is the city's, whoever tells of it."""
    fields: dict[str, str] = {}
    if camera.recorder_id:
        feeds = "" if camera.recorder_feeds is None else str(camera.recorder_feeds)
        fields |= {"recorder_id": camera_id(source_id, camera.recorder_id), "recorder_feeds": feeds}
    if camera.switch_id:
        fields["switch_id"] = camera_id(source_id, camera.switch_id)
    if camera.power_id:
        fields["power_id"] = _NO_ID_LETTER.sub("-", camera.power_id)[:_LONGEST_POWER_ID]
    return fields


def _ptz(camera: SourceCamera) -> dict[str, str]:
    if camera.ptz is None:
        return {}
    return {
        "ptz_protocol": camera.ptz.protocol.value,
        "ptz_url": camera.ptz.url,
        "ptz_token": camera.ptz.token,
        "ptz_user": camera.ptz_login.user,
        "ptz_password": camera.ptz_login.password.reveal(),
    }


def _kept(before: Any) -> dict[str, str]:
    if before is None:
        return {}
    fields = {
        "privacy_class": before.privacy_class,
        "approximate": _YES if before.approximate else "",
        "aliases": before.aliases,
    }
    if before.uplink_id:
        feeds = "" if before.uplink_feeds is None else str(before.uplink_feeds)
        fields |= {"uplink_id": before.uplink_id, "uplink_feeds": feeds}
    for name in ("switch_id", "power_id"):
        if getattr(before, name):
            fields[name] = getattr(before, name)
    return fields
