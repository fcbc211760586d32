"""The files for the centre's import: columns, rows, credentials only when asked, and the list of absent cameras."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from console.base.redaction import Secret
from console.farm.city.areas import city_areas
from console.farm.city.cameras import city_cameras
from console.farm.city.files import FarmLogin, write_city

_BASE = "rtsp://127.0.0.1:8554"


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_cameras_have_the_columns_of_the_import(tmp_path: Path) -> None:
    rows = _read(write_city(tmp_path, _BASE).cameras)
    assert len(rows) == len(city_cameras())
    first = rows[0]
    assert list(first)[:10] == [
        "id", "name", "area_code", "latitude", "longitude", "main_url", "sub_url", "owner", "kind", "number",
    ]  # fmt: skip
    assert first["sub_url"] == "rtsp://127.0.0.1:8554/traffic-001/sub"
    assert first["main_url"] == "rtsp://127.0.0.1:8554/traffic-001/main"
    assert first["approximate"] == "true"
    assert {row["status"] for row in rows} == {"online", "offline"}
    assert all(int(row["number"]) > 0 and float(row["latitude"]) < 0 for row in rows)


def test_areas_go_down_to_rt(tmp_path: Path) -> None:
    rows = _read(write_city(tmp_path, _BASE).areas)
    assert [(row["code"], row["name"]) for row in rows] == [(area.code, area.name) for area in city_areas()]


def test_no_credentials_unless_given(tmp_path: Path) -> None:
    rows = _read(write_city(tmp_path, _BASE).cameras)
    assert "password" not in rows[0]


def test_credentials_are_columns_and_never_part_of_an_address(tmp_path: Path) -> None:
    files = write_city(tmp_path, _BASE, FarmLogin("ronda", Secret("se,cret")))
    rows = _read(files.cameras)
    assert {(row["user"], row["password"]) for row in rows} == {("ronda", "se,cret")}
    assert not any("@" in row["main_url"] or "@" in row["sub_url"] for row in rows)
    assert files.cameras.stat().st_mode & 0o077 == 0


def test_the_offline_list_names_the_cameras_that_the_directory_calls_offline(tmp_path: Path) -> None:
    files = write_city(tmp_path, _BASE)
    offline = {row["id"] for row in _read(files.cameras) if row["status"] == "offline"}
    assert set(files.offline.read_text().split()) == offline


def test_a_second_time_writes_the_same_bytes(tmp_path: Path) -> None:
    first = write_city(tmp_path / "a", _BASE)
    second = write_city(tmp_path / "b", _BASE)
    assert first.cameras.read_bytes() == second.cameras.read_bytes()


def test_a_folder_that_cannot_be_made_is_said_by_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        write_city(tmp_path / "file" / "city", _BASE)
