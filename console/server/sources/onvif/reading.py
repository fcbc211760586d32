"""Reads one ONVIF device whole: one camera for each of its video sources, recorders included."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from console.base.clock import Clock
from console.base.errors import KnownError
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN, PtzAddress, PtzProtocol, SourceCamera
from console.server.sources.onvif.device import OnvifDevice
from console.server.sources.onvif.envelope import Service
from console.server.sources.onvif.profiles import Feeds, Profile, feeds_of, read_profiles, stream_address
from console.server.sources.onvif.xml_answer import every, name_in, shown, words

MOST_CAMERAS = 512
"""Of one device; the largest recorders have half of that."""
_LONGEST_RECORDER = 64


@dataclass(frozen=True)
class DeviceReading:
    """What one device has."""

    cameras: tuple[SourceCamera, ...]
    silent: tuple[tuple[int, str], ...] = ()
    """Place and key of cameras that it has and can not tell the address of now."""


class DeviceReader:
    """Reads one device once, within ``seconds`` for all its calls together."""

    def __init__(self, device: OnvifDevice, login: Login, clock: Clock, seconds: float) -> None:
        self._device = device
        self._login = login
        self._clock = clock
        self._until_s = clock.monotonic_s() + seconds

    def read(self) -> DeviceReading:
        """Raises KnownError ``source.*``: then nothing of this device is known."""
        self._device.find_services()
        service, profiles = read_profiles(self._device)
        found = feeds_of(profiles)
        if not found:
            raise KnownError("source.no_cameras", host=self._device.address.host)
        if len(found) > MOST_CAMERAS:
            raise KnownError("source.too_many", host=self._device.address.host, most=MOST_CAMERAS)
        name = self._name()
        # Not the serial number: recorders of one cheap make have all the same.
        recorder = self._device.address.key[:_LONGEST_RECORDER] if len(found) > 1 else ""
        cameras, silent = [], []
        for place, feeds in enumerate(found, start=1):
            key = self._device.address.camera_key(feeds.source_token)
            main = self._stream(service, feeds.main)
            if not main:
                silent.append((place, key))
                continue
            own_name = f"{name} {place}" if len(found) > 1 else name
            sub = self._stream(service, feeds.sub) if feeds.sub is not None else ""
            cameras.append(self._camera(key, own_name, (main, sub), feeds, recorder, place))
        return DeviceReading(tuple(cameras), tuple(silent))

    def _camera(
        self, key: str, name: str, urls: tuple[str, str], feeds: Feeds, recorder: str, place: int
    ) -> SourceCamera:
        ptz = self._ptz(feeds)
        return SourceCamera(
            key=key,
            name=name,
            main_url=urls[0],
            sub_url=urls[1],
            login=self._login,
            recorder_id=recorder,
            ptz=ptz,
            ptz_login=self._login if ptz is not None else NO_LOGIN,
            place=place,
        )

    def _ptz(self, feeds: Feeds) -> PtzAddress | None:
        if feeds.ptz is None or not self._device.has(Service.PTZ):
            return None
        return PtzAddress(PtzProtocol.ONVIF, self._device.url(Service.PTZ), feeds.ptz.token)

    def _stream(self, service: Service, profile: Profile) -> str:
        """Empty where the device will not tell: a channel of a recorder without a camera, for one."""
        if self._clock.monotonic_s() > self._until_s:
            raise KnownError("source.timeout", host=self._device.address.host)
        try:
            return stream_address(self._device, service, profile)
        except KnownError as error:
            if error.code != "source.fault":
                raise
            return ""

    def _name(self) -> str:
        """What its owner calls it, else its maker and model, else its address."""
        scopes = every(self._told("GetScopes"), "Scopes")
        name = name_in(words(scope, "ScopeItem") for scope in scopes)
        if name:
            return name
        about = self._told("GetDeviceInformation")
        return shown(f"{words(about, 'Manufacturer')} {words(about, 'Model')}") or self._device.address.key

    def _told(self, operation: str) -> Element | None:
        """What only makes the reading nicer; None where the device does not do it, or not for this user."""
        try:
            return self._device.call(Service.DEVICE, operation)
        except KnownError as error:
            if error.code not in {"source.fault", "source.refused"}:
                raise
            return None
