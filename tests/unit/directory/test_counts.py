"""Counts of every area: kept by each push, the same as counted anew, and right at once after the migration."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.directory.counts import change_status, recount
from console.domain.area import area_level, parent_code
from console.domain.camera import DirectoryStatus
from console.store.database import Database, Durability, Row
from console.store.versions import migrations
from console.wire.push import CameraStatusPush

RT = "33.74.02.1001/RW001/RT001"
OTHER_RT = "33.74.02.1002/RW001/RT001"
CAMERAS = {"cam-1": RT, "cam-2": RT, "cam-3": OTHER_RT, "cam-4": "33.74.02"}
SINCE_UTC = datetime(2026, 11, 23, tzinfo=UTC)
_CAMERA = (
    "INSERT INTO camera (id, site_id, number, name, area_code, latitude, longitude, approximate, owner, kind,"
    " has_main, has_sub, rev, generation) VALUES (?, '', 7, '', ?, NULL, NULL, 1, '', '', 1, 1, 1, 1)"
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "directory.sqlite", "directory", Durability.NORMAL)
    with opened.transaction() as write:
        write.run_many(_CAMERA, list(CAMERAS.items()))
        recount(write)
    yield opened
    opened.close()


def counts(database: Database) -> dict[str, tuple[int, ...]]:
    rows: list[Row] = database.rows("SELECT code, cameras, online, offline, unknown, stale FROM area_count")
    return {row[0]: tuple(row)[1:] for row in rows}


def push(camera: str, state: DirectoryStatus) -> CameraStatusPush:
    return CameraStatusPush(camera_id=camera, state=state, since_utc=SINCE_UTC)


def test_a_camera_that_nobody_told_of_is_in_no_count_but_that_of_all(database: Database) -> None:
    assert counts(database)["33.74"] == (4, 0, 0, 0, 0)


def test_a_push_is_counted_at_every_level(database: Database) -> None:
    with database.transaction() as write:
        assert change_status(write, push("cam-1", DirectoryStatus.ONLINE))
        assert change_status(write, push("cam-3", DirectoryStatus.UNKNOWN))
        assert not change_status(write, push("cam-3", DirectoryStatus.UNKNOWN))

    found = counts(database)
    assert found[RT] == (2, 1, 0, 0, 0)
    assert found["33.74.02.1002/RW001"] == (1, 0, 0, 1, 0)
    assert found["33.74"] == (4, 1, 0, 1, 0)


def test_a_camera_that_the_directory_does_not_know_changes_no_count(database: Database) -> None:
    with database.transaction() as write:
        assert change_status(write, push("cam-9", DirectoryStatus.ONLINE))

    assert counts(database)["33.74"] == (4, 0, 0, 0, 0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*CAMERAS, "cam-9"]), st.sampled_from(DirectoryStatus)), max_size=12))
def test_pushes_come_to_what_counting_anew_would(database: Database, told: list[tuple[str, DirectoryStatus]]) -> None:
    with database.transaction() as write:
        for camera, state in told:
            change_status(write, push(camera, state))
    kept = counts(database)
    with database.transaction() as write:
        recount(write)

    assert counts(database) == kept


def test_the_migration_counts_what_an_older_console_left(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    old = sqlite3.connect(path)
    for step in migrations("directory"):
        if (step.version.major, step.version.minor) < (1, 3):
            old.executescript(step.sql)
            old.execute(f"PRAGMA user_version = {step.version.to_int()}")
    codes = {code for rt in (RT, OTHER_RT) for code in around(rt)}
    old.executemany(
        "INSERT INTO area VALUES (?, ?, ?, 'Nama', 1, 1)", [(c, parent_code(c), area_level(c).value) for c in codes]
    )
    old.executemany(_CAMERA, list(CAMERAS.items()))
    states = [("cam-1", "online", None), ("cam-2", "offline", None), ("cam-3", "unknown", SINCE_UTC.isoformat())]
    old.executemany("INSERT INTO camera_status VALUES (?, ?, ?)", states)
    old.commit()
    old.close()

    database = Database(path, "directory", Durability.NORMAL)
    migrated = counts(database)
    with database.transaction() as write:
        recount(write)
    again = counts(database)
    database.close()

    assert migrated == again
    assert migrated["33.74"] == (4, 1, 1, 1, 0)
    assert migrated[RT] == (2, 1, 1, 0, 0)


def around(code: str) -> list[str]:
    outer = parent_code(code)
    return [code, *(around(outer) if outer else ())]
