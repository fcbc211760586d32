"""A MediaMTX for tests of its adapter: pages of paths and of their settings, in the shapes of its OpenAPI file.

The schema was written for these tests from the field list of ``api/openapi.yaml`` in bluenviron/mediamtx (MIT licence, info
version 1.0.0, as of 2026): the same names and types of the entries ``Path``, ``PathList`` and ``PathConfList``. Every list that
this fake gives is checked against it, so that the adapter is not tested against an invention.
"""

from __future__ import annotations

import base64
from typing import Any

from jsonschema import Draft202012Validator

from tests.helpers.fake_system import NOT_FOUND, Asked, Said

USER, PASSWORD = "ronda", "rahasia-gerbang"
CAMERA_PASSWORD = "s3cret-kamera"
Schema = dict[str, Any]
_COUNT: Schema = {"type": "integer"}
_TEXT: Schema = {"type": "string"}
_TIME: Schema = {"type": ["string", "null"]}
_YES_NO: Schema = {"type": "boolean"}
_OF_A_KIND: Schema = {"type": "object", "properties": {"type": _TEXT, "id": _TEXT}, "additionalProperties": False}
_PATH: Schema = {
    "type": "object",
    "required": ["name"],
    "properties": {
        **dict.fromkeys(("name", "confName"), _TEXT),
        **dict.fromkeys(("online", "available", "ready"), _YES_NO),
        **dict.fromkeys(("onlineTime", "availableTime", "readyTime"), _TIME),
        **dict.fromkeys(
            ("inboundBytes", "outboundBytes", "inboundFramesInError", "bytesReceived", "bytesSent"), _COUNT
        ),
        "source": {"anyOf": [_OF_A_KIND, {"type": "null"}]},
        "readers": {"type": "array", "items": _OF_A_KIND},
        "tracks": {"type": "array", "items": _TEXT},
        "tracks2": {"type": "array", "items": {"type": "object"}},
    },
    "additionalProperties": False,
}
_PATH_SETTING: Schema = {
    "type": "object",
    "required": ["name"],
    "properties": {
        **dict.fromkeys(("name", "source", "runOnDemand", "rtspTransport", "sourceFingerprint"), _TEXT),
        **dict.fromkeys(("sourceOnDemand", "record"), _YES_NO),
        "maxReaders": _COUNT,
    },
    "additionalProperties": False,
}


def _list_of(entry: Schema) -> Schema:
    items = {"type": "array", "items": entry}
    return {
        "type": "object",
        "required": ["itemCount", "pageCount", "items"],
        "properties": {"itemCount": _COUNT, "pageCount": _COUNT, "items": items},
        "additionalProperties": False,
    }


SCHEMAS = {
    "/v3/paths/list": Draft202012Validator(_list_of(_PATH)),
    "/v3/config/paths/list": Draft202012Validator(_list_of(_PATH_SETTING)),
}


def path(name: str, online: bool, conf_name: str = "", **changed: Any) -> dict[str, Any]:
    """An entry as the version of 2026 gives it."""
    entry = {
        "name": name,
        "confName": conf_name or name,
        "source": {"type": "rtspSource", "id": ""} if online else None,
        "online": online,
        "onlineTime": "2026-11-26T05:00:00Z" if online else None,
        "available": online,
        "availableTime": None,
        "ready": online,
        "readyTime": None,
        "tracks": ["H264"] if online else [],
        "tracks2": [{"codec": "H264", "codecProps": {"width": 1920, "height": 1080}}] if online else [],
        "inboundBytes": 1234,
        "readers": [{"type": "rtspSession", "id": "5a1b"}],
    }
    return entry | changed


def old_path(name: str, ready: bool) -> dict[str, Any]:
    """An entry as versions until 2025 gave it."""
    entry = path(name, ready)
    return {key: entry[key] for key in ("name", "confName", "source", "ready", "readyTime", "tracks", "readers")}


def setting(name: str, **changed: Any) -> dict[str, Any]:
    source = f"rtsp://op:{CAMERA_PASSWORD}@10.1.2.3/live"
    return {"name": name, "source": source, "sourceOnDemand": False, "runOnDemand": "", "record": False} | changed


class FakeMediaMtx:
    """Attributes are looked at with every request."""

    def __init__(self) -> None:
        self.paths: list[Any] = [path("simpang-lima", online=True)]
        self.settings: list[Any] = [setting("simpang-lima")]
        self.most_per_page = 10_000
        self.is_checked = True
        """Its lists are as documented."""
        self.body: bytes | None = None
        """In place of a page of paths."""

    def __call__(self, asked: Asked) -> Said:
        basic = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {basic}":
            return Said({"error": "authentication error"}, 401, {"WWW-Authenticate": 'Basic realm="mediamtx"'})
        if asked.path == "/v3/paths/list":
            return self._page(asked, self.paths) if self.body is None else Said(self.body)
        return self._page(asked, self.settings) if asked.path == "/v3/config/paths/list" else NOT_FOUND

    def _page(self, asked: Asked, entries: list[Any]) -> Said:
        size = min(int(asked.query.get("itemsPerPage", "100")), self.most_per_page)
        first = int(asked.query.get("page", "0")) * size
        page = {
            "itemCount": len(entries),
            "pageCount": -(-len(entries) // size),
            "items": entries[first : first + size],
        }
        if self.is_checked:
            SCHEMAS[asked.path].validate(page)
        return Said(page)
