"""Rules at the centre: what happens is shown by them with what was written, for their time, and never over people's hands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import requests

from console.base.ids import new_id
from console.domain.camera import DirectoryStatus
from console.domain.roles import Role
from console.domain.wall_alarm import MOST_ALARMS
from console.server.housekeeping import tidy
from console.server.statuses import write_statuses
from console.server.walls.alarm_watch import AlarmWatch
from console.server.walls.machines import MachineWish, add_machine, machine_username
from tests.helpers.centre import CITY, OTHER_VILLAGE, VILLAGE, CentreClient, RunningCentre, TestCamera
from tests.helpers.clock import FakeClock
from tests.integration.server.conftest import FAR, NEAR, MakeCentre

SCREENS = [{"title": "Kiri"}, {"title": "Tengah", "open_to_operators": True}]
PAIR = {"name": "1x2", "rows": 1, "columns": 2, "cells": [[0, 0, 1, 1], [0, 1, 1, 1]], "cameras": [FAR.id, FAR.id]}


class _Wall:
    """A wall of two screens whose first shows the far camera twice; time stands still until a test moves it."""

    def __init__(self, centre: RunningCentre, clock: FakeClock) -> None:
        self.centre, self.clock = centre, clock
        self.supervisor, self.operator = centre.client("supervisor"), centre.client("operator")
        wall = {"title": "Dinding utama", "area_code": CITY, "screens": SCREENS}
        assert self.supervisor.call("PUT", "/v1/walls/utama", wall).status_code == 200
        self.send(op="layout.apply", screen=1, layout=PAIR)

    def rule(self, rule_id: UUID | None = None, client: CentreClient | None = None, **body: Any) -> requests.Response:
        body = {"name": "Prioritas 1", "screen": 1, "tile": 1, "shown_s": 60} | body
        path = f"/v1/walls/utama/rules/{rule_id or new_id()}"
        return (client or self.supervisor).call("PUT", path, body)

    def send(self, **operation: Any) -> None:
        expires = (self.clock.now_utc() + timedelta(seconds=30)).isoformat()
        body = {"id": str(new_id()), "expires_utc": expires, "command": operation}
        answer = self.supervisor.call("POST", "/v1/walls/utama/commands", body)
        assert answer.status_code == 200, answer.text

    def flag(self, camera: str = NEAR.id, **changes: object) -> UUID:
        flag_id = new_id()
        assert self.operator.put_flag(camera, flag_id, **changes).status_code == 201
        return flag_id

    def after(self, seconds: float) -> list[str | None]:
        """The cameras of the first screen so much later, once the centre has looked."""
        self.clock.advance(seconds)
        AlarmWatch(self.centre.centre).look()
        return self.cameras()

    def cameras(self) -> list[str | None]:
        (wall,) = self.supervisor.get("/v1/walls").json()["walls"]
        return list(wall["screens"][0]["layout"]["cameras"])

    def records(self) -> list[tuple[str, str]]:
        return [(row["put_kind"], row["put_what"]) for row in self.centre.rows("wall_spells")]

    def machine(self) -> CentreClient:
        secret = add_machine(self.centre.centre, MachineWish("utama", "utama", (1,)))
        return CentreClient(
            self.centre.url, self.centre.sign_in(machine_username("utama"), secret.reveal()).access_token
        )


@pytest.fixture
def wall(make_centre: MakeCentre) -> _Wall:
    clock = FakeClock()
    return _Wall(make_centre(clock=clock), clock)


def test_a_flag_is_on_its_tile_with_its_answer_marked_by_its_number_and_gone_after_its_time(wall: _Wall) -> None:
    assert wall.rule(sound=True).status_code == 200
    machine = wall.machine()
    flag_id = wall.flag()
    assert wall.cameras() == [NEAR.id, FAR.id]
    number = wall.supervisor.get(f"/v1/flags/{flag_id}").json()["number"]
    (mark,) = machine.get("/v1/walls/utama/wanted").json()["screens"][0]["alarms"]
    assert (mark["tile"], mark["number"], mark["kind"], mark["sound"], mark["exercise"]) == (
        1,
        number,
        "flag",
        True,
        False,
    )
    assert wall.after(59) == [NEAR.id, FAR.id]
    assert wall.after(2) == [FAR.id, FAR.id]
    assert machine.get("/v1/walls/utama/wanted").json()["screens"][0]["alarms"] == []
    assert sorted(wall.records())[-2:] == [("rule", "Prioritas 1"), ("rule_over", "Prioritas 1")]
    told = [row["detail"] for row in wall.centre.rows("audit") if row["username"] == "Ronda"]
    assert told == [f"screen 1: rule Prioritas 1, {number}", f"screen 1: rule Prioritas 1 over, {number}"]
    # What people did last is still what they can take back, and nothing of the rules.
    (now,) = wall.supervisor.get("/v1/walls").json()["walls"]
    expires = (wall.clock.now_utc() + timedelta(seconds=30)).isoformat()
    undo = {"id": str(new_id()), "expires_utc": expires, "version": now["version"]}
    assert wall.supervisor.call("POST", "/v1/walls/utama/undo", undo).status_code == 200
    assert wall.cameras() == [None] * 4


def test_what_is_told_of_a_flag_later_shows_it_no_second_time(wall: _Wall) -> None:
    wall.rule()
    flag_id = wall.flag()
    assert wall.after(61) == [FAR.id, FAR.id]
    note = {"id": str(new_id()), "action": "note", "note": "masih ramai"}
    assert wall.operator.call("POST", f"/v1/flags/{flag_id}/changes", note).status_code == 200
    assert wall.after(30) == [FAR.id, FAR.id]
    wall.clock.advance(2 * 86_400)
    tidy(wall.centre.centre)
    assert wall.centre.rows("wall_alarms") == []


def test_a_flag_of_several_cameras_fills_a_screen_until_it_is_answered(wall: _Wall) -> None:
    wall.rule(tile=None, shown_s=None)
    flag_id = wall.flag(more_camera_ids=[FAR.id])
    assert wall.cameras() == [NEAR.id, FAR.id]
    assert wall.after(600) == [NEAR.id, FAR.id]
    police = wall.centre.client("police_liaison")
    police.call("POST", f"/v1/flags/{flag_id}/receipt")
    taken = {"id": str(new_id()), "action": "acknowledge", "officer_name": "Bripka Adi", "officer_number": "87654321"}
    assert police.call("POST", f"/v1/flags/{flag_id}/changes", taken).status_code == 200
    assert wall.after(1) == [FAR.id, FAR.id]


def test_a_screen_that_somebody_has_claimed_is_left_alone_and_the_record_says_so(wall: _Wall) -> None:
    wall.rule()
    claim = {"reason": "rapat", "for_s": 60}
    assert wall.supervisor.call("POST", "/v1/walls/utama/screens/1/claim", claim).status_code == 200
    wall.flag()
    assert wall.cameras() == [FAR.id, FAR.id]
    assert wall.after(5) == [FAR.id, FAR.id]
    held = [row for row in wall.centre.rows("wall_spells") if row["put_kind"] == "rule_held"]
    assert [(row["camera_id"], row["put_by"], row["put_what"]) for row in held] == [
        (NEAR.id, "Supervisor", "Prioritas 1")
    ]
    assert wall.supervisor.call("POST", "/v1/walls/utama/screens/1/release").status_code == 204
    assert wall.after(5) == [NEAR.id, FAR.id]


def test_the_higher_alarm_comes_after_a_while_and_the_earlier_returns(wall: _Wall) -> None:
    wall.rule(priorities=[2], name="Dua", shown_s=300)
    wall.rule(priorities=[1], name="Satu", shown_s=30)
    wall.flag(priority=2)
    assert wall.cameras()[0] == NEAR.id
    wall.flag(FAR.id, priority=1)
    assert wall.cameras()[0] == NEAR.id
    assert wall.after(9)[0] == NEAR.id
    assert wall.after(1)[0] == FAR.id
    assert wall.after(25)[0] == NEAR.id
    assert wall.after(300)[0] == FAR.id


def test_what_somebody_sends_meanwhile_stays_and_the_tile_beside_it_comes_back(wall: _Wall) -> None:
    wall.rule(name="Satu", shown_s=60)
    wall.rule(name="Lain", tile=2, categories=["KAM-01"], shown_s=60)
    wall.flag()
    assert wall.cameras() == [NEAR.id, NEAR.id]
    wall.send(op="tile.clear", screen=1, tile=1)
    assert wall.after(61) == [None, FAR.id]


def test_a_preset_saved_during_an_alarm_holds_what_people_put_there(wall: _Wall) -> None:
    wall.rule()
    wall.flag()
    assert wall.supervisor.call("PUT", "/v1/walls/utama/presets/Malam").status_code == 200
    wall.send(op="layout.apply", screen=1, layout=PAIR | {"cameras": [None, None]})
    wall.send(op="preset.apply", preset="Malam")
    assert wall.cameras() == [FAR.id, FAR.id]


def test_a_camera_that_goes_down_is_shown_and_one_that_is_new_has_not_come_back(wall: _Wall) -> None:
    wall.rule(trigger="camera_down", name="Mati")
    wall.rule(trigger="camera_back", name="Pulih", tile=2)
    wall.centre.set_status(NEAR.id, DirectoryStatus.OFFLINE)
    assert wall.cameras() == [NEAR.id, FAR.id]
    wall.clock.advance(20)
    wall.centre.set_status(NEAR.id, DirectoryStatus.ONLINE)
    assert wall.cameras() == [NEAR.id, NEAR.id]
    marks = wall.machine().get("/v1/walls/utama/wanted").json()["screens"][0]["alarms"]
    assert [(mark["kind"], mark["number"]) for mark in marks] == [
        ("camera_down", str(NEAR.number)),
        ("camera_back", str(NEAR.number)),
    ]


def test_hundreds_of_cameras_that_go_down_at_once_begin_no_more_alarms_than_a_screen_keeps(wall: _Wall) -> None:
    ids = [f"kam-{number}" for number in range(101, 141)]
    wall.centre.add_cameras([TestCamera(one, int(one[4:])) for one in ids])
    wall.rule(trigger="camera_down", name="Mati")
    now = wall.clock.now_utc()
    down = dict.fromkeys(ids, DirectoryStatus.OFFLINE)
    wall.centre.centre.write(lambda connection: (None, write_statuses(connection, down, now)))
    assert len(wall.centre.rows("wall_alarms")) == MOST_ALARMS
    assert wall.cameras()[0] in ids


def test_practice_is_marked_and_other_areas_hours_and_categories_show_nothing(wall: _Wall) -> None:
    wall.rule(name="Lain", area_code=OTHER_VILLAGE)
    wall.rule(name="Banjir", categories=["BNJ-01"])
    wall.rule(name="Mati", is_on=False)
    minute = (wall.clock.now_utc().hour * 60 + 7 * 60 + wall.clock.now_utc().minute) % 1_440
    wall.rule(name="Nanti", begin_min=(minute + 60) % 1_440, end_min=(minute + 120) % 1_440)
    wall.flag()
    assert wall.cameras() == [FAR.id, FAR.id]
    wall.rule(name="Latihan", area_code=VILLAGE)
    wall.flag(exercise=True)
    (mark,) = wall.machine().get("/v1/walls/utama/wanted").json()["screens"][0]["alarms"]
    assert mark["exercise"]
    assert "LATIHAN" in mark["number"]


def test_a_rule_that_is_changed_switched_off_or_deleted_takes_what_it_shows_along(wall: _Wall) -> None:
    rule_id = new_id()
    wall.rule(rule_id)
    wall.flag()
    wall.clock.advance(20)
    assert wall.rule(rule_id, is_on=False, revision=1).status_code == 200
    assert wall.cameras() == [FAR.id, FAR.id]
    assert wall.rule(rule_id, is_on=True, revision=1).json()["code"] == "wall.rule_changed_meanwhile"
    assert wall.rule(name="Prioritas 1").json()["code"] == "wall.rule_name_taken"
    (kept,) = wall.supervisor.get("/v1/walls/utama/rules").json()["rules"]
    assert (kept["body"]["revision"], kept["body"]["is_on"], kept["changed_by"]) == (2, False, "Supervisor")
    assert wall.supervisor.call("DELETE", f"/v1/walls/utama/rules/{rule_id}").status_code == 204
    assert wall.supervisor.call("DELETE", f"/v1/walls/utama/rules/{rule_id}").json()["code"] == "wall.unknown_rule"
    assert wall.supervisor.get("/v1/walls/utama/rules").json()["rules"] == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"begin_min": 60, "end_min": 60}, "wall.rule_hours"),
        ({"weekdays": []}, "wall.rule_days"),
        ({"area_code": "33.73"}, "wall.rule_area"),
        ({"shown_s": 4}, "wall.rule_length"),
        ({"shown_s": None, "trigger": "camera_down"}, "wall.rule_until"),
        ({"screen": 3}, "wall.unknown_screen"),
        ({"priorities": [7]}, "request.invalid"),
        ({"tile": 2**40}, "request.invalid"),
        ({"trigger": "gempa"}, "request.invalid"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_by_name(wall: _Wall, body: dict[str, Any], code: str) -> None:
    assert wall.rule(**body).json()["code"] == code


def test_rules_are_kept_by_who_steers_or_runs_walls_of_their_areas(wall: _Wall) -> None:
    rule_id = new_id()
    wall.rule(rule_id)
    allowed = {Role.SUPERVISOR, Role.ADMIN}
    for role in Role:
        if role is not Role.WALL_MACHINE:
            client = wall.centre.client(role.value)
            expected = 200 if role in allowed else 403
            assert client.get("/v1/walls/utama/rules").status_code == expected, role
            assert wall.rule(client=client, name=role.value).status_code == expected, role
            if role not in allowed:
                assert client.call("DELETE", f"/v1/walls/utama/rules/{rule_id}").status_code == 403, role
    wall.centre.add_user("near_supervisor", Role.SUPERVISOR, ["33.74.02"])
    near = wall.centre.client("near_supervisor")
    assert near.get("/v1/walls/utama/rules").status_code == 404
    assert wall.rule(client=near, name="Dekat").status_code == 404
    assert near.call("DELETE", f"/v1/walls/utama/rules/{rule_id}").status_code == 404
