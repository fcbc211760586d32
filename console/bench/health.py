"""``ronda bench health``: what counting costs; with ``--minutes`` cameras fail by a plan, and the report is held against it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from console.base.clock import WIB, SystemClock
from console.bench.city import bench_city, bench_folder
from console.bench.console_run import ConsoleWish, running_console
from console.bench.counting_cost import counting_rows
from console.bench.fault_plan import MINUTE_S, FaultPlan, PlannedOutage, outages, planned_s
from console.bench.report import Row
from console.bench.signed_in import signed_in
from console.demo import credentials
from console.demo.city_services import CityServices, Step
from console.wire.reports import AvailabilityReport, AvailabilityRow

WATCHERS = (credentials.OPERATOR, credentials.SUPERVISOR)
"""Two people: one alone can take no camera down."""
_WARM_S = 120.0
_AFTER_S = 300.0
"""Until what came back last has been seen by a console that tries again at longer and longer pauses, and is noted."""
_END_S = 60.0
_MOST_OFF_S = 30.0
"""Half a minute: so that the minutes are the plan's."""


@dataclass(frozen=True)
class HealthBench:
    """Counting of a wall of ``tiles`` feeds; then a plan of so many ``minutes`` over ``cameras``, where there are any."""

    tiles: int = 64
    minutes: int = 0
    cameras: int = 12


def bench_health(wish: HealthBench, on_step: Step) -> list[Row]:
    """Raises KnownError when a program does not come up."""
    on_step("bench-step-health")
    rows = counting_rows(wish.tiles)
    return rows + _planned(wish, on_step) if wish.minutes else rows


def _planned(wish: HealthBench, on_step: Step) -> list[Row]:
    with bench_folder() as folder, bench_city(folder, on_step) as services, ExitStack() as opened:
        on_step("bench-step-fault-plan")
        cameras = services.cameras_for_wall(wish.cameras)
        plan = outages(cameras, wish.minutes)
        first_day = SystemClock().now_utc()
        seconds = _WARM_S + wish.minutes * MINUTE_S + _AFTER_S + _END_S
        for person in WATCHERS:
            watching = ConsoleWish(cameras, seconds, (1280, 720), person=person)
            home = folder / person
            home.mkdir()
            opened.enter_context(running_console(services, home, watching))
        time.sleep(_WARM_S)
        with FaultPlan(services.farm, plan):
            time.sleep(wish.minutes * MINUTE_S)
        time.sleep(_AFTER_S)
        return plan_rows(plan, cameras, _report(services, first_day))


def _report(services: CityServices, since: datetime) -> AvailabilityReport:
    client = signed_in(services, credentials.SUPERVISOR)
    try:
        days = (since, SystemClock().now_utc())
        first, last = (day.astimezone(WIB).date().isoformat() for day in days)
        asked = {"by": "camera", "from": first, "to": last, "format": "json"}
        return AvailabilityReport.model_validate_json(client.availability_file(asked))
    finally:
        client.close()


def plan_rows(plan: Sequence[PlannedOutage], cameras: Sequence[str], report: AvailabilityReport) -> list[Row]:
    """The report's seconds and outages of each camera against those that were planned."""
    told = {row.key: row for row in report.rows}
    found = [(told[camera], camera) for camera in cameras if camera in told]
    off_s = [abs(row.down_s - planned_s(plan, camera)) for row, camera in found]
    minutes = [_minutes(row.down_s) == planned_s(plan, camera) // MINUTE_S for row, camera in found]
    numbers = [row.outages == _number(plan, camera) for row, camera in found]
    return [
        Row("cameras watched by two people", len(cameras), "cameras"),
        Row("outages planned", len(plan), "outages"),
        Row("minutes down, planned", sum(planned_s(plan, camera) for camera in cameras) / MINUTE_S, "min"),
        Row("minutes down, reported", sum(row.down_s for row, _camera in found) / MINUTE_S, "min"),
        Row("cameras with as many outages as planned", sum(numbers), "cameras", len(cameras), "at least"),
        Row("cameras with the minutes that were planned", sum(minutes), "cameras", len(cameras), "at least"),
        Row("furthest from the plan, of all its outages", max(off_s, default=0), "s"),
        Row("furthest from the plan, of one outage", _worst_of_one(plan, found), "s", _MOST_OFF_S),
    ]


def _minutes(seconds: int) -> int:
    return round(seconds / MINUTE_S)


def _number(plan: Sequence[PlannedOutage], camera: str) -> int:
    return sum(one.camera == camera for one in plan)


def _worst_of_one(plan: Sequence[PlannedOutage], found: Sequence[tuple[AvailabilityRow, str]]) -> float:
    """On average over a camera's outages: the report has no single ones."""
    each = [abs(row.down_s - planned_s(plan, camera)) / max(1, _number(plan, camera)) for row, camera in found]
    return max(each, default=0.0)
