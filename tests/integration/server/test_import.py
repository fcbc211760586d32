"""Import of files: all or nothing, every bad row by line and reason, and only real changes get a revision."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.server.intake.faults import ImportRefusedError
from console.server.intake.importing import ImportReport, ImportWish, import_files
from tests.helpers.centre import AREAS, VILLAGE, RunningCentre, TestCamera
from tests.integration.server.conftest import FAR, NEAR

_HEADER = "id,name,area_code,latitude,longitude,main_url,sub_url,owner,kind,number"
_GOOD = f"new-1,Pos Baru,{VILLAGE},-6.9,110.4,rtsp://127.0.0.1/a,,RT,neighbourhood,77"


def _import(
    centre: RunningCentre, content: str, name: str = "cameras.csv", *, full: bool = False, allow_removal: bool = False
) -> ImportReport:
    path = centre.folder / name
    path.write_text(content, encoding="utf-8")
    return import_files(centre.centre, ImportWish(path, full=full, allow_removal=allow_removal))


def _faults(centre: RunningCentre, *rows: str) -> list[tuple[int, str, str]]:
    before = centre.rows("cameras")
    with pytest.raises(ImportRefusedError) as caught:
        _import(centre, "\n".join([_HEADER, *rows]))
    assert centre.rows("cameras") == before
    return [(fault.line, fault.reason, fault.value) for fault in caught.value.faults]


def test_bad_rows_are_all_named_by_line_and_reason(centre: RunningCentre) -> None:
    found = _faults(
        centre,
        _GOOD,
        f"b c,Pos,{VILLAGE},,,rtsp://h/a,,,,1x",
        "ok-2,,33.74.02.9,91,110,rtsp://h/a,,,,5",
        f"ok-3,Pos,{VILLAGE},-6.9,,rtsp://h/a,,,,6",
        f"ok-4,Pos,{VILLAGE},,,ftp://u:geheim@h/a,,,,7",
        f"ok-5,Pos,{VILLAGE},,,,,,,8",
    )
    assert found == [
        (3, "import.bad_id", "b c"),
        (3, "import.bad_number", "1x"),
        (4, "import.bad_area_code", "33.74.02.9"),
        (4, "import.bad_coordinate", "latitude 91"),
        (4, "import.missing", "name"),
        (5, "import.half_position", ""),
        (6, "import.bad_url", "main_url"),
        (7, "import.no_feed", ""),
    ]


def test_doubles_and_unknown_areas_are_named(centre: RunningCentre) -> None:
    found = _faults(
        centre,
        _GOOD,
        _GOOD,
        f"new-2,Pos,{VILLAGE},,,rtsp://h/a,,,,1",
        "new-3,Pos,33.74.09.1001,,,rtsp://h/a,,,,78",
    )
    assert found == [
        (3, "import.repeated_id", "new-1 (2)"),
        (4, "import.repeated_number", "1 (kam-001)"),
        (5, "import.unknown_area", "33.74.09.1001"),
    ]


def test_at_most_fifty_faults_are_told_and_all_are_counted(centre: RunningCentre) -> None:
    rows = [f"id-{n},Pos,nowhere,,,rtsp://h/a,,,,{n + 10}" for n in range(60)]
    with pytest.raises(ImportRefusedError) as caught:
        _import(centre, "\n".join([_HEADER, *rows]))
    assert (len(caught.value.faults), caught.value.params["count"]) == (50, 60)


def test_same_file_again_changes_nothing(centre: RunningCentre) -> None:
    before = centre.rows("sync_head")
    assert centre.add_cameras([NEAR, FAR]) == ImportReport(areas=0, cameras=0, removed=0, unchanged=2)
    assert centre.rows("sync_head") == before


def test_new_password_is_noticed(centre: RunningCentre) -> None:
    changed = TestCamera(NEAR.id, NEAR.number, name=NEAR.name, password="lain")
    assert centre.add_cameras([changed, FAR]).cameras == 1


def test_cameras_may_swap_their_numbers(centre: RunningCentre) -> None:
    swapped = [TestCamera("kam-001", 2), TestCamera("kam-002", 1)]
    assert centre.add_cameras(swapped).cameras == 2


def test_full_file_removes_but_not_many_unasked(centre: RunningCentre) -> None:
    with pytest.raises(KnownError) as caught:
        _import(centre, f"{_HEADER}\n{_GOOD}", full=True)
    assert (caught.value.code, caught.value.params) == ("centre.import_removes_many", {"count": 2, "total": 2})
    assert _import(centre, f"{_HEADER}\n{_GOOD}", full=True, allow_removal=True).removed == 2
    assert _import(centre, f"{_HEADER}\n{_GOOD}", full=True).removed == 0


def test_without_full_the_others_stay(centre: RunningCentre) -> None:
    assert _import(centre, f"{_HEADER}\n{_GOOD}") == ImportReport(0, 1, 0, 0)
    assert len(centre.rows("cameras")) == 3


def test_geojson_is_taken(centre: RunningCentre) -> None:
    properties = {"name": "Kali", "area_code": VILLAGE, "sub_url": "rtsp://h/s", "number": 79, "approximate": True}
    feature = {
        "type": "Feature",
        "id": "river-1",
        "geometry": {"type": "Point", "coordinates": [110.42, -6.95]},
        "properties": properties,
    }
    _import(centre, json.dumps({"type": "FeatureCollection", "features": [feature]}), "cameras.geojson")
    row = next(row for row in centre.rows("cameras") if row["id"] == "river-1")
    assert (row["longitude"], row["latitude"], row["approximate"], row["main_url"]) == (110.42, -6.95, True, "")


@pytest.mark.parametrize("content", ["", "[1]", '{"type":"FeatureCollection"}', "[" * 100_000, '"x"'])
def test_what_is_no_geojson_is_refused(centre: RunningCentre, content: str) -> None:
    with pytest.raises(KnownError) as caught:
        _import(centre, content, "cameras.geojson")
    assert caught.value.code == "centre.import_not_geojson"


def test_geojson_with_strange_features_names_them(centre: RunningCentre) -> None:
    content = json.dumps({"type": "FeatureCollection", "features": [7, None, {"properties": []}]})
    with pytest.raises(ImportRefusedError) as caught:
        _import(centre, content, "cameras.geojson")
    assert {fault.line for fault in caught.value.faults} == {1, 2, 3}


def test_spreadsheet_habits_are_taken(centre: RunningCentre) -> None:
    content = f"\ufeff{_HEADER}\n{_GOOD}\n".replace(",", ";").replace("\n", "\r\n")
    assert _import(centre, content).cameras == 1


def test_missing_columns_and_unreadable_files_are_named(centre: RunningCentre, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        _import(centre, "id,name\n1,x\n")
    assert caught.value.code == "centre.import_columns"
    assert "area_code" in str(caught.value.params["missing"])
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (binary, tmp_path / "missing.csv"):
        with pytest.raises(KnownError) as caught:
            import_files(centre.centre, ImportWish(path))
        assert caught.value.code == "centre.import_unreadable"


def test_area_without_its_parent_is_refused(centre: RunningCentre) -> None:
    with pytest.raises(ImportRefusedError) as caught:
        centre.add_areas({**AREAS, "33.74.05.1001": "Tanpa Induk", "bad": "X"})
    assert [fault.reason for fault in caught.value.faults] == ["import.bad_area_code"]
    with pytest.raises(ImportRefusedError) as caught:
        centre.add_areas({**AREAS, "33.74.05.1001": "Tanpa Induk"})
    assert [(fault.line, fault.reason) for fault in caught.value.faults] == [(9, "import.unknown_parent")]


@pytest.mark.parametrize(
    ("text", "kept"), [("", ""), ("Sensitif", "sensitive"), ("sensitive", "sensitive"), ("umum", "")]
)
def test_what_kind_of_place_a_camera_shows_reaches_the_directory(centre: RunningCentre, text: str, kept: str) -> None:
    _import(centre, f"{_HEADER},privacy_class\n{_GOOD},{text}")
    lines = centre.client("operator").get("/v1/directory/changes").text.splitlines()
    docs = [json.loads(line) for line in lines]
    assert kept in [
        line["doc"]["privacy_class"] for line in docs if line.get("t") == "camera" or "number" in line.get("doc", {})
    ]


def test_an_unknown_kind_of_place_is_refused(centre: RunningCentre) -> None:
    with pytest.raises(ImportRefusedError) as caught:
        _import(centre, f"{_HEADER},privacy_class\n{_GOOD},rahasia")
    assert [fault.reason for fault in caught.value.faults] == ["import.bad_privacy_class"]


def test_what_people_call_a_place_reaches_the_directory(centre: RunningCentre) -> None:
    _import(centre, f'{_HEADER},aliases\n{_GOOD},"Tugu Muda;  Lawang  Sewu ;;Tugu Muda"\n')
    point = {"type": "Point", "coordinates": [110.4, -6.9]}
    names = {"name": "Pos", "area_code": VILLAGE, "main_url": "rtsp://h/a", "number": 78, "aliases": ["Johar", "Ya'ik"]}
    feature = {"type": "Feature", "id": "geo-1", "geometry": point, "properties": names}
    _import(centre, json.dumps({"type": "FeatureCollection", "features": [feature]}), "cameras.geojson")

    lines = centre.client("viewer").get("/v1/directory/changes").text.splitlines()
    told = {line["id"]: line["doc"].get("aliases") for line in map(json.loads, lines) if line["t"] == "camera"}
    assert told["new-1"] == ["Tugu Muda", "Lawang Sewu"]
    assert told["geo-1"] == ["Johar", "Ya'ik"]
    assert told[NEAR.id] == []
