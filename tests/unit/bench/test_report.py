"""A bench's result says what was wanted and whether it holds."""

from __future__ import annotations

import json

from console.bench.report import Row, as_json, as_table


def test_a_row_holds_or_misses_by_its_sense() -> None:
    assert Row("live", 64, "tiles", 64, "at least").holds is True
    assert Row("live", 63, "tiles", 64, "at least").holds is False
    assert Row("lag", 100, "ms", 100, "at most").holds is True
    assert Row("lag", 101, "ms", 100, "at most").holds is False
    assert Row("peer", 5, "cores").holds is None


def test_json_is_one_object_with_rows_and_the_machine() -> None:
    found = json.loads(as_json("wall", [Row("lag", 12.3456, "ms", 100)]))

    assert found["bench"] == "wall"
    assert found["rows"] == [{"what": "lag", "value": 12.346, "unit": "ms", "target": 100, "holds": True}]
    assert found["machine"]["cores"] >= 1


def test_the_table_shouts_a_missed_target() -> None:
    table = as_table("wall", [Row("tiles live", 3, "tiles", 4, "at least"), Row("lag", 1, "ms", 5)])

    assert "MISSED" in table.splitlines()[2]
    assert table.splitlines()[3].endswith("holds")


def test_what_could_not_be_measured_is_null_and_missed() -> None:
    [row] = json.loads(as_json("latency", [Row("delay", float("nan"), "ms", 60)]))["rows"]

    assert row["value"] is None
    assert row["holds"] is False
