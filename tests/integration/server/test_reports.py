"""Reports of the centre: exact to the second against what happened, for those who may, of what they may see."""

from __future__ import annotations

import csv
import io
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.cli.main import main
from console.domain.camera import DirectoryStatus
from console.domain.report_days import ReportBy
from console.domain.roles import Permission, Role, may
from console.domain.viewing_terms import WIB
from console.health.city_health import CityHealth, CityReach, ReportOrder
from console.net.client import CentreClient as NetClient
from console.server.centre import MOST_REPORTS
from console.server.reports import desk
from console.server.settings import Lifetimes
from console.server.spells.tables import CENTRE_RUNS
from tests.helpers.centre import OTHER_VILLAGE, VILLAGE, CentreClient, RunningCentre
from tests.helpers.clock import FakeClock
from tests.integration.server.conftest import FAR, NEAR, MakeCentre

HOUR_S, DAY_S = 3600, 86_400
OFFLINE, ONLINE = DirectoryStatus.OFFLINE, DirectoryStatus.ONLINE
_MONTH = "/v1/reports/availability?month=2026-11"
_DAYS = "/v1/reports/availability?from=2026-11-23&to=2026-11-24"


@pytest.fixture
def clock() -> FakeClock:
    """A midnight of Semarang, with which a report's day begins."""
    return FakeClock(datetime(2026, 11, 23, tzinfo=WIB).astimezone(UTC))


@pytest.fixture
def centre(make_centre: MakeCentre, clock: FakeClock) -> RunningCentre:
    """Two cameras on one day: the near one down from 6 to 8 o'clock and again at 22, the far one always up."""
    long_s = 366 * DAY_S
    centre = make_centre(clock=clock, lifetimes=Lifetimes(access_token_s=long_s, refresh_token_s=long_s))
    centre.add_user("near_supervisor", Role.SUPERVISOR, ["33.74.02"])
    begin_s = int(clock.now_utc().timestamp())
    run = {"from_unix_s": begin_s - DAY_S, "to_unix_s": begin_s + DAY_S}
    centre.centre.database.write(lambda connection: connection.execute(insert(CENTRE_RUNS).values(run)))
    for hours, state in ((6, OFFLINE), (2, ONLINE), (14, OFFLINE)):
        clock.advance(hours * HOUR_S)
        centre.set_status(NEAR.id, state)
    clock.advance(2 * HOUR_S)
    return centre


class _Signed:
    """A token that stays good."""

    def __init__(self, token: Secret) -> None:
        self._token = token

    def access_token(self) -> Secret:
        return self._token

    def renew_after(self, rejected: Secret) -> Secret:
        return rejected


def _report(client: CentreClient, path: str) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert isinstance(told, dict)
    return told


def test_a_day_is_told_to_the_second_by_area_camera_and_owner(centre: RunningCentre) -> None:
    client = centre.client("supervisor")
    told = _report(client, f"{_DAYS}&by=kelurahan")
    rows = {row["key"]: row for row in told["rows"]}
    near, far = rows[VILLAGE], rows[OTHER_VILLAGE]
    assert (near["up_s"], near["down_s"], near["outages"], near["longest_s"]) == (
        20 * HOUR_S,
        4 * HOUR_S,
        2,
        2 * HOUR_S,
    )
    assert (near["name"], near["place"], near["unknown_s"]) == ("Bandarharjo", "Semarang Utara", 0)
    assert (far["up_s"], far["down_s"], far["outages"]) == (24 * HOUR_S, 0, 0)
    assert told["until_utc"] == "2026-11-23T17:00:00Z"
    assert [(one["day"], one["up_s"]) for one in told["days"]] == [("2026-11-23", 44 * HOUR_S)]

    cameras = _report(client, f"{_MONTH}&by=camera")
    assert [row["name"] for row in cameras["rows"]] == [f"1 {NEAR.name}", f"2 {FAR.name}"]
    assert cameras["total"]["unknown_s"] == 2 * 22 * DAY_S
    (owner,) = _report(client, f"{_MONTH}&by=owner")["rows"]
    assert (owner["name"], owner["cameras"], owner["down_s"]) == ("RT", 2, 4 * HOUR_S)
    assert [row["key"] for row in _report(client, f"{_MONTH}&by=kecamatan&area=33.74.03")["rows"]] == ["33.74.03"]
    assert _report(client, f"{_MONTH}&by=rt&area={VILLAGE}")["rows"][0]["name"] == "RT 003"


def test_a_closed_camera_and_the_time_outside_an_owners_hours_are_no_outage(
    centre: RunningCentre, clock: FakeClock
) -> None:
    client = centre.client("supervisor")
    reason = {"reason": "ada permintaan warga"}
    assert client.call("PUT", f"/v1/closures/{FAR.id}", reason).status_code == 200
    clock.advance(HOUR_S)
    assert client.call("POST", f"/v1/closures/{FAR.id}/end", reason).status_code == 200
    told = {row["key"]: row for row in _report(client, f"{_DAYS}&by=camera")["rows"]}
    assert told[FAR.id]["exempt_s"] == HOUR_S

    terms = {"hours": "18.00-07.00"}
    assert centre.client("admin").call("PUT", "/v1/owners/rt/terms", terms).status_code in (200, 204)
    near = {row["key"]: row for row in _report(client, f"{_DAYS}&by=camera")["rows"]}[NEAR.id]
    # Down from 6 to 7, and from 22 on; what lies from 7 to 18 does not count.
    assert (near["exempt_s"], near["down_s"], near["outages"]) == (11 * HOUR_S, 3 * HOUR_S, 2)


def test_only_who_may_read_reports_gets_one_and_only_of_what_they_may_see(centre: RunningCentre) -> None:
    paths = (
        f"{_MONTH}&by=kelurahan",
        "/v1/reports/counts?from=2026-11-23T00:00:00Z&to=2026-11-23T10:00:00Z&step=3600",
        "/v1/reports/worst?from=2026-11-22T17:00:00Z",
    )
    for role in Role:
        if role is Role.WALL_MACHINE:
            continue
        client = centre.client(role.value)
        allowed = {client.get(path).status_code for path in paths}
        assert allowed == {200 if may(role, Permission.READ_REPORTS) else 403}, role
    near = centre.client("near_supervisor")
    assert [row["key"] for row in _report(near, f"{_MONTH}&by=kelurahan")["rows"]] == [VILLAGE]
    assert _report(near, paths[1])["cameras"] == 1
    assert [one["camera_id"] for one in _report(near, paths[2])["cameras"]] == [NEAR.id]
    for path in paths:
        refused = near.get(f"{path}&area=33.74.03")
        assert (refused.status_code, refused.json()["code"]) == (403, "scope.denied")


_NONSENSE = (
    ("availability?by=rt", 422, "report.days_bad"),
    ("availability?by=rt&month=2026-13", 422, "report.days_bad"),
    ("availability?by=rt&from=2026-11-24&to=2026-11-23", 422, "report.days_bad"),
    ("availability?by=rt&from=2024-11-24&to=2026-11-23", 422, "report.days_bad"),
    ("availability?by=rt&month=2027-11", 422, "report.days_to_come"),
    ("availability?by=rt&month=2026-11&area=11.11", 404, "report.area_unknown"),
    ("availability?by=street&month=2026-11", 422, "request.invalid"),
    ("counts?from=2026-11-23T00:00:00Z&to=2026-11-23T10:00:00Z&step=1", 422, "report.steps_bad"),
    ("counts?from=2026-11-23T00:00:00Z&to=2026-11-22T10:00:00Z&step=60", 422, "report.steps_bad"),
    ("worst?from=2027-11-23T00:00:00Z", 422, "report.days_to_come"),
    ("worst?from=2024-11-23T00:00:00Z", 422, "report.days_bad"),
    ("worst?from=0001-01-01T00:00:00%2B07:00", 422, "request.invalid"),
    ("availability?by=rt&from=9999-12-30&to=9999-12-31", 422, "report.days_bad"),
    ("availability?by=rt&month=0001-01", 422, "report.days_bad"),
)


def test_a_wish_that_makes_no_sense_is_refused_by_name(centre: RunningCentre) -> None:
    client = centre.client("supervisor")
    for query, status, code in _NONSENSE:
        answer = client.get(f"/v1/reports/{query}")
        assert (answer.status_code, answer.json()["code"]) == (status, code), query


def test_who_waits_too_long_for_another_report_is_told_so(
    centre: RunningCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "_WAIT_S", 0.01)
    client = centre.client("supervisor")
    with centre.centre.counting:
        answer = client.get(f"{_DAYS}&by=rt")
    assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (503, "report.busy", "30")
    assert client.get(f"{_DAYS}&by=rt").status_code == 200


def test_who_would_be_one_too_many_to_wait_is_told_so_at_once(centre: RunningCentre) -> None:
    client = centre.client("supervisor")
    with ExitStack() as waiting:
        for _place in range(MOST_REPORTS):
            waiting.enter_context(centre.centre.report_places)
        assert client.get(f"{_DAYS}&by=rt").json()["code"] == "report.busy"
        assert centre.client("operator").get("/v1/walls").status_code == 200
    assert client.get(f"{_DAYS}&by=rt").status_code == 200


def test_it_comes_as_a_table_and_as_pages_in_the_language_that_is_asked_for(centre: RunningCentre) -> None:
    client = centre.client("admin")
    answer = client.get(f"{_DAYS}&by=kelurahan&format=csv", Accept_Language="en-GB,en;q=0.9")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "# Report on the availability of cameras"
    table = list(csv.DictReader(io.StringIO("\n".join(line for line in lines if not line.startswith("#")))))
    assert [(row["key"], row["availability_percent"], row["mttr_s"]) for row in table] == [
        (VILLAGE, "83.3333", "7200"),
        (OTHER_VILLAGE, "100.0000", ""),
        ("", "91.6667", "7200"),
    ]
    pages = client.get(f"{_DAYS}&by=kelurahan&format=pdf&lang=id")
    assert (pages.headers["Content-Type"], pages.content[:5]) == ("application/pdf", b"%PDF-")


def test_counts_over_time_are_averages_of_the_steps_and_say_when_nobody_measured(centre: RunningCentre) -> None:
    path = "/v1/reports/counts?from=2026-11-22T17:00:00Z&to=2026-11-23T18:00:00Z&step=14400"
    told = _report(centre.client("supervisor"), path)
    assert told["working"][:6] == [2.0, 1.5, 2.0, 2.0, 2.0, 1.5]
    assert told["offline"][:6] == [0.0, 0.5, 0.0, 0.0, 0.0, 0.5]
    assert told["unknown"] == [0.0] * 6 + [2.0]
    assert told["measured_share"] == [1.0] * 6 + [0.0]
    assert (told["cameras"], told["end_s"] - told["begin_s"]) == (2, 25 * HOUR_S)


def test_the_worst_cameras_come_first_with_each_hour_of_seven_days(centre: RunningCentre) -> None:
    told = _report(centre.client("supervisor"), "/v1/reports/worst?from=2026-11-22T17:00:00Z")
    near, far = told["cameras"]
    assert (near["camera_id"], far["camera_id"], told["unmeasured"]) == (NEAR.id, FAR.id, 0)
    assert (near["row"]["down_s"], len(near["up_s"])) == (4 * HOUR_S, 7 * 24)
    # The moment is a midnight: yesterday is the last day but one of the seven.
    assert near["up_s"][5 * 24 : 6 * 24] == [0 if hour in (6, 7, 22, 23) else HOUR_S for hour in range(24)]
    assert near["measured_s"][5 * 24 :] == [HOUR_S] * 24 + [0] * 24


def test_a_console_asks_for_it_and_saves_it_as_the_centre_tells_it(
    centre: RunningCentre, clock: FakeClock, tmp_path: Path
) -> None:
    client = NetClient(centre.url)
    client.use_tokens(_Signed(Secret(centre.sign_in("supervisor").access_token)))
    health = CityHealth(client, clock)
    counts = health.counts("", CityReach.DAY)
    assert (counts.cameras, len(counts.working), counts.working[0], counts.offline[6 * 6]) == (2, 144, 2.0, 1.0)
    worst = health.worst(VILLAGE, CityReach.DAY)
    assert [one.row.name for one in worst.cameras] == [f"1 {NEAR.name}"]
    health.save(ReportOrder("2026-11", ReportBy.RT, VILLAGE, "en", "pdf"), tmp_path / "laporan.pdf")
    assert (tmp_path / "laporan.pdf").read_bytes().startswith(b"%PDF-")
    with pytest.raises(KnownError, match=r"report\.days_to_come"):
        health.save(ReportOrder("2027-11", ReportBy.RT, "", "en", "pdf"), tmp_path / "nanti.pdf")
    client.close()


def test_the_command_writes_what_the_centre_tells(
    centre: RunningCentre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.umask", lambda _mask: 0)
    place = ["--database", centre.settings.database_url, "--data-folder", str(tmp_path)]
    table, pages = tmp_path / "laporan.csv", tmp_path / "laporan.pdf"
    wish = ["centre", "report", "--from", "2026-11-23", "--to", "2026-11-23", *place]
    assert main([*wish, "--by", "camera", "--out", str(table)]) == 0
    assert "83.3333" in table.read_text("utf-8-sig")
    assert main([*wish, "--out", str(pages)]) == 0
    assert pages.read_bytes().startswith(b"%PDF-")
    assert main([*wish, "--area", "11.11", "--out", str(pages)]) != 0
    assert "11.11" in capsys.readouterr().err
