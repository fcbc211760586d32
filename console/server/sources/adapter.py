"""What every adapter gives: the cameras of one system as it tells them, without touching the directory."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from console.base.redaction import Secret
from console.domain.camera import DirectoryStatus
from console.server.keys import Login

NO_LOGIN = Login("", Secret(""))


class PtzProtocol(Enum):
    """How a camera is moved."""

    ONVIF = "onvif"
    NX = "nx"


@dataclass(frozen=True)
class PtzAddress:
    """Where commands that move a camera go; the login is the camera's own, kept apart."""

    protocol: PtzProtocol
    url: str
    """Without credentials: of ONVIF the address of its PTZ service, or of its device service where the token is empty;
    of Nx the server's.
    """
    token: str
    """Of ONVIF the media profile's token, empty where only the camera itself knows it; of Nx the device's id."""


@dataclass(frozen=True)
class SourceCamera:
    """One camera; what the source does not know stays empty, and the source's own settings fill it."""

    key: str
    """The source's own lasting name for it: a camera keeps its id in the directory as long as this stays."""
    name: str
    main_url: str = field(default="", repr=False)
    """May hold user and password: they are taken out and sealed before anything is stored."""
    sub_url: str = field(default="", repr=False)
    login: Login = NO_LOGIN
    """Of the feeds whose address has none in it."""
    number: int | None = None
    area_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    kind: str = ""
    owner: str = ""
    site_key: str = ""
    recorder_id: str = ""
    recorder_feeds: int | None = None
    switch_id: str = ""
    power_id: str = ""
    ptz: PtzAddress | None = None
    ptz_login: Login = NO_LOGIN
    status: DirectoryStatus | None = None
    groups: tuple[str, ...] = ()
    """Names of the source's own folders from the outermost in; the source's settings may turn them into areas."""
    place: int = 0
    """Line, row or index in the source's answer, for telling what is wrong where."""


@dataclass(frozen=True)
class SourceReading:
    """Everything that a source has now, whole: an adapter that could read only a part raises instead, or says in
    ``unread`` which part is missing.
    """

    cameras: tuple[SourceCamera, ...]
    notes: tuple[str, ...] = ()
    """Codes of what was left out, each with a place, such as ``source.no_address camera 12``; never an address."""
    unread: tuple[str, ...] = ()
    """Beginnings of keys that belong to the source and could not be read this time, such as ``10.1.2.3/`` for all cameras
    of one recorder that is away. A camera that is not in ``cameras`` and whose key begins with one of them stays in the
    directory as it is: not being able to ask is no word that it is gone.
    """
    unusable: tuple[str, ...] = ()
    """Keys of cameras that the source has, but tells nothing of that could be taken in: they stay as they are, too."""


class SourceAdapter(Protocol):
    """Reads one system. Any thread; takes as long as the system, within the fetch's own limits."""

    def read(self) -> SourceReading:
        """Raises KnownError ``source.*``: nothing is taken in then."""
