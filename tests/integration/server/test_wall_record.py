"""What was on a wall: who put which camera where, what machines say they showed, and who may ask."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import requests
from sqlalchemy import Connection, text

from console.base.ids import new_id
from console.domain.roles import Role
from console.server.housekeeping import tidy
from console.server.walls.machines import MachineWish, add_machine, machine_username
from tests.helpers.centre import CITY, CentreClient, RunningCentre
from tests.helpers.clock import FakeClock
from tests.helpers.older_database import undo_0016
from tests.integration.server.conftest import FAR, NEAR, MakeCentre

SCREENS = [{"title": "Kiri"}, {"title": "Tengah", "open_to_operators": True}]
PAIR = {"name": "1x2", "rows": 1, "columns": 2, "cells": [[0, 0, 1, 1], [0, 1, 1, 1]], "cameras": [NEAR.id, FAR.id]}


class _Wall:
    """A centre with one wall of two screens, and its record."""

    def __init__(self, centre: RunningCentre, clock: FakeClock) -> None:
        self.centre, self.clock = centre, clock
        self.supervisor = centre.client("supervisor")
        wall = {"title": "Dinding utama", "area_code": CITY, "screens": SCREENS}
        assert self.supervisor.call("PUT", "/v1/walls/utama", wall).status_code == 200

    def send(self, client: CentreClient | None = None, **operation: Any) -> None:
        expires = (self.clock.now_utc() + timedelta(seconds=30)).isoformat()
        body = {"id": str(new_id()), "expires_utc": expires, "command": operation}
        answer = (client or self.supervisor).call("POST", "/v1/walls/utama/commands", body)
        assert answer.status_code == 200, answer.text

    def ask(self, client: CentreClient | None = None, more: str = "") -> requests.Response:
        now = self.clock.now_utc()
        since, until = (now - timedelta(days=1)).isoformat(), (now + timedelta(days=1)).isoformat()
        period = f"from={since}&to={until}".replace("+", "%2B")
        return (client or self.supervisor).get(f"/v1/walls/utama/record?{period}{more}")

    def spells(self, more: str = "") -> list[dict[str, Any]]:
        answer = self.ask(more=more)
        assert answer.status_code == 200, answer.text
        return list(answer.json()["spells"])

    def machine(self) -> CentreClient:
        secret = add_machine(self.centre.centre, MachineWish("utama", "utama", (1,)))
        token = self.centre.sign_in(machine_username("utama"), secret.reveal()).access_token
        return CentreClient(self.centre.url, token)


def _spell_ids(machine: CentreClient) -> list[str | None]:
    return list(machine.get("/v1/walls/utama/wanted").json()["screens"][0]["spells"])


def _tell(machine: CentreClient, *showings: dict[str, Any]) -> list[str]:
    answer = machine.call("POST", "/v1/walls/utama/showings", {"showings": list(showings)})
    assert answer.status_code == 200, answer.text
    return [one["code"] for one in answer.json()["refused"]]


@pytest.fixture
def wall(make_centre: MakeCentre) -> _Wall:
    clock = FakeClock()
    return _Wall(make_centre(clock=clock), clock)


def test_each_camera_is_on_record_with_its_place_its_time_and_who_put_it_there(wall: _Wall) -> None:
    wall.send(op="layout.apply", screen=1, layout=PAIR)
    assert wall.supervisor.call("PUT", "/v1/walls/utama/presets/Malam").status_code == 200
    wall.clock.advance(60)
    wall.send(op="tile.show", screen=1, tile=1, camera_id=FAR.id)
    wall.clock.advance(30)
    wall.send(op="preset.apply", preset="Malam")
    told = [
        (
            one["screen_title"],
            one["tile"],
            one["camera_number"],
            one["put_kind"],
            one["put_what"],
            one["to_utc"] is None,
        )
        for one in reversed(wall.spells())
    ]
    assert told == [
        ("Kiri", 1, NEAR.number, "person", "", False),
        ("Kiri", 2, FAR.number, "person", "", True),
        ("Kiri", 1, FAR.number, "person", "", False),
        ("Kiri", 1, NEAR.number, "preset", "Malam", True),
    ]
    assert {one["put_by"] for one in wall.spells()} == {"Supervisor"}
    fewer = {"title": "Utama", "area_code": CITY, "screens": [{"title": "Satu"}], "revision": 1}
    wall.send(op="tile.show", screen=2, tile=1, camera_id=FAR.id)
    assert wall.supervisor.call("PUT", "/v1/walls/utama", fewer).status_code == 200
    assert wall.spells(more="&screen=2")[0]["to_utc"] is not None


def test_the_record_is_asked_by_screen_and_camera_and_comes_in_pages(wall: _Wall) -> None:
    wall.send(op="layout.apply", screen=1, layout=PAIR)
    wall.send(op="tile.show", screen=2, tile=3, camera_id=NEAR.id)
    assert len(wall.spells()) == 3
    assert [one["screen"] for one in wall.spells("&screen=2")] == [2]
    for words in (str(FAR.number), FAR.id, "simpang"):
        assert [one["camera_id"] for one in wall.spells(f"&camera={words}")] == [FAR.id]
    assert wall.spells("&camera=%25") == []
    first = wall.ask(more="&limit=2").json()
    assert (len(first["spells"]), first["total"]) == (2, 3)
    second = wall.ask(more=f"&limit=2&before={first['before']}").json()
    assert (len(second["spells"]), second["total"], second["before"]) == (1, 3, None)
    table = wall.ask(more="&format=csv")
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [row["camera_name"] for row in rows] == [NEAR.name, FAR.name, NEAR.name]
    assert wall.centre.rows("audit")[-1]["action"] == "exported"
    at = wall.clock.now_utc().isoformat().replace("+", "%2B")
    assert wall.supervisor.get(f"/v1/walls/utama/record?from={at}&to={at}").json()["code"] == "wall.record_period"
    assert wall.ask(more=f"&screen={2**70}").json()["code"] == "request.invalid"


def test_a_machines_count_is_kept_once_and_nonsense_is_refused_alone(wall: _Wall) -> None:
    wall.send(op="layout.apply", screen=1, layout=PAIR)
    machine = wall.machine()
    left, right = _spell_ids(machine)
    start = wall.clock.now_utc()
    wall.clock.advance(60)
    until = wall.clock.now_utc().isoformat()
    good = {"id": str(new_id()), "spell_id": left, "from_utc": start.isoformat(), "to_utc": until, "live_s": 50.0}
    future = (wall.clock.now_utc() + timedelta(hours=1)).isoformat()
    other = good | {"spell_id": right}
    refused = _tell(
        machine,
        good | {"stale_s": 6.5, "dark_s": 3.5},
        other | {"id": str(new_id()), "live_s": -1.0},
        other | {"id": str(new_id()), "to_utc": future},
        other | {"id": str(new_id()), "live_s": 90.0},
        other | {"id": str(new_id()), "spell_id": str(uuid4())},
        good | {"id": str(new_id())},
        other | {"id": str(new_id()), "live_s": 20.0, "dark_s": 40.0},
    )
    names = ("negative", "future", "too_long", "unknown", "overlaps")
    assert refused == [f"wall.showing_{name}" for name in names]
    # Again, and as it was told before that: nothing changes.
    assert _tell(machine, good | {"stale_s": 6.5, "dark_s": 3.5}, good | {"live_s": 10.0}) == []
    counted = {one["tile"]: (one["live_s"], one["stale_s"], one["dark_s"]) for one in wall.spells()}
    assert counted == {1: (50.0, 6.5, 3.5), 2: (20.0, 0.0, 40.0)}
    # What was shown for longer than it was wanted is found at that time too.
    wall.send(op="tile.clear", screen=1, tile=1)
    wall.clock.advance(600)
    longer = wall.clock.now_utc().isoformat()
    assert _tell(machine, good | {"to_utc": longer, "live_s": 600.0, "stale_s": 6.5, "dark_s": 3.5}) == []
    since = (wall.clock.now_utc() - timedelta(seconds=30)).isoformat().replace("+", "%2B")
    late = wall.supervisor.get(f"/v1/walls/utama/record?from={since}&to={longer.replace('+', '%2B')}&camera={NEAR.id}")
    assert [one["live_s"] for one in late.json()["spells"]] == [600.0]


def test_who_steers_or_guards_may_read_the_record_and_only_of_their_areas(wall: _Wall) -> None:
    wall.send(op="layout.apply", screen=1, layout=PAIR)
    allowed = {Role.SUPERVISOR, Role.PRIVACY_OFFICER, Role.ADMIN}
    for role in Role:
        if role is not Role.WALL_MACHINE:
            client = wall.centre.client(role.value)
            expected = 200 if role in allowed else 403
            assert wall.ask(client).status_code == expected, role
            assert client.get("/v1/wall-names").status_code == expected, role
    assert wall.supervisor.get("/v1/wall-names").json()["walls"][0]["screens"] == ["Kiri", "Tengah"]
    wall.centre.add_user("near_supervisor", Role.SUPERVISOR, ["33.74.02"])
    near = wall.centre.client("near_supervisor")
    assert wall.ask(near).status_code == 404
    assert near.get("/v1/wall-names").json()["walls"] == []
    assert wall.supervisor.call("POST", "/v1/walls/utama/showings", {"showings": []}).status_code == 403


def test_what_lay_on_tiles_before_there_was_a_record_is_on_it_from_then_on(wall: _Wall) -> None:
    wall.send(op="layout.apply", screen=1, layout=PAIR)
    wall.centre.stop()

    def to_before(connection: Connection) -> None:
        undo_0016(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '0020'"))

    wall.centre.centre.database.write(to_before)
    wall.centre.centre.database.close()
    wall.centre.start()
    told = [(row["tile"], row["camera_id"], row["put_by"], row["to_utc"]) for row in wall.centre.rows("wall_spells")]
    assert told == [(0, NEAR.id, "Supervisor", None), (1, FAR.id, "Supervisor", None)]


def test_the_record_is_forgotten_when_its_time_is_over_but_not_what_is_still_there(wall: _Wall) -> None:
    wall.send(op="layout.apply", screen=1, layout=PAIR)
    wall.send(op="tile.clear", screen=1, tile=1)
    wall.clock.advance(91 * 86_400)
    tidy(wall.centre.centre)
    assert [(row["tile"], row["to_utc"]) for row in wall.centre.rows("wall_spells")] == [(1, None)]


def test_the_record_of_a_wall_stays_when_the_wall_is_deleted(wall: _Wall) -> None:
    wall.send(op="layout.apply", screen=1, layout=PAIR)
    assert wall.supervisor.call("DELETE", "/v1/walls/utama?revision=1").status_code == 204
    assert {one["camera_id"] for one in wall.spells()} == {NEAR.id, FAR.id}
    (known,) = wall.supervisor.get("/v1/wall-names").json()["walls"]
    assert (known["name"], known["title"], known["area_code"], known["screens"]) == ("utama", "utama", "", ["1"])
    wall.centre.add_user("near_supervisor", Role.SUPERVISOR, ["33.74.02"])
    near = wall.centre.client("near_supervisor")
    assert {one["camera_id"] for one in wall.ask(near).json()["spells"]} == {NEAR.id}
    assert (
        wall.supervisor.get("/v1/walls/lain/record?from=2026-11-22T00:00:00Z&to=2026-11-24T00:00:00Z").status_code
        == 404
    )
