"""To who sees other areas a wall does not exist: not its state, its presets, its machines, nor how it looks."""

from __future__ import annotations

from console.domain.roles import Role
from tests.integration.server.conftest import MakeCentre
from tests.integration.server.test_access import _ACK as ACK
from tests.integration.server.test_access import _COMMAND as COMMAND
from tests.integration.server.test_access import _REASON as REASON
from tests.integration.server.test_access import _THUMBNAIL as THUMBNAIL
from tests.integration.server.test_access import _UNDO as UNDO
from tests.integration.server.test_access import _WALL as WALL
from tests.integration.server.test_access import FLAG


def test_a_wall_of_other_areas_does_not_exist(make_centre: MakeCentre) -> None:
    centre = make_centre()
    centre.add_user("near_supervisor", Role.SUPERVISOR, ["33.74.02"])
    centre.add_user("near_wall_machine", Role.WALL_MACHINE, ["33.74.02"])
    assert centre.client("supervisor").call("PUT", "/v1/walls/kota", WALL).status_code == 200
    boss = centre.client("near_supervisor")
    assert centre.client("near_operator").get("/v1/walls").json()["walls"] == []
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
        ("GET", "changes", None),
        ("POST", "machines/kiri", {}),
        ("DELETE", "machines/kiri", None),
    ):
        assert boss.call(method, f"/v1/walls/kota/{path}", body).json()["code"] == "wall.unknown", path
    assert boss.call("DELETE", "/v1/walls/kota?revision=1").json()["code"] == "wall.unknown"
    machine = centre.client("near_wall_machine")
    shown = machine.call("PUT", "/v1/walls/kota/screens/1/thumbnail", THUMBNAIL)
    assert shown.json()["code"] == "wall.unknown"
    assert machine.get("/v1/walls/kota/wanted").json()["code"] == "wall.unknown"
    assert machine.call("POST", f"/v1/wall-commands/{FLAG}/ack", ACK).json()["code"] == "wall.unknown"
