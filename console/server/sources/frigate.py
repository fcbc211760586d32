"""Cameras of a Frigate recorder, read where it serves them itself: their own passwords are masked in what its API tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from console.base.errors import KnownError
from console.domain.camera import DirectoryStatus
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN, SourceCamera, SourceReading
from console.server.sources.entries import BadEntryError, Entry, flag, gathered, label, mapped, part, text
from console.server.sources.fetch import Ask, SourceHttp
from console.server.sources.stream_server import StreamServer

_ITSELF = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class FrigateSettings:
    """The source's address is that of Frigate, such as ``https://frigate.kota.example:8971``."""

    streams: StreamServer
    """Its ``rtsp://…:8554``."""
    login: Login = NO_LOGIN
    """Empty at its port for machines inside, which asks for none."""


class Frigate:
    """A camera that is switched off in its settings stays, its status unknown. Only what go2rtc serves in it can be seen."""

    def __init__(self, http: SourceHttp, settings: FrigateSettings) -> None:
        self._http = http
        self._settings = settings

    def read(self) -> SourceReading:
        """Raises KnownError ``source.*``."""
        self._sign_in()
        config = mapped(self._http.json(Ask("api/config")), self._http.host)
        stats = mapped(self._http.json(Ask("api/stats")), self._http.host)
        cameras = mapped(config.get("cameras"), self._http.host)
        served = _object(_object(config.get("go2rtc")).get("streams"))
        states = _object(stats.get("cameras"))

        def camera(entry: tuple[str, Any], place: int) -> SourceCamera:
            name, said = entry[0], part(entry[1])
            main, sub = self._feeds(name, said, served)
            return SourceCamera(
                key=name,
                name=label(text(said, "friendly_name") or name),
                main_url=self._settings.streams.address(main),
                sub_url=self._settings.streams.address(sub),
                login=self._settings.streams.login,
                status=_status(said, states.get(name)),
                place=place,
            )

        return gathered(cameras.items(), camera)

    def _sign_in(self) -> None:
        """The cookie that it answers with goes along with the other questions; each installation may name it otherwise."""
        login = self._settings.login
        if not login.user:
            return
        document = {"user": login.user, "password": login.password.reveal()}
        if not self._http.ask(Ask("api/login", method="POST", document=document)).cookies:
            raise KnownError("source.bad_answer", host=self._http.host)

    def _feeds(self, name: str, camera: Entry, served: Mapping[str, Any]) -> tuple[str, str]:
        """Main and small: by what it records and detects, else as its live view has them, else by their names."""
        roles = _roles(camera, served)
        live = _live(camera, served)
        ending = self._settings.streams.sub_ending
        large = [stream for stream in live if not (ending and stream.endswith(ending))]
        main = roles.get("record") or next(iter([*large, *live]), "") or (name if name in served else "")
        small = [roles.get("detect", ""), *live, main + ending]
        return main, next((stream for stream in small if stream and stream != main and stream in served), "")


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _live(camera: Entry, served: Mapping[str, Any]) -> list[str]:
    """Before 0.16 a camera had one name there."""
    live = _object(camera.get("live"))
    streams = [*_object(live.get("streams")).values(), live.get("stream_name")]
    return [stream for stream in streams if isinstance(stream, str) and stream in served]


def _roles(camera: Entry, served: Mapping[str, Any]) -> dict[str, str]:
    """Which of its own streams Frigate itself reads for what; an input straight from a camera is none of them."""
    roles: dict[str, str] = {}
    inputs = _object(camera.get("ffmpeg")).get("inputs", [])
    if not isinstance(inputs, list):
        raise BadEntryError
    for entry in map(part, inputs):
        try:
            parts = urlsplit(text(entry, "path"))
        except ValueError:
            continue
        stream = unquote(parts.path.lstrip("/"))
        if parts.scheme == "rtsp" and parts.hostname in _ITSELF and stream in served:
            for role in entry.get("roles") or []:
                roles.setdefault(str(role), stream)
    return roles


def _status(camera: Entry, state: Any) -> DirectoryStatus | None:
    if camera.get("enabled") is not None and not flag(camera, "enabled"):
        return DirectoryStatus.UNKNOWN
    if state is None:
        return None
    pictures = part(state).get("camera_fps")
    if isinstance(pictures, bool) or not isinstance(pictures, int | float):
        return None
    return DirectoryStatus.ONLINE if pictures > 0 else DirectoryStatus.OFFLINE
