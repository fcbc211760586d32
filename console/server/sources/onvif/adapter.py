"""Cameras and recorders that speak ONVIF, as one source: a list of addresses, each read by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from console.base.clock import Clock
from console.base.errors import KnownError
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN, SourceCamera, SourceReading
from console.server.sources.fetch import FetchLimits
from console.server.sources.onvif.address import DeviceAddress
from console.server.sources.onvif.device import ONVIF_LIMITS, OnvifDevice
from console.server.sources.onvif.reading import DeviceReader, DeviceReading

_SIDE_BY_SIDE = 16


@dataclass(frozen=True)
class OnvifPlace:
    """One device of the source as its settings name it."""

    address: str
    """A host, ``host:port`` or the whole address of its device service."""
    login: Login = NO_LOGIN


@dataclass(frozen=True)
class OnvifPatience:
    """How long devices may take."""

    limits: FetchLimits = field(default=ONVIF_LIMITS)
    """Of one call."""
    device_s: float = 180.0
    """All calls to one device together: a recorder of 64 channels has some 130."""
    all_s: float = 600.0
    """The whole reading: devices that were not begun by then count as not answering."""
    should_stop: Callable[[], bool] = lambda: False
    """Ends the calls under way, and makes no other."""


class OnvifAdapter:
    """Reads all its devices, some at a time. A key is the device's address and its video source's token: so a camera that
    is replaced by another one in its place keeps its id, and what a device that is away has is known without asking it.
    """

    def __init__(
        self, places: Sequence[OnvifPlace], clock: Clock, ca_pem: str = "", patience: OnvifPatience | None = None
    ) -> None:
        """Raises KnownError ``source.bad_address`` where one is none; one that is named twice is read once."""
        if not places:
            raise KnownError("source.bad_address")
        named = {(address := DeviceAddress.of(place.address)).key: (address, place.login) for place in places}
        self._devices = list(named.values())
        self._clock = clock
        self._ca_pem = ca_pem
        self._patience = patience or OnvifPatience()

    def read(self) -> SourceReading:
        """Raises the first device's KnownError ``source.*`` where none can be read. Where there are several, a camera's
        place is its device's.
        """
        until_s = self._clock.monotonic_s() + self._patience.all_s
        with ThreadPoolExecutor(min(_SIDE_BY_SIDE, len(self._devices)), "onvif") as pool:
            read = list(pool.map(lambda device: self._read_one(device[0], device[1], until_s), self._devices))
        errors = [one for one in read if isinstance(one, KnownError)]
        stopped = [error for error in errors if error.code == "source.stopped"]
        if stopped or len(errors) == len(read):
            raise (stopped or errors)[0]
        cameras: list[SourceCamera] = []
        notes, unread = [], []
        for place, ((address, _), one) in enumerate(zip(self._devices, read, strict=True), start=1):
            where = f"device {place}" if len(read) > 1 else ""
            if isinstance(one, KnownError):
                notes.append(f"{one.code} {where}")
                unread.append(address.beginning)
                continue
            cameras += one.cameras if len(read) == 1 else (replace(camera, place=place) for camera in one.cameras)
            notes += [" ".join(f"source.no_address {where} camera {number}".split()) for number, _ in one.silent]
            unread += [key for _, key in one.silent]
        return SourceReading(tuple(cameras), tuple(notes), tuple(unread))

    def _read_one(self, address: DeviceAddress, login: Login, until_s: float) -> DeviceReading | KnownError:
        patience = self._patience
        seconds = min(patience.device_s, until_s - self._clock.monotonic_s())
        if seconds <= 0:
            return KnownError("source.timeout", host=address.host)
        try:
            device = OnvifDevice(
                address, login, self._clock, self._ca_pem, patience.limits, should_stop=patience.should_stop
            )
            try:
                return DeviceReader(device, login, self._clock, seconds).read()
            finally:
                device.close()
        except KnownError as error:
            return error
