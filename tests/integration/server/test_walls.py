"""Walls at the centre: commands once, in time and by right; claims, presets, one step back; what a wall machine is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import requests

from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.redaction import Secret
from console.domain.roles import Role
from console.server.housekeeping import tidy
from console.server.walls.machines import (
    KnownMachine,
    MachineWish,
    add_machine,
    list_machines,
    machine_username,
    revoke_machine,
)
from tests.helpers.centre import CITY, VILLAGE, CentreClient, RunningCentre
from tests.helpers.clock import FakeClock
from tests.integration.server.conftest import FAR, NEAR, MakeCentre

SCREENS = [{"title": "Kiri"}, {"title": "Tengah", "open_to_operators": True}, {"title": "Kanan"}]
WALL = {"title": "Dinding utama", "area_code": CITY, "screens": SCREENS}
TWO_TILES = {"name": "1x2", "rows": 1, "columns": 2, "cells": [[0, 0, 1, 1], [0, 1, 1, 1]]}
HOTSPOT = {"tile": 1, "show": "hotspot"}
TOUR = {"name": "Pasar", "step_s": 10, "cameras": [NEAR.id, FAR.id]}
_BAD: list[tuple[dict[str, Any], tuple[int, str]]] = [
    ({"op": "message", "screen": 4, "text": "?"}, (404, "wall.unknown_screen")),
    ({"op": "tile.show", "screen": 1, "tile": 5, "camera_id": NEAR.id}, (404, "wall.unknown_tile")),
    ({"op": "tile.show", "screen": 1, "tile": 1, "camera_id": "tiada"}, (404, "camera.unknown")),
    ({"op": "preset.apply", "preset": "tiada"}, (404, "wall.unknown_preset")),
    ({"op": "layout.apply", "screen": 1, "layout": TWO_TILES | {"rows": 2}}, (422, "request.invalid")),
    ({"op": "layout.apply", "screen": 1, "layout": TWO_TILES | {"others": [HOTSPOT]}}, (409, "wall.no_hotspot")),
    ({"op": "tile.board", "screen": 1, "tile": 1, "show": "hotspot"}, (409, "wall.no_hotspot")),
    ({"op": "tile.board", "screen": 1, "tile": 1, "show": "tv"}, (422, "request.invalid")),
    ({"op": "terbang", "screen": 1}, (422, "request.invalid")),
    ({"op": "tour.show", "screen": 1, "tour": TOUR | {"cameras": ["tiada"]}}, (404, "camera.unknown")),
    ({"op": "tour.show", "screen": 1, "tour": TOUR | {"step_s": 1}}, (422, "request.invalid")),
    ({"op": "tour.show", "screen": 1, "tour": TOUR | {"layouts": [TWO_TILES]}}, (422, "request.invalid")),
    (
        {
            "op": "tour.show",
            "screen": 1,
            "tour": TOUR | {"cameras": [], "layouts": [TWO_TILES | {"others": [HOTSPOT]}]},
        },
        (409, "wall.no_hotspot"),
    ),
]


class _Walls:
    """A centre with one wall, and what people do with it."""

    def __init__(self, centre: RunningCentre, clock: FakeClock) -> None:
        self.centre = centre
        self.clock = clock
        self.supervisor, self.operator = centre.client("supervisor"), centre.client("operator")
        assert self.supervisor.call("PUT", "/v1/walls/utama", WALL).status_code == 200

    def command(self, **operation: Any) -> dict[str, Any]:
        expires = (self.clock.now_utc() + timedelta(seconds=30)).isoformat()
        return {"id": str(new_id()), "expires_utc": expires, "command": operation}

    def send(self, client: CentreClient, body: dict[str, Any]) -> requests.Response:
        return client.call("POST", "/v1/walls/utama/commands", body)

    def undo(self, client: CentreClient, version: int) -> requests.Response:
        expires = (self.clock.now_utc() + timedelta(seconds=30)).isoformat()
        body = {"id": str(new_id()), "expires_utc": expires, "version": version}
        return client.call("POST", "/v1/walls/utama/undo", body)

    def wall(self) -> dict[str, Any]:
        (wall,) = self.supervisor.get("/v1/walls").json()["walls"]
        assert isinstance(wall, dict)
        return wall

    def screen(self, number: int) -> dict[str, Any]:
        screen = self.wall()["screens"][number - 1]
        assert isinstance(screen, dict)
        return screen

    def machine(self, name: str = "utama", screens: tuple[int, ...] = ()) -> CentreClient:
        secret = add_machine(self.centre.centre, MachineWish(name, "utama", screens))
        token = self.centre.sign_in(machine_username(name), secret.reveal()).access_token
        return CentreClient(self.centre.url, token)


@pytest.fixture
def walls(make_centre: MakeCentre) -> _Walls:
    clock = FakeClock()
    return _Walls(make_centre(clock=clock), clock)


def _code(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_command_is_carried_out_once_however_often_it_comes(walls: _Walls) -> None:
    show = walls.command(op="tile.show", screen=2, tile=3, camera_id=NEAR.id)
    first = walls.send(walls.operator, show)
    assert first.json() == {"id": show["id"], "version": 1, "screens": [2]}
    assert walls.send(walls.supervisor, walls.command(op="tile.clear", screen=2, tile=3)).json()["version"] == 2
    assert walls.send(walls.operator, show).json() == first.json()
    assert walls.screen(2)["layout"]["cameras"] == [None] * 4
    other = show | {"command": {"op": "message", "screen": 2, "text": "lain"}}
    assert _code(walls.send(walls.operator, other)) == (409, "id_conflict")
    assert _code(walls.send(walls.supervisor, show)) == (409, "id_conflict")
    acts = [(row["action"], row["username"], row["detail"]) for row in walls.centre.rows("audit")]
    assert acts[-2:] == [
        ("wall_changed", "operator", "screen 2: tile.show kam-001 on tile 3"),
        ("wall_changed", "supervisor", "screen 2: tile.clear 3"),
    ]


def test_a_whole_layout_and_a_message_change_what_they_say_and_nothing_else(walls: _Walls) -> None:
    layout = TWO_TILES | {"cameras": [NEAR.id, FAR.id]}
    assert walls.send(walls.supervisor, walls.command(op="layout.apply", screen=1, layout=layout)).status_code == 200
    assert walls.send(walls.supervisor, walls.command(op="message", screen=1, text=" Rapat 20.00 ")).status_code == 200
    screen = walls.screen(1)
    assert (screen["layout"]["name"], screen["layout"]["cameras"]) == ("1x2", [NEAR.id, FAR.id])
    assert (screen["message"], screen["version"], screen["changed_by"]) == ("Rapat 20.00", 2, "Supervisor")
    again = walls.send(walls.supervisor, walls.command(op="message", screen=1, text="Rapat 20.00"))
    assert (again.json()["version"], again.json()["screens"]) == (2, [])
    clock = {"tile": 2, "show": "clock", "detail": ""}
    layout = TWO_TILES | {"cameras": [NEAR.id], "others": [clock]}
    walls.send(walls.supervisor, walls.command(op="layout.apply", screen=1, layout=layout))
    words = walls.command(op="tile.board", screen=1, tile=1, show="message", detail=" Siaga banjir ")
    assert walls.send(walls.supervisor, words).json()["version"] == 4
    message = {"tile": 1, "show": "message", "detail": "Siaga banjir"}
    assert walls.screen(1)["layout"]["others"] == [message, clock]
    walls.undo(walls.supervisor, 4)
    assert (walls.screen(1)["layout"]["cameras"], walls.screen(1)["layout"]["others"]) == ([NEAR.id, None], [clock])


def test_bad_commands_are_refused_by_name_and_change_nothing(walls: _Walls) -> None:
    for operation, refused in _BAD:
        assert _code(walls.send(walls.supervisor, walls.command(**operation))) == refused
    assert not walls.wall()["can_undo"]
    assert _code(walls.undo(walls.supervisor, 0)) == (409, "wall.nothing_to_undo")


def test_a_command_that_comes_after_its_time_is_not_carried_out(walls: _Walls) -> None:
    late = walls.command(op="message", screen=1, text="kebakaran")
    walls.clock.advance(30)
    assert _code(walls.send(walls.supervisor, late)) == (409, "wall.command_expired")
    eternal = walls.command(op="message", screen=1, text="x") | {"expires_utc": "2126-01-01T00:00:00Z"}
    assert _code(walls.send(walls.supervisor, eternal)) == (422, "request.invalid")
    assert walls.wall()["version"] == 0
    # What was carried out is remembered for as long as it could come again.
    walls.send(walls.supervisor, walls.command(op="message", screen=1, text="x"))
    tidy(walls.centre.centre)
    assert len(walls.centre.rows("wall_commands")) == 1
    walls.clock.advance(86_401)
    tidy(walls.centre.centre)
    assert walls.centre.rows("wall_commands") == []


def test_operators_send_to_screens_that_are_open_to_them_and_viewers_never(walls: _Walls) -> None:
    assert walls.send(walls.operator, walls.command(op="message", screen=2, text="x")).status_code == 200
    assert _code(walls.send(walls.operator, walls.command(op="message", screen=1, text="x"))) == (403, "wall.not_open")
    viewer = walls.centre.client("viewer")
    assert _code(walls.send(viewer, walls.command(op="message", screen=2, text="x"))) == (403, "auth.forbidden")
    assert _code(viewer.get("/v1/walls")) == (403, "auth.forbidden")
    assert walls.undo(walls.operator, 1).status_code == 200


def test_undo_takes_the_whole_step_back_once_and_never_somebody_elses_newer_one(walls: _Walls) -> None:
    for number in (1, 2):
        walls.send(walls.supervisor, walls.command(op="message", screen=number, text="siaga"))
    assert walls.supervisor.call("PUT", "/v1/walls/utama/presets/siaga").status_code == 200
    for number in (1, 2):
        walls.send(walls.supervisor, walls.command(op="message", screen=number, text="aman"))
    applied = walls.send(walls.supervisor, walls.command(op="preset.apply", preset="siaga"))
    assert applied.json() | {"id": ""} == {"id": "", "version": 5, "screens": [1, 2]}
    assert _code(walls.undo(walls.supervisor, 4)) == (409, "wall.changed_meanwhile")
    assert walls.undo(walls.supervisor, 5).json()["screens"] == [1, 2]
    assert [walls.screen(number)["message"] for number in (1, 2, 3)] == ["aman", "aman", ""]
    assert walls.undo(walls.supervisor, 6).json()["version"] == 7
    assert [walls.screen(number)["message"] for number in (1, 2, 3)] == ["siaga", "siaga", ""]
    assert _code(walls.undo(walls.operator, 7)) == (403, "wall.not_open")


def test_a_preset_comes_back_screen_by_screen_is_listed_and_deleted(walls: _Walls) -> None:
    walls.send(walls.supervisor, walls.command(op="tile.show", screen=1, tile=1, camera_id=NEAR.id))
    walls.send(walls.supervisor, walls.command(op="tile.show", screen=2, tile=1, camera_id=FAR.id))
    walls.supervisor.call("PUT", "/v1/walls/utama/presets/Malam%20Minggu")
    (listed,) = walls.operator.get("/v1/walls/utama/presets").json()["presets"]
    assert (listed["name"], listed["screens"], listed["saved_by"]) == ("Malam Minggu", [1, 2, 3], "Supervisor")
    for number in (1, 2):
        walls.send(walls.supervisor, walls.command(op="tile.clear", screen=number, tile=1))
    one = walls.command(op="preset.apply", preset="Malam Minggu", screens=[2])
    assert walls.send(walls.operator, one).json()["screens"] == [2]
    assert [walls.screen(number)["layout"]["cameras"][0] for number in (1, 2)] == [None, FAR.id]
    beyond = walls.command(op="preset.apply", preset="Malam Minggu", screens=[9])
    assert _code(walls.send(walls.supervisor, beyond)) == (404, "wall.unknown_screen")
    assert walls.supervisor.call("DELETE", "/v1/walls/utama/presets/Malam%20Minggu").status_code == 204
    gone = walls.supervisor.call("DELETE", "/v1/walls/utama/presets/Malam%20Minggu")
    assert _code(gone) == (404, "wall.unknown_preset")


def test_a_claimed_screen_refuses_others_until_it_is_let_go_ended_or_over(walls: _Walls) -> None:
    body = {"reason": "rapat wali kota", "for_s": 600}
    claimed = walls.operator.call("POST", "/v1/walls/utama/screens/2/claim", body)
    assert claimed.json()["holder"] == "Operator"
    assert walls.screen(2)["claim"]["reason"] == "rapat wali kota"
    message = walls.command(op="message", screen=2, text="x")
    refused = walls.send(walls.supervisor, message)
    assert _code(refused) == (409, "wall.claimed")
    assert refused.json()["params"] == {"screen": "2", "holder": "Operator"}
    assert walls.send(walls.operator, walls.command(op="message", screen=2, text="y")).status_code == 200
    assert walls.supervisor.call("POST", "/v1/walls/utama/screens/2/release").status_code == 204
    assert walls.send(walls.supervisor, message).status_code == 200
    assert walls.supervisor.call("POST", "/v1/walls/utama/screens/2/claim", body).status_code == 200
    assert _code(walls.operator.call("POST", "/v1/walls/utama/screens/2/release")) == (409, "wall.claimed")
    walls.clock.advance(600)
    walls.operator = walls.centre.client("operator")
    assert walls.send(walls.operator, walls.command(op="message", screen=2, text="z")).status_code == 200
    assert _code(walls.operator.call("POST", "/v1/walls/utama/screens/9/claim", body)) == (404, "wall.unknown_screen")
    assert _code(walls.operator.call("POST", "/v1/walls/utama/screens/1/claim", body)) == (403, "wall.not_open")
    kinds = [row["kind"] for row in walls.centre.rows("event_log") if row["kind"].startswith("wall.")]
    assert kinds.count("wall.claim") == 3
    acts = [row["action"] for row in walls.centre.rows("audit") if row["action"].startswith("wall_")]
    assert acts == [
        "wall_set_up",
        "wall_claimed",
        "wall_changed",
        "wall_let_go",
        "wall_changed",
        "wall_claimed",
        "wall_changed",
    ]


def test_a_wall_is_set_up_under_a_name_of_its_own_and_by_who_saw_it_last(walls: _Walls) -> None:
    assert _code(walls.supervisor.call("PUT", "/v1/walls/utama", WALL)) == (409, "wall.name_taken")
    walls.send(walls.supervisor, walls.command(op="message", screen=1, text="tetap"))
    fewer = WALL | {"screens": [{"title": "Satu", "open_to_operators": True}], "revision": 1}
    record = walls.supervisor.call("PUT", "/v1/walls/utama", fewer).json()
    assert (record["revision"], [screen["title"] for screen in record["screens"]]) == (2, ["Satu"])
    assert record["screens"][0]["message"] == "tetap"
    assert _code(walls.supervisor.call("PUT", "/v1/walls/utama", fewer)) == (409, "wall.changed_meanwhile")
    assert _code(walls.supervisor.call("PUT", "/v1/walls/baru", fewer)) == (404, "wall.unknown")
    assert _code(walls.supervisor.call("PUT", "/v1/walls/Nama%20Buruk", WALL)) == (422, "request.invalid")
    more = WALL | {"revision": 2}
    assert len(walls.supervisor.call("PUT", "/v1/walls/utama", more).json()["screens"]) == 3


def test_nobody_learns_of_cameras_beyond_their_areas_and_a_wall_shows_none_beyond_its_own(walls: _Walls) -> None:
    walls.centre.add_user("sebagian", Role.SUPERVISOR, [CITY], denied=["33.74.03"])
    part = walls.centre.client("sebagian")
    walls.send(walls.supervisor, walls.command(op="tile.show", screen=2, tile=1, camera_id=FAR.id))
    (seen,) = part.get("/v1/walls").json()["walls"]
    assert seen["screens"][1]["layout"]["cameras"] == [None] * 4
    assert FAR.id not in part.get("/v1/walls").text
    sent = walls.send(part, walls.command(op="tile.show", screen=1, tile=1, camera_id=FAR.id))
    assert _code(sent) == (403, "scope.denied")
    assert _code(part.call("PUT", "/v1/walls/lain", WALL)) == (403, "scope.denied")
    small = WALL | {"area_code": VILLAGE}
    assert walls.supervisor.call("PUT", "/v1/walls/desa", small).status_code == 200
    body = walls.command(op="tile.show", screen=1, tile=1, camera_id=FAR.id)
    beyond = walls.supervisor.call("POST", "/v1/walls/desa/commands", body)
    assert _code(beyond) == (409, "wall.camera_outside")


def test_a_machine_that_was_away_is_told_what_is_wanted_now_and_says_what_became_of_it(walls: _Walls) -> None:
    machine = walls.machine()
    assert walls.wall()["machines"][0]["is_away"]
    texts = [walls.command(op="message", screen=1, text=str(count)) for count in range(3)]
    for body in texts:
        walls.send(walls.supervisor, body)
    wanted = machine.get("/v1/walls/utama/wanted").json()
    assert not walls.wall()["machines"][0]["is_away"]
    assert [screen["number"] for screen in wanted["screens"]] == [1, 2, 3]
    first = wanted["screens"][0]
    assert (first["message"], first["command_id"], first["acknowledged"]) == ("2", texts[-1]["id"], False)
    said = {"screen": 1, "state": "applied"}
    assert machine.call("POST", f"/v1/wall-commands/{texts[0]['id']}/ack", said).status_code == 204
    assert walls.screen(1)["shown"] is None
    assert machine.call("POST", f"/v1/wall-commands/{texts[-1]['id']}/ack", said).status_code == 204
    assert (walls.screen(1)["shown"]["state"], walls.screen(1)["shown"]["version"]) == ("applied", 3)
    assert machine.get("/v1/walls/utama/wanted").json()["screens"][0]["acknowledged"]
    assert _code(machine.call("POST", f"/v1/wall-commands/{new_id()}/ack", said)) == (404, "wall.unknown_command")
    elsewhere = machine.call("POST", f"/v1/wall-commands/{texts[-1]['id']}/ack", said | {"screen": 4})
    assert _code(elsewhere) == (404, "wall.unknown_screen")
    walls.clock.advance(46)
    assert walls.centre.client("supervisor").get("/v1/walls").json()["walls"][0]["machines"][0]["is_away"]


def test_a_machine_gets_its_own_screens_the_video_of_its_walls_area_and_nothing_else(walls: _Walls) -> None:
    machine = walls.machine("kiri", (3, 1))
    walls.supervisor.call("PUT", "/v1/walls/lain", WALL)
    assert [one["number"] for one in machine.get("/v1/walls/utama/wanted").json()["screens"]] == [1, 3]
    assert _code(machine.get("/v1/walls/lain/wanted")) == (404, "wall.unknown")
    body = walls.command(op="message", screen=2, text="x")
    walls.send(walls.supervisor, body)
    not_its = machine.call("POST", f"/v1/wall-commands/{body['id']}/ack", {"screen": 2, "state": "applied"})
    assert _code(not_its) == (404, "wall.unknown_screen")
    feeds = {"feeds": [{"camera_id": one.id, "quality": "sub"} for one in (NEAR, FAR)]}
    assert len(machine.call("POST", "/v1/streams/tickets", feeds).json()["tickets"]) == 2
    narrower = WALL | {"area_code": "33.74.02", "revision": 1}
    assert walls.supervisor.call("PUT", "/v1/walls/utama", narrower).status_code == 200
    (ticket,) = machine.call("POST", "/v1/streams/tickets", feeds).json()["tickets"]
    assert ticket["camera_id"] == NEAR.id
    for path in ("/v1/walls", "/v1/flags", "/v1/bookmarks", "/v1/holds"):
        assert _code(machine.get(path)) == (403, "auth.forbidden")


def test_a_machines_secret_is_told_once_kept_hashed_and_can_be_revoked(walls: _Walls) -> None:
    centre = walls.centre.centre
    secret = add_machine(centre, MachineWish("utama", "utama", (1,)))
    assert list_machines(centre) == [KnownMachine("utama", "utama", (1,), is_revoked=False)]
    assert all(
        secret.reveal() not in str(row)
        for table in ("users", "wall_machines", "audit")
        for row in walls.centre.rows(table)
    )
    with pytest.raises(KnownError, match="machine_exists"):
        add_machine(centre, MachineWish("utama", "utama"))
    token = walls.centre.sign_in(machine_username("utama"), secret.reveal()).access_token
    revoke_machine(centre, "utama")
    assert _code(CentreClient(walls.centre.url, token).get("/v1/walls/utama/wanted")) == (401, "auth.session_ended")
    assert walls.wall()["machines"] == []
    renewed = add_machine(centre, MachineWish("utama", "utama"))
    assert renewed.reveal() != secret.reveal()
    assert walls.centre.sign_in(machine_username("utama"), renewed.reveal()).user.role is Role.WALL_MACHINE


def test_a_machine_makes_its_wall_where_there_is_none_and_is_refused_by_name_otherwise(walls: _Walls) -> None:
    centre = walls.centre.centre
    assert isinstance(add_machine(centre, MachineWish("pos", "pos", (1, 2), VILLAGE)), Secret)
    made = walls.supervisor.get("/v1/walls").json()["walls"][0]
    assert (made["name"], made["area_code"], len(made["screens"])) == ("pos", VILLAGE, 2)
    for wish, code in (
        (MachineWish("x", "tiada"), "wall.unknown_wall"),
        (MachineWish("X Y", "utama"), "wall.bad_name"),
        (MachineWish("x", "utama", (9,)), "wall.unknown_screen"),
        (MachineWish("x", "baru", (1,), "kota"), "centre.scope_bad"),
    ):
        with pytest.raises(KnownError) as told:
            add_machine(centre, wish)
        assert told.value.code == code
    with pytest.raises(KnownError, match="unknown_machine"):
        revoke_machine(centre, "tiada")
