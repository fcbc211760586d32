"""Which kinds of sources there are, and how the adapter of each is made; a new kind is one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from console.base.errors import KnownError
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN, SourceAdapter
from console.server.sources.fetch import SourceHttp
from console.server.sources.mapping import MappingSource
from console.server.sources.mapping_settings import read_settings


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


def _mapping(opening: SourceOpening) -> SourceAdapter:
    settings = opening.setup.settings
    plan = read_settings(settings)
    parts = urlsplit(plan.where.url)
    http = opening.http(f"{parts.scheme}://{parts.netloc}") if plan.where.url else None
    return MappingSource(http, settings, opening.setup.login)


KINDS: dict[str, Factory] = {
    "mapping": _mapping,
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
