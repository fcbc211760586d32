"""Walls set up over the API: machines with a secret told once, presets looked into and renamed, and a wall that goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import requests

from console.base.ids import new_id
from console.domain.roles import Role
from tests.helpers.centre import CITY, CentreClient, RunningCentre
from tests.integration.server.conftest import FAR, NEAR, MakeCentre

WALL = {"title": "Utama", "area_code": CITY, "screens": [{"title": "Kiri"}, {"title": "Kanan"}]}
_LAYOUT = {"name": "1x2", "rows": 1, "columns": 2, "cells": [[0, 0, 1, 1], [0, 1, 1, 1]], "cameras": [NEAR.id, FAR.id]}


@pytest.fixture
def centre(make_centre: MakeCentre) -> RunningCentre:
    centre = make_centre()
    centre.add_user("sebagian", Role.SUPERVISOR, [CITY], denied=["33.74.03"])
    assert centre.client("supervisor").call("PUT", "/v1/walls/utama", WALL).status_code == 200
    return centre


def _code(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def _machines(client: CentreClient) -> list[dict[str, Any]]:
    (wall,) = client.get("/v1/walls").json()["walls"]
    return list(wall["machines"])


def test_a_machine_gets_its_secret_once_signs_in_with_it_and_is_shut_out_when_removed(centre: RunningCentre) -> None:
    supervisor = centre.client("supervisor")
    path = "/v1/walls/utama/machines/kiri"
    added = supervisor.call("POST", path, {"screens": [1]})
    assert added.headers["Cache-Control"] == "no-store"
    told = added.json()
    assert told["username"] == "wall:kiri"
    assert all(told["secret"] not in str(row) for table in ("users", "audit") for row in centre.rows(table))
    machine = CentreClient(centre.url, centre.sign_in(told["username"], told["secret"]).access_token)
    assert [one["number"] for one in machine.get("/v1/walls/utama/wanted").json()["screens"]] == [1]
    assert _code(supervisor.call("POST", path, {})) == (409, "wall.machine_exists")
    elsewhere = supervisor.call("POST", "/v1/walls/utama/machines/kanan", {"screens": [9]})
    assert _code(elsewhere) == (404, "wall.unknown_screen")
    assert _code(supervisor.call("POST", "/v1/walls/utama/machines/Komputer%20Kiri", {})) == (422, "request.invalid")
    assert supervisor.call("DELETE", path).status_code == 204
    assert _code(machine.get("/v1/walls/utama/wanted")) == (401, "auth.session_ended")
    assert _machines(supervisor) == []
    assert _code(supervisor.call("DELETE", path)) == (404, "wall.unknown_machine")
    acts = [(row["username"], row["detail"]) for row in centre.rows("audit") if row["subject"] == "wall:kiri"]
    assert acts[0] == ("supervisor", "added wall machine of utama")
    assert acts[-1] == ("supervisor", "removed wall machine of utama")


def test_a_wall_goes_with_its_machines_by_who_saw_it_as_it_is(centre: RunningCentre) -> None:
    supervisor = centre.client("supervisor")
    told = supervisor.call("POST", "/v1/walls/utama/machines/kiri", {}).json()
    machine = CentreClient(centre.url, centre.sign_in(told["username"], told["secret"]).access_token)
    supervisor.call("PUT", "/v1/walls/utama/presets/malam", {})
    assert _code(supervisor.call("DELETE", "/v1/walls/utama?revision=9")) == (409, "wall.changed_meanwhile")
    assert supervisor.call("DELETE", "/v1/walls/utama?revision=1").status_code == 204
    assert supervisor.get("/v1/walls").json()["walls"] == []
    assert _code(machine.get("/v1/walls/utama/wanted")) == (401, "auth.session_ended")
    assert _code(supervisor.call("DELETE", "/v1/walls/utama?revision=1")) == (404, "wall.unknown")
    # The name is free again, and so is the machine's.
    assert supervisor.call("PUT", "/v1/walls/utama", WALL).status_code == 200
    assert supervisor.call("POST", "/v1/walls/utama/machines/kiri", {}).status_code == 200
    assert supervisor.get("/v1/walls/utama/presets").json()["presets"] == []


def test_a_preset_is_looked_into_without_cameras_of_others_and_renamed_to_a_free_name(centre: RunningCentre) -> None:
    supervisor, part = centre.client("supervisor"), centre.client("sebagian")
    expires = (centre.centre.clock.now_utc() + timedelta(seconds=30)).isoformat()
    command = {"op": "layout.apply", "screen": 1, "layout": _LAYOUT}
    sent = supervisor.call(
        "POST", "/v1/walls/utama/commands", {"id": str(new_id()), "expires_utc": expires, "command": command}
    )
    assert sent.status_code == 200
    for name in ("malam", "siang"):
        assert supervisor.call("PUT", f"/v1/walls/utama/presets/{name}", {}).status_code == 200
    seen = part.get("/v1/walls/utama/presets/malam").json()
    assert [screen["number"] for screen in seen["screens"]] == [1, 2]
    assert seen["screens"][0]["layout"]["cameras"] == [NEAR.id, None]
    assert _code(part.get("/v1/walls/utama/presets/tiada")) == (404, "wall.unknown_preset")
    rename = "/v1/walls/utama/presets/malam/rename"
    assert _code(supervisor.call("POST", rename, {"name": "siang"})) == (409, "wall.preset_name_taken")
    assert supervisor.call("POST", rename, {"name": "petang"}).status_code == 204
    assert [one["name"] for one in supervisor.get("/v1/walls/utama/presets").json()["presets"]] == ["petang", "siang"]
    assert _code(supervisor.call("POST", rename, {"name": "x"})) == (404, "wall.unknown_preset")


def test_operators_set_nothing_up_and_nobody_a_wall_that_they_do_not_see_whole(centre: RunningCentre) -> None:
    operator, part = centre.client("operator"), centre.client("sebagian")
    acts: list[tuple[str, str, dict[str, Any] | None]] = [
        ("POST", "/v1/walls/utama/machines/kiri", {}),
        ("DELETE", "/v1/walls/utama/machines/kiri", None),
        ("DELETE", "/v1/walls/utama?revision=1", None),
    ]
    for method, path, body in acts:
        assert _code(operator.call(method, path, body)) == (403, "auth.forbidden")
        assert _code(part.call(method, path, body)) == (403, "scope.denied")
    renamed = operator.call("POST", "/v1/walls/utama/presets/x/rename", {"name": "y"})
    assert _code(renamed) == (403, "auth.forbidden")
    assert operator.get("/v1/walls/utama/presets").status_code == 200
    centre.add_user("penonton", Role.VIEWER, [CITY])
    viewer = centre.client("penonton").get("/v1/walls/utama/presets/x")
    assert _code(viewer) == (403, "auth.forbidden")
