"""The plan of faults and what is made of a report of it."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.bench.fault_plan import MINUTE_S, PlannedOutage, outages, planned_s
from console.bench.health import plan_rows
from console.domain.availability import Availability
from console.domain.report_days import ReportBy
from console.farm.rtsp.faults import Fault
from console.wire.reports import AvailabilityReport, AvailabilityRow

CAMERAS = [f"kam-{number}" for number in range(12)]
NOW = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)


@given(st.integers(1, 40), st.integers(0, 90))
def test_outages_of_a_camera_are_apart_and_all_end_within_the_plan(count: int, minutes: int) -> None:
    planned = outages([f"kam-{number}" for number in range(count)], minutes)
    by_camera: dict[str, list[PlannedOutage]] = defaultdict(list)
    for one in planned:
        by_camera[one.camera].append(one)
    assert all(one.end_min <= minutes for one in planned)
    for mine in by_camera.values():
        assert all(before.end_min < after.begin_min for before, after in pairwise(mine))


def test_an_hour_has_outages_of_every_kind_and_one_camera_that_is_never_down() -> None:
    planned = outages(CAMERAS, 60)
    assert {one.fault for one in planned} == {Fault.FREEZE, Fault.DISAPPEAR, Fault.REPEAT}
    assert {one.camera for one in planned} == set(CAMERAS[:-1])


def _report(down_s: dict[str, int], outages_of: dict[str, int]) -> AvailabilityReport:
    def row(camera: str) -> AvailabilityRow:
        found = Availability(1, 1, 3600 - down_s[camera], down_s[camera], 0, 0, outages_of[camera], down_s[camera])
        return AvailabilityRow.of(camera, camera, "", found)

    return AvailabilityReport(
        by=ReportBy.CAMERA,
        area="",
        area_name="",
        first_day=date(2026, 11, 26),
        last_day=date(2026, 11, 26),
        until_utc=NOW,
        made_utc=NOW,
        centre_off_s=0,
        measured_since_utc=NOW,
        total=row(next(iter(down_s))),
        rows=tuple(row(camera) for camera in down_s),
        days=(),
    )


def test_a_report_that_says_what_was_planned_holds_and_another_misses() -> None:
    planned = outages(CAMERAS, 60)
    numbers = {camera: sum(one.camera == camera for one in planned) for camera in CAMERAS}
    exact = {camera: planned_s(planned, camera) + 10 for camera in CAMERAS}
    rows = {row.what: row for row in plan_rows(planned, CAMERAS, _report(exact, numbers))}
    assert all(row.holds is not False for row in rows.values())
    late = {**exact, CAMERAS[0]: exact[CAMERAS[0]] + 5 * MINUTE_S}
    rows = {row.what: row for row in plan_rows(planned, CAMERAS, _report(late, {**numbers, CAMERAS[1]: 99}))}
    assert rows["cameras with the minutes that were planned"].value == len(CAMERAS) - 1
    assert rows["cameras with as many outages as planned"].value == len(CAMERAS) - 1
    assert rows["furthest from the plan, of one outage"].holds is False
