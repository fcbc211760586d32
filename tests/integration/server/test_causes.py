"""``/v1/causes`` on both databases: who may ask, what a scope leaves of it, and disturbances of a time that has passed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from console.base.ids import new_id
from console.domain.camera import DirectoryStatus
from console.domain.cause import CauseKind, CauseLine, CauseNews
from console.domain.roles import Permission, Role, may
from console.server.causes import listing
from console.server.causes.store import open_lines, write_news
from console.server.numbering import Event
from tests.helpers.centre import RunningCentre
from tests.helpers.clock import START_UTC, FakeClock
from tests.integration.server.conftest import FAR, NEAR, MakeCentre

_UNTIL = START_UTC + timedelta(minutes=10)


@pytest.fixture
def centre(make_centre: MakeCentre) -> RunningCentre:
    """Its own watch stands still with its clock: the lines are those of the tests."""
    return make_centre(clock=FakeClock())


def _write(centre: RunningCentre, news: CauseNews) -> None:
    def work(connection: Connection) -> tuple[None, list[Event]]:
        write_news(connection, news, lambda group: group[1].title())
        return None, []

    centre.centre.write(work)


def test_everyone_of_the_directory_asks_and_sees_no_more_than_the_scope(centre: RunningCentre) -> None:
    for camera in (NEAR, FAR):
        centre.set_status(camera.id, DirectoryStatus.OFFLINE)
    line = CauseLine(new_id(), (CauseKind.UPLINK, "rt-03"), START_UTC, START_UTC, {NEAR.id, FAR.id})
    _write(centre, CauseNews(opened=[line]))
    answer = centre.client("viewer").get("/v1/causes").json()
    assert [len(one["cameras"]) for one in answer["causes"]] == [2]
    assert (answer["causes"][0]["label"], answer["rule"]["least_percent"]) == ("Rt-03", 80)
    near = centre.client("near_operator").get("/v1/causes").json()["causes"]
    assert [[camera["camera_id"] for camera in one["cameras"]] for one in near] == [[NEAR.id]]
    for role in Role:
        expected = 200 if may(role, Permission.READ_DIRECTORY) else 403
        assert centre.client(role.value).call("GET", "/v1/causes").status_code == expected, role


def test_lines_end_and_are_asked_by_time(centre: RunningCentre) -> None:
    line = CauseLine(new_id(), (CauseKind.RECORDER, "nvr-7"), START_UTC, START_UTC, {NEAR.id})
    _write(centre, CauseNews(opened=[line]))
    _write(centre, CauseNews(grown={line.id: {FAR.id}}))
    _write(centre, CauseNews(grown={line.id: {FAR.id}}))
    with centre.centre.database.read() as connection:
        (kept,) = open_lines(connection)
    assert (kept.id, kept.group, kept.cameras) == (line.id, line.group, {NEAR.id, FAR.id})
    line.closed_utc = _UNTIL
    _write(centre, CauseNews(closed=[line]))
    viewer = centre.client("viewer")
    assert viewer.get("/v1/causes").json()["causes"] == []

    def asked(begin: str, end: str) -> tuple[int, int]:
        found = viewer.call("GET", f"/v1/causes?from={begin}&to={end}")
        return found.status_code, len(found.json().get("causes", ()))

    assert asked("2026-11-23T08:05:00Z", "2026-11-23T09:00:00Z") == (200, 1)
    assert asked("2026-11-23T08:10:01Z", "2026-11-23T09:00:00Z") == (200, 0)
    assert asked("2026-11-23T09:00:00Z", "2026-11-23T08:00:00Z") == (422, 0)
    assert asked("kemarin", "2026-11-23T08:00:00Z") == (422, 0)
    assert asked("0001-01-01T00:00:00%2B07:00", "2026-11-23T08:00:00Z") == (422, 0)


def test_what_is_of_others_takes_no_place_among_the_newest_and_is_not_counted(
    centre: RunningCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_CLOSED", 1)
    for minutes, camera in ((0, NEAR.id), (1, FAR.id), (2, FAR.id)):
        at = START_UTC + timedelta(minutes=minutes)
        line = CauseLine(new_id(), (CauseKind.CAMERA, camera), at, at, {camera})
        _write(centre, CauseNews(opened=[line]))
        line.closed_utc = _UNTIL
        _write(centre, CauseNews(closed=[line]))
    path = "/v1/causes?from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z"
    near = centre.client("near_operator").get(path).json()
    assert ([one["name"] for one in near["causes"]], near["more"]) == ([NEAR.id], False)
    assert centre.client("operator").get(path).json()["more"]
