"""Moves a camera through its Nx server, which knows how; signed in while it is used."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote
from uuid import uuid4

from console.base.errors import BugError, KnownError
from console.server.keys import Login
from console.server.ptz.driver import PtzPreset
from console.server.sources.adapter import PtzAddress
from console.server.sources.entries import BadEntryError, label, part, text
from console.server.sources.fetch import FetchLimits, SourceHttp
from console.server.sources.nx_session import NxSession

_OPERATIONAL = "operational"
"""The camera itself is moved, not the settings of its lens."""
_LIMITS = FetchLimits(seconds=5.0, body_bytes=2 * 1024 * 1024, connect_s=2.0, silence_s=3.0)
_BROKEN = 500
"""Statuses from here up are the server's trouble, not the camera's."""
_MOST_PRESETS = 500
_CODES = {"source.refused": "ptz.refused", "source.bad_address": "ptz.not_movable", "source.error": "ptz.not_movable"}
_NO_USE = "ptz.unreachable"
T = TypeVar("T")


class NxPtz:
    """One device of a server. One thread at a time; a session that ``close`` did not end does so itself some minutes later."""

    def __init__(self, address: PtzAddress, login: Login, ca_pem: str = "", limits: FetchLimits = _LIMITS) -> None:
        """Opens nothing yet. Raises KnownError ``ptz.not_movable`` for an address that is none, ``ptz.unreachable``."""
        self._http = self._done(lambda: SourceHttp(address.url, ca_pem, limits))
        self._session = NxSession(self._http, login)
        self._path = f"devices/{quote(address.token, safe='')}/ptz"
        self._is_refused = False

    def close(self) -> None:
        """Signs out."""
        self._session.close()
        self._http.close()

    def move(self, pan: float, tilt: float, zoom: float) -> None:
        """Goes on until ``stop`` or the next ``move``: no movement of Nx ends by itself."""
        speeds = {"pan": _speed(pan), "tilt": _speed(tilt), "zoom": _speed(zoom)}
        self._tell("move", "POST", {"api": _OPERATIONAL, "speed": 1.0, **speeds})

    def stop(self) -> None:
        """Stops every movement."""
        self._tell("move", "DELETE", {"api": _OPERATIONAL})

    def presets(self) -> list[PtzPreset]:
        """Those that have an id; a preset without a name has its id for one."""
        listed = self._signed_in(lambda: self._session.listed(f"{self._path}/presets"))
        return [preset for preset in map(_preset, listed) if preset is not None][:_MOST_PRESETS]

    def go_to(self, token: str) -> None:
        """As fast as the camera can."""
        self._tell(f"presets/{quote(token, safe='')}/activate", "POST", {"speed": 1.0})

    def save(self, name: str) -> PtzPreset:
        """As a new preset with an id of ours, unless the server chose another one."""
        wanted = PtzPreset(str(uuid4()), name)
        self._tell("presets", "POST", {"id": wanted.token, "name": name})
        kept: list[PtzPreset] = []
        with contextlib.suppress(KnownError):  # it is saved all the same
            kept = self.presets()
        own = [preset for preset in kept if preset.token == wanted.token]
        return next(iter([*own, *(preset for preset in reversed(kept) if preset.name == label(name))]), wanted)

    def forget(self, token: str) -> None:
        """The place stays where it was; only the preset is gone."""
        self._tell(f"presets/{quote(token, safe='')}", "DELETE")

    def _tell(self, path: str, method: str, document: Any = None) -> None:
        self._signed_in(lambda: self._session.ask(f"{self._path}/{path}", method, document=document))

    def _signed_in(self, command: Callable[[], T]) -> T:
        """In the session that there is, or in a new one where that one has ended."""
        return self._done(lambda: self._in_session(command))

    def _in_session(self, command: Callable[[], T]) -> T:
        if self._session.is_open:
            try:
                return command()
            except KnownError as error:
                if error.code != "source.refused":
                    raise
        if self._is_refused:
            # A wrong password that is tried at each movement would soon lock the user out of the whole system.
            raise KnownError("source.refused", host=self._http.host)
        try:
            self._session.open()
        except KnownError as error:
            self._is_refused = error.code == "source.refused"
            raise
        return command()

    @staticmethod
    def _done(work: Callable[[], T]) -> T:
        """The faults of a source as those of moving."""
        try:
            return work()
        except KnownError as error:
            status = error.params.get("status")
            is_broken = isinstance(status, int | float) and status >= _BROKEN
            raise KnownError(_NO_USE if is_broken else _CODES.get(error.code, _NO_USE)) from error


def _speed(value: float) -> float:
    if not math.isfinite(value):
        raise BugError(f"no speed: {value}")
    return max(-1.0, min(1.0, value))


def _preset(entry: Any) -> PtzPreset | None:
    try:
        token, name = text(part(entry), "id"), label(text(part(entry), "name"))
    except BadEntryError:
        return None
    return PtzPreset(token, name or token) if token else None
