"""Cameras of an Nx server: its devices, streamed by the server itself, moved by its API where it says that they can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from console.domain.camera import DirectoryStatus
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN, PtzAddress, PtzProtocol, SourceCamera, SourceReading
from console.server.sources.entries import (
    BadEntryError,
    Entry,
    few_enough,
    flag,
    gathered,
    label,
    part,
    served_at,
    text,
)
from console.server.sources.fetch import SourceHttp
from console.server.sources.nx_session import NxSession

_STATUSES = {
    "Online": DirectoryStatus.ONLINE,
    "Recording": DirectoryStatus.ONLINE,
    "Offline": DirectoryStatus.OFFLINE,
    "Unauthorized": DirectoryStatus.OFFLINE,
}
_NO_PICTURES = {"IOModule", "HornSpeaker"}
_FIELDS = (
    "id,name,status,deviceType,group,options.isDualStreamingDisabled,"
    "parameters.ptzCapabilities,parameters.customGroupId,ptz.capabilities"
)
"""A whole device is tens of kilobytes: schedules, masks, what its driver found out."""
_FIELDS_WITH_STREAMS = f"{_FIELDS},mediaStreams"
_WITH_STREAMS = {"v3", "v4"}
_MOVED_BITS = 1 | 2 | 4
"""Continuous pan, tilt and zoom, as versions before v4 number them."""
_MOVED_WORDS = {"ContinuousPanCapability", "ContinuousTiltCapability", "ContinuousZoomCapability"}


@dataclass(frozen=True)
class NxSettings:
    """The source's address is that of the server, such as ``https://nx.kota.example:7001``."""

    login: Login
    """A local user; those of the cloud sign in otherwise and are not supported."""
    rtsp_url: str = ""
    """Where streams are: the server's own machine and port (``rtsp://nx.kota.example:7001``) if nothing is said."""
    stream_login: Login = NO_LOGIN
    """Of who watches; the login above if nothing is said."""


class Nx:
    """Rebrands of Nx are read in the same way."""

    def __init__(self, http: SourceHttp, settings: NxSettings) -> None:
        self._http = http
        self._settings = settings
        self._rtsp_url = settings.rtsp_url or f"rtsp://{urlsplit(http.url).netloc}"
        self._stream_login = settings.stream_login if settings.stream_login.user else settings.login

    def read(self) -> SourceReading:
        """Raises KnownError ``source.*``. The session is ended in any case."""
        with NxSession(self._http, self._settings.login) as session:
            fields = _FIELDS_WITH_STREAMS if session.version in _WITH_STREAMS else _FIELDS
            devices = session.listed("devices", {"_with": fields})
        few_enough(len(devices), self._http.host)
        return gathered(devices, self._camera)

    def _camera(self, entry: Any, place: int) -> SourceCamera | None:
        device = part(entry)
        if text(device, "deviceType") in _NO_PICTURES:
            return None
        # Older versions write it in braces, and a camera keeps its name through an update.
        key = text(device, "id").strip("{}")
        if not key:
            raise BadEntryError
        is_moved = _is_moved(device)
        return SourceCamera(
            key=key,
            name=label(text(device, "name")),
            main_url=served_at(self._rtsp_url, key, "stream=0"),
            sub_url=served_at(self._rtsp_url, key, "stream=1") if _has_small(device) else "",
            login=self._stream_login,
            ptz=PtzAddress(PtzProtocol.NX, self._http.url, key) if is_moved else None,
            ptz_login=self._settings.login if is_moved else NO_LOGIN,
            status=_status(device),
            groups=_groups(device),
            place=place,
        )


def _status(device: Entry) -> DirectoryStatus | None:
    said = text(device, "status")
    return _STATUSES.get(said, DirectoryStatus.UNKNOWN) if said else None


def _has_small(device: Entry) -> bool:
    """Whether the camera itself gives a second stream; one that the server would have to make is none."""
    if flag(part(device.get("options") or {}), "isDualStreamingDisabled"):
        return False
    streams = device.get("mediaStreams")
    if not isinstance(streams, list) or not streams:
        return True  # not known before v3, nor of a camera that was never online
    return any(part(stream).get("encoderIndex") == 1 and not flag(stream, "transcodingRequired") for stream in streams)


def _is_moved(device: Entry) -> bool:
    """A fisheye's picture that the server turns is not moved: words and bits for that are others."""
    words = text(part(device.get("ptz") or {}), "capabilities")
    if words:
        return not _MOVED_WORDS.isdisjoint(words.split("|"))
    bits = text(part(device.get("parameters") or {}), "ptzCapabilities")
    return bits.isascii() and bits.isdigit() and bool(int(bits) & _MOVED_BITS)


def _groups(device: Entry) -> tuple[str, ...]:
    """The folders of its tree, one a line, as people made them; else the recorder that it is a channel of."""
    folders = text(part(device.get("parameters") or {}), "customGroupId") or text(
        part(device.get("group") or {}), "name"
    )
    return tuple(name for name in map(label, folders.split("\n")) if name)
