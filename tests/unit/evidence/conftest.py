"""A console's events against the toy centre."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.base.paths import Paths
from console.events.service import EventsService
from console.net.client import CentreClient
from console.store.database import Database
from console.store.files import open_events
from tests.helpers.clock import FakeClock
from tests.helpers.fake_push import FakePush
from tests.helpers.toy_fixtures import centre, client, tokens

__all__ = ["centre", "client", "tokens"]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data", tmp_path / "cache").ensure()


@pytest.fixture
def database(paths: Paths, clock: FakeClock) -> Iterator[Database]:
    opened = open_events(paths, clock).database
    yield opened
    opened.close()


@pytest.fixture
def events(database: Database, client: CentreClient, clock: FakeClock) -> Iterator[EventsService]:
    service = EventsService(database, client, FakePush(up=True), clock)
    service.start()
    yield service
    service.close()
