"""Cameras of a go2rtc gateway: one of each stream that it has a producer for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from console.domain.camera import DirectoryStatus
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN, SourceCamera, SourceReading
from console.server.sources.entries import BadEntryError, Entry, gathered, label, mapped, part
from console.server.sources.fetch import Ask, SourceHttp
from console.server.sources.stream_server import StreamServer

_RECEIVED = ("bytes_recv", "recv")
"""Of a producer that is connected; the second is what versions before 1.9.5 say."""


@dataclass(frozen=True)
class Go2RtcSettings:
    """The source's address is that of the API, such as ``http://gerbang.kota.example:1984``."""

    streams: StreamServer
    """Its ``rtsp://…:8554``."""
    login: Login = NO_LOGIN


class Go2Rtc:
    """The addresses of the cameras behind it, which its API tells with their passwords, are not taken."""

    def __init__(self, http: SourceHttp, settings: Go2RtcSettings) -> None:
        self._http = http
        self._settings = settings

    def read(self) -> SourceReading:
        """Raises KnownError ``source.*``."""
        login = self._settings.login
        credentials = (login.user, login.password) if login.user else None
        streams = mapped(self._http.json(Ask("api/streams", login=credentials)), self._http.host)

        def camera(pair: tuple[str, str], place: int) -> SourceCamera:
            main, sub = pair
            producers = _producers(streams[main])
            return SourceCamera(
                key=main,
                name=label(main),
                main_url=self._settings.streams.address(main) if producers else "",
                sub_url=self._settings.streams.address(sub),
                login=self._settings.streams.login,
                status=_status(producers),
                place=place,
            )

        return gathered(self._settings.streams.pairs(streams).items(), camera)


def _producers(stream: Any) -> list[Entry]:
    found = part(stream).get("producers")
    if found is None:
        return []
    if not isinstance(found, list):
        raise BadEntryError
    return [part(producer) for producer in found]


def _status(producers: list[Entry]) -> DirectoryStatus:
    """A producer is connected only while somebody watches, so silence says nothing of the camera."""
    for producer in producers:
        for name in _RECEIVED:
            received = producer.get(name)
            if isinstance(received, int) and received > 0:
                return DirectoryStatus.ONLINE
    return DirectoryStatus.UNKNOWN
