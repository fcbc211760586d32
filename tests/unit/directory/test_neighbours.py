"""Neighbours of a camera: its place first, then its kelurahan, then the next numbers; none that is known to be off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.base.paths import Paths
from console.directory.neighbours import Neighbours
from console.domain.camera import CameraId
from console.store.database import Database
from console.store.files import open_directory
from tests.helpers.clock import FakeClock

KRAPYAK, OTHER = "33.74.02.1001", "33.74.02.10010"
"""The other one begins with the same signs, and is another kelurahan."""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_directory(Paths(tmp_path, tmp_path), FakeClock())
    yield opened
    opened.close()


def add(database: Database, camera: str, number: int, area: str, site: str = "") -> None:
    with database.transaction() as connection:
        connection.run(
            "INSERT INTO camera (id, site_id, number, name, area_code, approximate, owner, kind, has_main, has_sub, rev,"
            " generation) VALUES (?, ?, ?, '', ?, 0, '', '', 1, 1, 1, 1)",
            (camera, site or camera, number, area),
        )


def test_the_same_place_comes_first_then_the_kelurahan_then_the_numbers(database: Database) -> None:
    add(database, "here", 100, f"{KRAPYAK}/RW001/RT001", "post")
    add(database, "same-post", 300, f"{KRAPYAK}/RW001/RT001", "post")
    add(database, "village", 200, KRAPYAK)
    add(database, "number", 101, OTHER)
    add(database, "far", 900, OTHER)
    assert Neighbours(database).of(CameraId("here")) == ["same-post", "village", "number"]
    assert Neighbours(database).of(CameraId("here"), limit=1) == ["same-post"]


def test_a_camera_that_is_off_is_no_neighbour(database: Database) -> None:
    add(database, "here", 100, KRAPYAK)
    add(database, "off", 101, KRAPYAK)
    with database.transaction() as connection:
        connection.run("INSERT INTO camera_status VALUES ('off', 'offline', NULL)")
    assert Neighbours(database).of(CameraId("here")) == []


def test_an_unknown_camera_has_none(database: Database) -> None:
    assert Neighbours(database).of(CameraId("nobody")) == []
