"""Cameras of a ZoneMinder 1.36, read from its API with a token; their own passwords stand in the addresses it gives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.camera import DirectoryStatus
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN, PtzAddress, PtzProtocol, SourceCamera, SourceReading
from console.server.sources.entries import (
    BadEntryError,
    Entry,
    degrees,
    feed_address,
    flag,
    gathered,
    label,
    listed,
    part,
    served_at,
    text,
    without_login,
)
from console.server.sources.fetch import Ask, SourceHttp, read_json

_STATUSES = {
    "Connected": DirectoryStatus.ONLINE,
    "Signal": DirectoryStatus.ONLINE,
    "Running": DirectoryStatus.OFFLINE,
    "NotRunning": DirectoryStatus.OFFLINE,
    "Unknown": DirectoryStatus.UNKNOWN,
}
"""``Running`` is the capturing process, which has no picture yet."""
_DENIED = frozenset({401})
_API_OFF = b"API disabled"


@dataclass(frozen=True)
class ZoneMinderSettings:
    """The source's address is that of ZoneMinder itself, such as ``https://zm.kota.example/zm``."""

    login: Login = NO_LOGIN
    """Empty where ZoneMinder asks for none (``OPT_USE_AUTH`` off)."""
    restream_url: str = ""
    """Where ZoneMinder's own RTSP server is (``rtsp://zm.kota.example:20000``): cameras that it serves are then read there
    and not from the camera itself."""


class ZoneMinder:
    """A camera that ZoneMinder was told not to capture (Function None) stays, its status unknown: nobody looks at it, and its
    address may well work. ``Enabled`` says nothing of the picture in 1.36, only of its analysis.
    """

    def __init__(self, http: SourceHttp, settings: ZoneMinderSettings) -> None:
        self._http = http
        self._settings = settings

    def read(self) -> SourceReading:
        """Raises KnownError ``source.*``. Signing out is nothing that its API offers; the token ends after two hours."""
        token = self._sign_in()
        if token and self._settings.restream_url:
            # Its RTSP server takes a login only inside the address, where Ronda keeps none.
            raise KnownError("source.restream_login", host=self._http.host)
        asked = {"token": token} if token else {}
        monitors = listed(self._http.json(Ask("api/monitors.json", params=asked)), "monitors", self._http.host)
        groups = listed(self._http.json(Ask("api/groups.json", params=asked)), "groups", self._http.host)
        places = _places(groups)
        return gathered(monitors, lambda entry, place: self._camera(part(entry), place, places))

    def _sign_in(self) -> str:
        login = self._settings.login
        if not login.user:
            return ""
        form = {"user": login.user, "pass": login.password.reveal()}
        answer = self._http.ask(Ask("api/host/login.json", method="POST", form=form, also=_DENIED))
        if answer.status in _DENIED:
            off = _API_OFF in answer.body
            raise KnownError("source.api_disabled" if off else "source.refused", host=self._http.host)
        said = read_json(answer.body, self._http.host)
        if not said:
            return ""  # it asks nobody to sign in
        token = said.get("access_token") if isinstance(said, dict) else None
        if not isinstance(token, str) or not token:
            raise KnownError("source.bad_answer", host=self._http.host)
        return token

    def _camera(self, entry: Entry, place: int, places: dict[str, tuple[str, ...]]) -> SourceCamera | None:
        monitor = part(entry.get("Monitor"))
        if flag(monitor, "Deleted"):
            return None
        key = text(monitor, "Id")
        camera = SourceCamera(
            key=key,
            name=label(text(monitor, "Name")),
            main_url=feed_address(text(monitor, "Path")),
            sub_url=feed_address(text(monitor, "SecondPath")),
            login=Login(text(monitor, "User"), Secret(text(monitor, "Pass"))),
            latitude=degrees(monitor, "Latitude", 90),
            longitude=degrees(monitor, "Longitude", 180),
            status=_status(monitor, part(entry.get("Monitor_Status") or {})),
            groups=places.get(key, ()),
            place=place,
        )
        return self._moved(self._restreamed(camera, monitor), monitor)

    def _restreamed(self, camera: SourceCamera, monitor: Entry) -> SourceCamera:
        name = text(monitor, "RTSPStreamName")
        served = flag(monitor, "RTSPServer") and name and text(monitor, "Function") != "None"
        if not self._settings.restream_url or not served:
            return camera
        return replace(camera, main_url=served_at(self._settings.restream_url, name), sub_url="", login=NO_LOGIN)

    def _moved(self, camera: SourceCamera, monitor: Entry) -> SourceCamera:
        """With its way of being moved, where ZoneMinder knows one that Ronda has: commands to its web pages are none."""
        address = text(monitor, "ONVIF_URL")
        if not flag(monitor, "Controllable") or not _is_onvif(address):
            return camera
        login = Login(text(monitor, "ONVIF_Username"), Secret(text(monitor, "ONVIF_Password")))
        # Of an empty token the one who moves asks the camera: ZoneMinder knows no profiles.
        return replace(camera, ptz=PtzAddress(PtzProtocol.ONVIF, without_login(address), ""), ptz_login=login)


def _status(monitor: Entry, status: Entry) -> DirectoryStatus | None:
    if text(monitor, "Function") == "None":
        return DirectoryStatus.UNKNOWN
    said = text(status, "Status")
    return _STATUSES.get(said, DirectoryStatus.UNKNOWN) if said else None


def _is_onvif(address: str) -> bool:
    return bool(feed_address(address)) and urlsplit(address).scheme in {"http", "https"}


def _places(groups: list[Any]) -> dict[str, tuple[str, ...]]:
    """Of each monitor the names of its groups from the outermost in; of several groups the deepest, then the first."""
    names, parents, members = _groups(groups)
    places: dict[str, tuple[str, ...]] = {}
    for group, monitors in members.items():
        way = _way(group, names, parents)
        for monitor in monitors:
            if len(way) > len(places.get(monitor, ())):
                places[monitor] = way
    return places


def _groups(groups: list[Any]) -> tuple[dict[str, str], dict[str, str], dict[str, list[str]]]:
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for entry in groups:
        try:
            group = part(part(entry).get("Group"))
            key = text(group, "Id")
            names[key], parents[key] = label(text(group, "Name")), text(group, "ParentId")
            within = part(entry).get("Monitor") or []
            members[key] = [text(part(monitor), "Id") for monitor in within] if isinstance(within, list) else []
        except BadEntryError:
            continue  # a folder that can't be read places nobody; the cameras themselves are all there
    return names, parents, members


def _way(group: str, names: dict[str, str], parents: dict[str, str]) -> tuple[str, ...]:
    way: list[str] = []
    seen: set[str] = set()
    while group in names and group not in seen:
        seen.add(group)
        way.insert(0, names[group])
        group = parents[group]
    return tuple(way)
