"""Which kinds of sources there are, and how the adapter of each is made; a new kind is one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN, SourceAdapter
from console.server.sources.fetch import SourceHttp
from console.server.sources.frigate import Frigate, FrigateSettings
from console.server.sources.go2rtc import Go2Rtc, Go2RtcSettings
from console.server.sources.kind_settings import ToldSettings, stream_server
from console.server.sources.mapping import MappingSource
from console.server.sources.mapping_settings import read_settings
from console.server.sources.mediamtx import MediaMtx, MediaMtxSettings
from console.server.sources.nx import Nx, NxSettings
from console.server.sources.onvif.adapter import OnvifAdapter, OnvifPatience, OnvifPlace
from console.server.sources.zoneminder import ZoneMinder, ZoneMinderSettings


@dataclass(frozen=True)
class SourceSetup:
    """What an adapter is made of."""

    settings: Mapping[str, Any] = field(repr=False)
    """As the person gave them; an adapter checks its own."""
    login: Login = NO_LOGIN
    """Of the source itself."""
    feed_login: Login = NO_LOGIN
    """Of feeds that it tells no login of."""
    ca_pem: str = ""
    should_stop: Callable[[], bool] = lambda: False


class SourceOpening:
    """Makes adapters, and closes what they hold when they have read."""

    def __init__(self, setup: SourceSetup, closing: ExitStack) -> None:
        self.setup = setup
        self._closing = closing

    def http(self, url: str = "") -> SourceHttp:
        """To ``url``, or to the ``url`` of the settings. Raises KnownError ``source.bad_address``, ``source.bad_ca``."""
        told = url or self.setup.settings.get("url")
        if not isinstance(told, str):
            raise KnownError("source.bad_address")
        http = SourceHttp(told, self.setup.ca_pem, should_stop=self.setup.should_stop)
        self._closing.callback(http.close)
        return http


Factory = Callable[[SourceOpening], SourceAdapter]


def _mapping(opening: SourceOpening) -> SourceAdapter:
    setup = opening.setup
    plan = read_settings(setup.settings)
    parts = urlsplit(plan.where.url)
    http = opening.http(f"{parts.scheme}://{parts.netloc}") if plan.where.url else None
    return MappingSource(http, setup.settings, setup.login, setup.feed_login)


def _frigate(opening: SourceOpening) -> SourceAdapter:
    streams = stream_server(opening.setup.settings, opening.setup.feed_login)
    return Frigate(opening.http(), FrigateSettings(streams, opening.setup.login))


def _go2rtc(opening: SourceOpening) -> SourceAdapter:
    streams = stream_server(opening.setup.settings, opening.setup.feed_login)
    return Go2Rtc(opening.http(), Go2RtcSettings(streams, opening.setup.login))


def _mediamtx(opening: SourceOpening) -> SourceAdapter:
    streams = stream_server(opening.setup.settings, opening.setup.feed_login)
    return MediaMtx(opening.http(), MediaMtxSettings(streams, opening.setup.login))


def _nx(opening: SourceOpening) -> SourceAdapter:
    setup = opening.setup
    told = ToldSettings(setup.settings, {"url", "streams"})
    return Nx(opening.http(), NxSettings(setup.login, told.feed_url("streams", needed=False), setup.feed_login))


def _onvif(opening: SourceOpening) -> SourceAdapter:
    setup = opening.setup
    devices = ToldSettings(setup.settings, {"devices"}).texts("devices")
    places = [OnvifPlace(device, setup.login) for device in devices]
    return OnvifAdapter(places, SystemClock(), setup.ca_pem, OnvifPatience(should_stop=setup.should_stop))


def _zoneminder(opening: SourceOpening) -> SourceAdapter:
    setup = opening.setup
    told = ToldSettings(setup.settings, {"url", "restream"})
    return ZoneMinder(opening.http(), ZoneMinderSettings(setup.login, told.feed_url("restream", needed=False)))


KINDS: dict[str, Factory] = {
    "frigate": _frigate,
    "go2rtc": _go2rtc,
    "mapping": _mapping,
    "mediamtx": _mediamtx,
    "nx": _nx,
    "onvif": _onvif,
    "zoneminder": _zoneminder,
}
"""An adapter's constructor checks the settings; it asks nobody before ``read``."""


@contextmanager
def opened(kind: str, setup: SourceSetup) -> Iterator[SourceAdapter]:
    """Raises KnownError ``source.kind_unknown`` (kind), ``source.setting`` (field), and as ``SourceOpening.http``."""
    factory = KINDS.get(kind)
    if factory is None:
        raise KnownError("source.kind_unknown", kind=kind)
    with ExitStack() as closing:
        yield factory(SourceOpening(setup, closing))
