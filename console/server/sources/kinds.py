"""Which kinds of sources there are, and how the adapter of each is made; a new kind is one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN, SourceAdapter
from console.server.sources.fetch import SourceHttp
from console.server.sources.frigate import Frigate
from console.server.sources.go2rtc import Go2Rtc
from console.server.sources.mapping import MappingSource
from console.server.sources.mapping_settings import read_settings
from console.server.sources.mediamtx import MediaMtx
from console.server.sources.nx import Nx
from console.server.sources.onvif.adapter import OnvifAdapter, OnvifPatience
from console.server.sources.vendor_settings import (
    frigate_settings,
    go2rtc_settings,
    mediamtx_settings,
    nx_settings,
    onvif_places,
    zoneminder_settings,
)
from console.server.sources.zoneminder import ZoneMinder


@dataclass(frozen=True)
class SourceSetup:
    """What an adapter is made of."""

    settings: Mapping[str, Any] = field(repr=False)
    """As the person gave them; an adapter checks its own."""
    login: Login = NO_LOGIN
    """Of the source itself."""
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
_S = TypeVar("_S")


def _mapping(opening: SourceOpening) -> SourceAdapter:
    settings = opening.setup.settings
    plan = read_settings(settings)
    parts = urlsplit(plan.where.url)
    http = opening.http(f"{parts.scheme}://{parts.netloc}") if plan.where.url else None
    return MappingSource(http, settings, opening.setup.login)


def _of(adapter: Callable[[SourceHttp, _S], SourceAdapter], read: Callable[[Mapping[str, Any], Login], _S]) -> Factory:
    """Of a system that is reached at the ``url`` of its settings."""
    return lambda opening: adapter(opening.http(), read(opening.setup.settings, opening.setup.login))


def _onvif(opening: SourceOpening) -> SourceAdapter:
    setup = opening.setup
    places = onvif_places(setup.settings, setup.login)
    return OnvifAdapter(places, SystemClock(), setup.ca_pem, OnvifPatience(should_stop=setup.should_stop))


KINDS: dict[str, Factory] = {
    "mapping": _mapping,
    "zoneminder": _of(ZoneMinder, zoneminder_settings),
    "mediamtx": _of(MediaMtx, mediamtx_settings),
    "frigate": _of(Frigate, frigate_settings),
    "go2rtc": _of(Go2Rtc, go2rtc_settings),
    "nx": _of(Nx, nx_settings),
    "onvif": _onvif,
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
