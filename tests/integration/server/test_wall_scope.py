"""A wall of other areas: for who may not see it there is none, whatever is asked of it."""

from __future__ import annotations

from tests.helpers.access import ACK, COMMAND, REASON, THUMBNAIL, UNDO, WALL
from tests.helpers.centre import RunningCentre


def test_a_wall_of_other_areas_does_not_exist(peopled_centre: RunningCentre) -> None:
    assert peopled_centre.client("supervisor").call("PUT", "/v1/walls/kota", WALL).status_code == 200
    boss = peopled_centre.client("near_supervisor")
    assert peopled_centre.client("near_operator").get("/v1/walls").json()["walls"] == []
    assert boss.call("PUT", "/v1/walls/lain", WALL).json()["code"] == "scope.denied"
    assert boss.call("PUT", "/v1/walls/kota", WALL | {"revision": 1}).json()["code"] == "wall.unknown"
    for method, path, body in (
        ("POST", "commands", COMMAND),
        ("POST", "undo", UNDO),
        ("POST", "screens/1/claim", REASON | {"for_s": 60}),
        ("POST", "screens/1/release", None),
        ("GET", "presets", None),
        ("PUT", "presets/pagi", None),
        ("DELETE", "presets/pagi", None),
        ("GET", "presets/pagi", None),
        ("POST", "presets/pagi/rename", {"name": "siang"}),
        ("GET", "thumbnails", None),
        ("POST", "machines/kiri", {}),
        ("DELETE", "machines/kiri", None),
    ):
        assert boss.call(method, f"/v1/walls/kota/{path}", body).json()["code"] == "wall.unknown", path
    assert boss.call("DELETE", "/v1/walls/kota?revision=1").json()["code"] == "wall.unknown"
    machine = peopled_centre.client("near_wall_machine")
    shown = machine.call("PUT", "/v1/walls/kota/screens/1/thumbnail", THUMBNAIL)
    assert shown.json()["code"] == "wall.unknown"
    assert machine.get("/v1/walls/kota/wanted").json()["code"] == "wall.unknown"
    assert (
        machine.call("POST", "/v1/wall-commands/019ab000-0000-7000-8000-000000000001/ack", ACK).json()["code"]
        == "wall.unknown"
    )
