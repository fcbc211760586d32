"""The cameras around a camera: within reach, working, open to everybody, by an index however large the city is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.base.paths import Paths
from console.directory.nearby import _IN_BOX, NearbyCameras
from console.directory.neighbours import Neighbours
from console.domain.camera import CameraId
from console.domain.neighbourhood import Sector
from console.store.database import Database
from console.store.files import open_directory
from tests.helpers.clock import FakeClock

KRAPYAK, OTHER = "33.74.02.1001", "33.74.03.1001"
HERE = (-6.99, 110.42)
METRE = 1 / 111_195


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_directory(Paths(tmp_path, tmp_path), FakeClock())
    yield opened
    opened.close()


def add(
    database: Database,
    camera: str,
    number: int,
    north_m: float | None,
    *,
    site: str = "",
    state: str = "online",
    privacy: str = "",
    area: str = KRAPYAK,
    has_sub: bool = True,
) -> None:
    place = (None, None) if north_m is None else (HERE[0] + north_m * METRE, HERE[1])
    with database.transaction() as connection:
        connection.run(
            "INSERT INTO camera (id, site_id, number, name, area_code, latitude, longitude, approximate, owner, kind,"
            " has_main, has_sub, rev, generation, privacy_class) VALUES (?, ?, ?, '', ?, ?, ?, 0, '', '', 0, ?, 1, 1, ?)",
            (camera, site or camera, number, area, *place, has_sub, privacy),
        )
        connection.run("INSERT INTO camera_status VALUES (?, ?, NULL)", (camera, state))


def shown(database: Database, *leave_out: str, keep: tuple[str, ...] = ()) -> dict[Sector, str]:
    nearby = NearbyCameras(database, Neighbours(database))
    found = nearby.around(CameraId("here"), [CameraId(one) for one in leave_out], [CameraId(one) for one in keep])
    return {sector: str(one.camera) for sector, one in found.by_sector.items()}


def test_the_nearest_that_works_is_offered_as_far_as_anybody_is_followed(database: Database) -> None:
    add(database, "here", 100, 0)
    add(database, "off", 101, 50, state="offline")
    add(database, "far", 102, 2_000, area=OTHER)
    add(database, "too-far", 900, -4_000, area=OTHER)
    assert shown(database) == {Sector.NORTH: "far"}
    add(database, "near", 103, 200)
    assert shown(database) == {Sector.NORTH: "near"}


def test_sensitive_closed_and_blind_cameras_are_never_offered(database: Database) -> None:
    add(database, "here", 100, 0)
    add(database, "clinic", 101, 50, privacy="sensitive")
    add(database, "no-feed", 102, 60, has_sub=False)
    add(database, "closed", 103, 70)
    add(database, "twin", 104, 0, site="here", privacy="sensitive")
    add(database, "lost", 105, None, privacy="sensitive")
    assert shown(database, "closed") == {}


def test_the_same_place_and_the_kelurahans_cameras_without_one_take_what_is_free(database: Database) -> None:
    add(database, "here", 100, 0)
    add(database, "north", 200, 80)
    add(database, "twin", 300, 0, site="here")
    add(database, "lost", 101, None)
    assert shown(database) == {Sector.NORTH: "north", Sector.SOUTH: "twin", Sector.EAST: "lost"}


def test_a_camera_without_a_place_has_the_next_numbers_of_its_kelurahan(database: Database) -> None:
    add(database, "here", 100, None)
    add(database, "next", 101, 0)
    add(database, "zero", 102, None)
    assert list(shown(database).values()) == ["next", "zero"]


def test_an_unknown_camera_has_nothing_around_it(database: Database) -> None:
    assert shown(database) == {}


def test_the_question_goes_by_the_index_of_places(database: Database) -> None:
    plan = " ".join(str(row["detail"]) for row in database.rows(f"EXPLAIN QUERY PLAN {_IN_BOX}", (0, 1, 0, 1)))
    assert "camera_place (latitude>? AND latitude<?)" in plan
    assert "SCAN" not in plan
