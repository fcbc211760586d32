"""Ready or degraded: each reason by itself, and never more looks than one in ten seconds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from console.server import schema
from console.server.database import Database
from console.server.monitoring import readiness
from console.server.monitoring.readiness import Readiness, is_low
from console.server.tables import EVENT_LOG
from console.wire.health import CentreFault
from tests.helpers.clock import FakeClock
from tests.helpers.logfail import ExpectLog

_GIB = 2**30


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def database(tmp_path: Path, clock: FakeClock) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'centre.sqlite'}")
    schema.prepare(opened, clock.now_utc())
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def roomy_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk of who runs the tests is not what is tested."""
    monkeypatch.setattr(readiness, "is_low", lambda _free, _size: False)


def test_a_sound_centre_is_ready(database: Database, tmp_path: Path, clock: FakeClock) -> None:
    assert Readiness(database, tmp_path, clock).faults() == ()


def test_a_nearly_full_disk_degrades(
    database: Database, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "is_low", lambda _free, _size: True)
    assert Readiness(database, tmp_path, clock).faults() == (CentreFault.DISK_NEARLY_FULL,)


def test_a_missing_folder_degrades(database: Database, tmp_path: Path, clock: FakeClock) -> None:
    assert Readiness(database, tmp_path / "gone", clock).faults() == (CentreFault.DISK_NEARLY_FULL,)


def test_a_database_that_takes_no_writes_degrades(
    database: Database, tmp_path: Path, clock: FakeClock, expect_log: ExpectLog
) -> None:
    database.close()
    url = f"sqlite:///file:{tmp_path / 'centre.sqlite'}?mode=ro&uri=true"
    read_only = Database(url)
    expect_log("ronda.centre", "WARNING", "takes no writes: SQLITE_READONLY")
    try:
        assert Readiness(read_only, tmp_path, clock).faults() == (CentreFault.DATABASE_READ_ONLY,)
    finally:
        read_only.close()


def test_a_clock_before_what_the_database_has_seen_degrades(
    database: Database, tmp_path: Path, clock: FakeClock
) -> None:
    ahead = clock.now_utc() + timedelta(minutes=10)
    values = {"seq": 1, "kind": "reset", "data": "{}", "at_utc": ahead}
    database.write(lambda connection: connection.execute(insert(EVENT_LOG).values(values)))
    assert Readiness(database, tmp_path, clock).faults() == (CentreFault.CLOCK_OFF,)


def test_many_questions_are_one_look(
    database: Database, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []

    def look() -> bool:
        looks.append("look")
        return True

    monkeypatch.setattr(database, "takes_writes", look)
    ready = Readiness(database, tmp_path, clock)
    for _ in range(5):
        ready.faults()
    assert len(looks) == 1
    clock.advance(10.0)
    ready.faults()
    assert len(looks) == 2


def test_asking_whether_it_takes_writes_writes_nothing(database: Database) -> None:
    assert database.takes_writes()
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM sync_head")).scalar_one() == 1


@pytest.mark.parametrize(
    ("free", "size", "low"),
    [
        (3 * _GIB, 100 * _GIB, False),
        (1 * _GIB, 100 * _GIB, True),
        (1 * _GIB, 8 * _GIB, False),
        (_GIB // 2, 8 * _GIB, True),
        (10 * _GIB, 1000 * _GIB, True),
    ],
)
def test_low_is_by_bytes_or_by_share(free: int, size: int, low: bool) -> None:
    assert is_low(free, size) is low
