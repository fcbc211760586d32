"""The settings of sources that are one system each: read from JSON, the first wrong one told by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from console.base.errors import KnownError
from console.server.keys import Login
from console.server.sources.stream_server import StreamServer

_STREAM_SCHEMES = {"rtsp", "rtsps", "http", "https"}
_MOST_DEVICES = 5_000


class ToldSettings:
    """Settings as a person wrote them; each read raises KnownError ``source.setting`` (field) for a wrong one."""

    def __init__(self, told: Mapping[str, Any], known: set[str]) -> None:
        """A misspelt name would be left out in silence, so only ``known`` ones may stand there."""
        self._told = told
        unknown = sorted(set(told) - known)
        if unknown:
            raise KnownError("source.setting", field=unknown[0][:60])

    def text(self, name: str, default: str = "") -> str:
        value = self._told.get(name, default)
        if not isinstance(value, str):
            raise KnownError("source.setting", field=name)
        return value.strip()

    def feed_url(self, name: str, *, needed: bool) -> str:
        """Where feeds are, without user and password: those are given as the login of feeds."""
        url = self.text(name)
        if not url and not needed:
            return ""
        try:
            parts = urlsplit(url)
            usable = parts.scheme in _STREAM_SCHEMES and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:
            usable = False
        if not usable or "@" in url or not url.isprintable() or " " in url:
            raise KnownError("source.setting", field=name)
        return url

    def texts(self, name: str) -> list[str]:
        """At least one."""
        value = self._told.get(name)
        if not isinstance(value, list) or not 0 < len(value) <= _MOST_DEVICES:
            raise KnownError("source.setting", field=name)
        for index, one in enumerate(value):
            if not isinstance(one, str) or not one.strip():
                raise KnownError("source.setting", field=f"{name}.{index}")
        return [one.strip() for one in value]


def stream_server(told: Mapping[str, Any], feed_login: Login) -> StreamServer:
    """Of a gateway: ``url`` of its API, ``streams`` where it serves them, ``sub_ending``."""
    settings = ToldSettings(told, {"url", "streams", "sub_ending"})
    return StreamServer(settings.feed_url("streams", needed=True), feed_login, settings.text("sub_ending", "_sub"))
