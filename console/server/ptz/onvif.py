"""Moves a camera by ONVIF: each movement ends by itself within a second, so that a lost stop is no runaway camera."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from console.base.clock import Clock
from console.base.errors import BugError, KnownError
from console.server.keys import Login
from console.server.ptz.driver import PtzPreset
from console.server.sources.adapter import PtzAddress
from console.server.sources.fetch import FetchLimits
from console.server.sources.onvif.address import DeviceAddress
from console.server.sources.onvif.device import OnvifDevice
from console.server.sources.onvif.envelope import SCHEMA, Service, tag, text_tag
from console.server.sources.onvif.profiles import feeds_of, read_profiles
from console.server.sources.onvif.xml_answer import every, words

_LIMITS = FetchLimits(seconds=5.0, body_bytes=2 * 1024 * 1024, connect_s=2.0, silence_s=3.0)
_MOVES_FOR = "PT1S"
_MOST_PRESETS = 500
_NO_USE = "ptz.unreachable"
_CODES = {"source.refused": "ptz.refused", "source.fault": "ptz.not_movable", "source.bad_address": "ptz.not_movable"}


class OnvifPtz:
    """The PTZ service of one camera or of one channel of a recorder. One thread at a time.

    Of a camera whose profile nobody told, as ZoneMinder can't, the device is asked for its first that can be moved.
    """

    def __init__(
        self, address: PtzAddress, login: Login, clock: Clock, ca_pem: str = "", limits: FetchLimits = _LIMITS
    ) -> None:
        """Opens nothing yet. Raises KnownError ``ptz.not_movable`` for an address that is none."""
        with _told():
            there = DeviceAddress.of(address.url)
            services = {}
            if address.token:
                # Its clock is asked where the standard puts the device service; without an answer it counts as right.
                there, services = DeviceAddress(there.scheme, there.host, there.port), {Service.PTZ: address.url}
            self._device = OnvifDevice(there, login, clock, ca_pem, limits, services)
        self._token = address.token
        self._turns = False
        self._zooms = False

    def close(self) -> None:
        self._device.close()

    def move(self, pan: float, tilt: float, zoom: float) -> None:
        """Goes on until ``stop``, the next ``move``, or for a second: whoever wants more says so again."""
        turned, zoomed = bool(pan or tilt), bool(zoom)
        # What does not move is left out, for many cameras refuse a zoom that they do not have; what moved is told to end.
        velocity = ""
        if turned or self._turns:
            velocity += tag("PanTilt", "", SCHEMA, x=_speed(pan), y=_speed(tilt))
        if zoomed or self._zooms:
            velocity += tag("Zoom", "", SCHEMA, x=_speed(zoom))
        if not turned and not zoomed:
            return self.stop()
        self._call("ContinuousMove", tag("Velocity", velocity) + text_tag("Timeout", _MOVES_FOR))
        self._turns, self._zooms = turned, zoomed
        return None

    def stop(self) -> None:
        """Stops turning and zooming."""
        self._call("Stop", text_tag("PanTilt", "true") + text_tag("Zoom", "true"))
        self._turns = self._zooms = False

    def presets(self) -> list[PtzPreset]:
        """Those that have a token; a preset without a name has its token for one."""
        answer = self._call("GetPresets")
        found = [(preset.get("token", ""), words(preset, "Name")) for preset in every(answer, "Preset")]
        return [PtzPreset(token, name or token) for token, name in found if token][:_MOST_PRESETS]

    def go_to(self, token: str) -> None:
        """At the camera's own speed."""
        self._call("GotoPreset", text_tag("PresetToken", token))
        self._turns = self._zooms = False

    def save(self, name: str) -> PtzPreset:
        """As a new preset, whose token the camera chooses."""
        token = words(self._call("SetPreset", text_tag("PresetName", name)), "PresetToken")
        if not token:
            raise KnownError(_NO_USE)
        return PtzPreset(token, name)

    def forget(self, token: str) -> None:
        """The place stays where it was; only the preset is gone."""
        self._call("RemovePreset", text_tag("PresetToken", token))

    def _call(self, operation: str, content: str = "") -> Element:
        with _told():
            if not self._token:
                self._token = self._found_token()
            return self._device.call(Service.PTZ, operation, text_tag("ProfileToken", self._token) + content)

    def _found_token(self) -> str:
        self._device.find_services()
        _service, profiles = read_profiles(self._device)
        found = [feeds.ptz.token for feeds in feeds_of(profiles) if feeds.ptz is not None]
        if not found or not self._device.has(Service.PTZ):
            raise KnownError("source.fault", host=self._device.address.host, reason="NoPTZProfile")
        return found[0]


@contextmanager
def _told() -> Iterator[None]:
    """The faults of a source as those of moving."""
    try:
        yield
    except KnownError as error:
        raise KnownError(_CODES.get(error.code, _NO_USE)) from error


def _speed(value: float) -> str:
    if not math.isfinite(value):
        raise BugError(f"no speed: {value}")
    return f"{max(-1.0, min(1.0, value)):.3f}"
