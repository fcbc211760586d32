"""What was seen is kept with its person, grows while it goes on, and is forgotten after 90 days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.camera import CameraId
from console.domain.seen import SeenSpell
from console.health.seen_book import KEPT_DAYS, SeenBook
from console.store.database import Database, Durability
from tests.helpers.clock import FakeClock

_A, _B = CameraId("a"), CameraId("b")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "health.sqlite", "health", Durability.NORMAL)
    yield database
    database.close()


def _spell(clock: FakeClock, camera: CameraId, begins_s: float, lasts_s: float) -> SeenSpell:
    begin = clock.now_utc() + timedelta(seconds=begins_s)
    return SeenSpell(camera, begin, begin + timedelta(seconds=lasts_s))


def test_a_spell_that_goes_on_is_one_row_with_its_later_end(database: Database) -> None:
    clock = FakeClock()
    book = SeenBook(database, clock, "sari")
    for lasts_s in (2, 60, 30):
        book.add([_spell(clock, _A, 0, lasts_s)])
    rows = [tuple(row) for row in database.rows("SELECT camera_id, person, from_utc, to_utc FROM seen", ())]
    begin, end = (clock.now_utc() + timedelta(seconds=second) for second in (0, 60))
    assert rows == [
        ("a", "sari", begin.isoformat(timespec="milliseconds"), end.isoformat(timespec="milliseconds")),
    ]


def test_what_anybody_saw_within_the_span_is_told_at_its_latest(database: Database) -> None:
    clock = FakeClock()
    SeenBook(database, clock, "sari").add([_spell(clock, _A, -7200, 5), _spell(clock, _B, -7200, 5)])
    book = SeenBook(database, clock, "budi")
    book.add([_spell(clock, _A, -60, 120)])
    now = clock.now_utc()
    assert book.last_seen(now - timedelta(hours=1), now) == {_A: now}
    assert set(book.last_seen(now - timedelta(hours=3), now)) == {_A, _B}
    assert book.last_seen(now - timedelta(days=9), now - timedelta(days=8)) == {}


def test_old_rows_and_too_many_are_forgotten(database: Database) -> None:
    clock = FakeClock()
    book = SeenBook(database, clock, "sari")
    book.add([_spell(clock, _A, -(KEPT_DAYS + 1) * 86_400, 5)])
    book.add([_spell(clock, _B, second, 5) for second in range(0, 50, 10)])
    book.prune(most_rows=2)
    assert len(database.rows("SELECT seq FROM seen", ())) == 2
    assert set(book.last_seen(clock.now_utc() - timedelta(days=400), clock.now_utc() + timedelta(days=1))) == {_B}
