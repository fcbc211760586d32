"""The facts the city is made from: complete, and categories in plain codes."""

from __future__ import annotations

import csv
import re

from console.domain.area import AreaLevel, area_level
from console.farm.city.facts import agency_cameras, district_centres, facts_folder, official_areas


def test_every_kecamatan_has_a_centre() -> None:
    districts = {area.code for area in official_areas() if area_level(area.code) is AreaLevel.DISTRICT}
    assert set(district_centres()) == districts


def test_agency_cameras_stand_in_a_kecamatan_that_exists() -> None:
    known = {area.code for area in official_areas()}
    assert {camera.area_code for camera in agency_cameras()} <= known


def test_incident_categories_have_one_plain_code_and_one_priority() -> None:
    with (facts_folder() / "incident-categories.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 36
    for row in rows:
        assert re.fullmatch(r"[A-Z]{3}-\d{2}", row["code"])
        assert re.fullmatch(r"[A-Z0-9]*", row["eido_type"])
        assert row["priority"] in {"1", "2", "3", "4"}
        assert row["name_id"]
        assert row["name_en"]
        assert "[" not in "".join(row.values())


def test_only_the_citys_own_categories_have_no_code_for_the_police() -> None:
    with (facts_folder() / "incident-categories.csv").open(encoding="utf-8", newline="") as file:
        internal = {row["code"] for row in csv.DictReader(file) if not row["eido_type"]}
    assert internal == {"SIS-02", "SIS-03"}
