"""What the map is told: every camera with its place and status, and the areas that have a name on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.base.paths import Paths
from console.directory.for_map import MapDirectory
from console.domain.area import AreaLevel
from console.domain.directory_entry import AreaEntry
from console.domain.map_camera import MapCamera, MapStatus
from console.store.database import Database
from console.store.files import open_directory
from tests.helpers.clock import FakeClock

RT = "33.74.02.1001/RW001/RT001"
SINCE = "2026-11-23T14:14:09+00:00"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_directory(Paths(tmp_path, tmp_path), FakeClock())
    yield opened
    opened.close()


def add(database: Database, camera: str, state: str | None, since_utc: str | None) -> None:
    with database.transaction() as write:
        write.run(
            "INSERT INTO camera (id, site_id, number, name, area_code, latitude, longitude, approximate, owner, kind,"
            " has_main, has_sub, rev, generation) VALUES (?, '', 7, '', ?, -6.99, 110.4, 1, '', '', 1, 1, 1, 1)",
            (camera, RT),
        )
        if state is not None:
            write.run("INSERT INTO camera_status VALUES (?, ?, ?)", (camera, state, since_utc))


@pytest.mark.parametrize(
    ("state", "since_utc", "status"),
    [
        ("online", SINCE, MapStatus.WORKING),
        ("online", None, MapStatus.WORKING),
        ("stale", SINCE, MapStatus.STALE),
        ("offline", SINCE, MapStatus.OFFLINE),
        ("unknown", SINCE, MapStatus.UNKNOWN),
        ("unknown", None, MapStatus.NEVER),
        (None, None, MapStatus.NEVER),
        ("asleep", SINCE, MapStatus.UNKNOWN),
    ],
)
def test_a_camera_with_its_status(
    database: Database, state: str | None, since_utc: str | None, status: MapStatus
) -> None:
    add(database, "cam-7", state, since_utc)
    assert MapDirectory(database).cameras() == [MapCamera("cam-7", 7, -6.99, 110.4, True, status, RT)]  # type: ignore[arg-type]


def test_only_areas_that_are_named_on_a_map(database: Database) -> None:
    with database.transaction() as write:
        for code, level in (("33.74", "city"), ("33.74.02", "district"), ("33.74.02.1001", "village"), (RT, "rt")):
            write.run("INSERT INTO area VALUES (?, NULL, ?, 'Nama', 1, 1)", (code, level))
        write.run("INSERT INTO area_count VALUES ('33.74.02', 5, 3, 1, 0, 0)")
    assert MapDirectory(database).areas() == [
        AreaEntry("33.74.02", "Nama", AreaLevel.DISTRICT, 5, 3, 1),
        AreaEntry("33.74.02.1001", "Nama", AreaLevel.VILLAGE, 0, 0),
    ]
