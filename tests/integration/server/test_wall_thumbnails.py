"""Thumbnails of walls: from a machine of the wall to who may see all that is in them, and on record who looked."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

import pytest
import requests

from console.base.ids import new_id
from console.domain.roles import Role
from console.server.walls.machines import MachineWish, add_machine, machine_username
from tests.helpers.centre import CITY, VILLAGE, CentreClient, RunningCentre
from tests.helpers.clock import FakeClock
from tests.integration.server.conftest import FAR, NEAR, MakeCentre

JPEG = b"\xff\xd8\xff picture \xff\xd9"
PATH = "/v1/walls/utama/thumbnails"


class _Watched:
    """A wall of two screens with its machine."""

    def __init__(self, centre: RunningCentre, clock: FakeClock) -> None:
        self.centre, self.clock = centre, clock
        self.supervisor = centre.client("supervisor")
        wall = {"title": "Utama", "area_code": CITY, "screens": [{"title": "Kiri"}, {"title": "Kanan"}]}
        assert self.supervisor.call("PUT", "/v1/walls/utama", wall).status_code == 200
        secret = add_machine(centre.centre, MachineWish("kiri", "utama", (1,)))
        self.machine = CentreClient(centre.url, centre.sign_in(machine_username("kiri"), secret.reveal()).access_token)

    def show(self, *cameras: str, screen: int = 1, jpeg: bytes = JPEG, version: int = 0) -> requests.Response:
        body = {"version": version, "age_ms": 1500, "cameras": cameras, "jpeg": base64.b64encode(jpeg).decode()}
        return self.machine.call("PUT", f"/v1/walls/utama/screens/{screen}/thumbnail", body)

    def seen(self, client: CentreClient, since: int = 0) -> list[dict[str, Any]]:
        answer = client.get(f"{PATH}?since={since}")
        assert answer.status_code == 200
        found = answer.json()["screens"]
        assert isinstance(found, list)
        return found

    def send(self, **operation: Any) -> int:
        expires = (self.clock.now_utc() + timedelta(seconds=30)).isoformat()
        body = {"id": str(new_id()), "expires_utc": expires, "command": operation}
        return int(self.supervisor.call("POST", "/v1/walls/utama/commands", body).json()["version"])

    def acts(self) -> list[tuple[str, str, str]]:
        rows = self.centre.rows("audit")
        return [(row["username"], row["subject"], row["detail"]) for row in rows if row["action"] == "wall_watched"]


@pytest.fixture
def watched(make_centre: MakeCentre) -> _Watched:
    clock = FakeClock()
    return _Watched(make_centre(clock=clock), clock)


def test_pictures_are_wanted_only_while_somebody_looks_and_each_is_given_once(watched: _Watched) -> None:
    assert watched.show(NEAR.id).json() == {"wanted": False}
    assert not watched.machine.get("/v1/walls/utama/wanted").json()["watched"]
    assert watched.seen(watched.supervisor) == [], "what came unasked is not kept"
    assert watched.machine.get("/v1/walls/utama/wanted").json()["watched"]
    assert watched.show(NEAR.id).json() == {"wanted": True}
    watched.clock.advance(1)
    (one,) = watched.seen(watched.supervisor)
    assert (one["screen"], one["age_ms"], base64.b64decode(one["jpeg"])) == (1, 2500, JPEG)
    (again,) = watched.seen(watched.supervisor, one["sequence"])
    assert again["jpeg"] is None
    assert not again["withheld"]
    watched.clock.advance(40)
    assert watched.seen(watched.supervisor) == []


def test_who_looked_is_on_record_by_the_wall_and_by_each_camera_once(watched: _Watched) -> None:
    watched.seen(watched.supervisor)
    watched.show(NEAR.id, FAR.id)
    for _count in range(3):
        watched.seen(watched.supervisor)
    assert watched.acts() == [
        ("supervisor", "utama", "thumbnails"),
        ("supervisor", NEAR.id, "thumbnail of wall utama"),
        ("supervisor", FAR.id, "thumbnail of wall utama"),
    ]
    kinds = [row["kind"] for row in watched.centre.rows("event_log")]
    assert kinds.count("wall.watched") == 1


def test_a_picture_with_a_camera_that_is_not_the_readers_or_closed_is_withheld(watched: _Watched) -> None:
    watched.centre.add_user("sebagian", Role.OPERATOR, [CITY], denied=["33.74.03"])
    part = watched.centre.client("sebagian")
    watched.seen(part)
    watched.show(NEAR.id, FAR.id)
    (one,) = watched.seen(part)
    assert (one["withheld"], one["jpeg"]) == (True, None)
    assert not any(FAR.id == subject for _who, subject, _detail in watched.acts())
    (one,) = watched.seen(watched.supervisor)
    assert one["jpeg"]
    assert watched.supervisor.call("PUT", f"/v1/closures/{NEAR.id}", {"reason": "jendela"}).status_code == 200
    (one,) = watched.seen(watched.supervisor)
    assert (one["withheld"], one["jpeg"]) == (True, None)


def test_a_picture_with_a_board_is_only_for_who_sees_the_whole_wall_also_after_the_board_is_gone(
    watched: _Watched,
) -> None:
    watched.centre.add_user("sebagian", Role.OPERATOR, [CITY], denied=["33.74.03"])
    part = watched.centre.client("sebagian")
    watched.seen(part)
    watched.show(version=watched.send(op="tile.board", screen=1, tile=1, show="map"))
    assert watched.seen(watched.supervisor)[0]["jpeg"]
    assert watched.seen(part)[0]["withheld"]
    version = watched.send(op="tile.show", screen=1, tile=1, camera_id=NEAR.id)
    assert watched.seen(part)[0]["withheld"], "it was drawn before the board went"
    watched.show(NEAR.id, version=version)
    assert watched.seen(part)[0]["jpeg"]


def test_a_new_mask_takes_away_what_was_drawn_before_it(watched: _Watched) -> None:
    watched.centre.add_user("privasi", Role.PRIVACY_OFFICER, [CITY])
    watched.seen(watched.supervisor)
    watched.show(NEAR.id)
    mask = {"polygons": [[[0.1, 0.1], [0.5, 0.1], [0.5, 0.5]]], "reason": "jendela rumah"}
    set_mask = watched.centre.client("privasi").call("PUT", f"/v1/masks/{NEAR.id}", mask)
    assert set_mask.status_code == 200
    assert watched.seen(watched.supervisor) == []


def test_only_who_sends_to_walls_of_the_area_looks_and_only_its_machine_shows(watched: _Watched) -> None:
    watched.centre.add_user("desa", Role.SUPERVISOR, [VILLAGE])
    watched.centre.add_user("penonton", Role.VIEWER, [CITY])
    for name, refused in (("desa", (404, "wall.unknown")), ("penonton", (403, "auth.forbidden"))):
        answer = watched.centre.client(name).get(PATH)
        assert (answer.status_code, answer.json()["code"]) == refused
    assert watched.machine.get(PATH).json()["code"] == "auth.forbidden"
    assert watched.show(NEAR.id, screen=2).json()["code"] == "wall.unknown_screen"
    assert watched.show(NEAR.id, jpeg=b"<svg>").json()["code"] == "request.invalid"
    assert (
        watched.show(NEAR.id, jpeg=b"\xff\xd8\xff" + b"x" * 100_000 + b"\xff\xd9").json()["code"] == "request.invalid"
    )
    body = {"version": 0, "age_ms": 0, "cameras": [], "jpeg": base64.b64encode(JPEG).decode()}
    theirs = watched.supervisor.call("PUT", "/v1/walls/utama/screens/1/thumbnail", body)
    assert theirs.json()["code"] == "auth.forbidden"
