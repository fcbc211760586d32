"""What is asked of the centre for the city's page, and how a report gets onto the disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from console.domain.report_days import ReportBy
from console.health.city_health import CityHealth, CityReach, ReportOrder
from console.wire.reports import CameraHealthList, StatusCounts
from tests.helpers.clock import FakeClock


class _Centre:
    """Keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Mapping[str, str]] = []

    def status_counts(self, params: Mapping[str, str]) -> StatusCounts:
        self.asked.append(params)
        return StatusCounts(
            begin_s=0, step_s=1, end_s=0, cameras=0, working=(), stale=(), offline=(), unknown=(), measured_share=()
        )

    def worst_cameras(self, params: Mapping[str, str]) -> CameraHealthList:
        self.asked.append(params)
        return CameraHealthList(hours_begin_s=0, cameras=(), measured=0, unmeasured=0)

    def availability_file(self, params: Mapping[str, str]) -> bytes:
        self.asked.append(params)
        return b"isi"


def test_the_stretch_ends_now_and_has_as_many_steps_as_a_plot_has_room_for() -> None:
    centre, clock = _Centre(), FakeClock()
    health = CityHealth(centre, clock)
    health.counts("33.74.02", CityReach.WEEK)
    health.worst("", CityReach.DAY)
    assert centre.asked[0] == {
        "from": "2026-11-16T08:00:00+00:00",
        "to": "2026-11-23T08:00:00+00:00",
        "step": "3600",
        "area": "33.74.02",
    }
    assert centre.asked[1] == {"from": "2026-11-22T08:00:00+00:00", "area": "", "limit": "100"}
    assert all(100 <= reach.length_s // reach.step_s <= 200 for reach in CityReach)


def test_a_report_is_written_whole_for_its_owner_alone(tmp_path: Path) -> None:
    centre = _Centre()
    path = tmp_path / "laporan.csv"
    CityHealth(centre, FakeClock()).save(ReportOrder("2026-10", ReportBy.RT, "33.74", "id", "csv"), path)
    assert path.read_bytes() == b"isi"
    assert path.stat().st_mode & 0o077 == 0
    assert centre.asked == [{"month": "2026-10", "by": "rt", "area": "33.74", "lang": "id", "format": "csv"}]
