"""Workspaces at the centre: a person's own at any console, shared ones by area and role, put once and never over another's."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from console.base.ids import new_id
from console.domain.roles import Role
from console.server.numbering import events_after
from console.server.workspaces.reach import Reach
from tests.helpers.centre import CITY, CentreClient, RunningCentre
from tests.helpers.workspaces import WINDOW, WORKSPACE
from tests.integration.server.conftest import FAR, NEAR

DISTRICT = "33.74.02"
TWO_TILES = {"name": "1x2", "rows": 1, "columns": 2, "cells": [[0, 0, 1, 1], [0, 1, 1, 1]]}


def _body(*cameras: str, **changes: object) -> dict[str, Any]:
    return WORKSPACE | {"windows": [WINDOW | {"layout": TWO_TILES | {"cameras": list(cameras)}}]} | changes


def _put(client: CentreClient, body: dict[str, Any], workspace: UUID | None = None) -> dict[str, Any]:
    answer = client.call("PUT", f"/v1/workspaces/{workspace or new_id()}", body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _no(client: CentreClient, body: dict[str, Any], workspace: UUID | None = None) -> tuple[int, str]:
    answer = client.call("PUT", f"/v1/workspaces/{workspace or new_id()}", body)
    return answer.status_code, answer.json()["code"]


def _names(client: CentreClient) -> list[str]:
    return [one["name"] for one in client.get("/v1/workspaces").json()["workspaces"]]


def test_ones_own_is_the_same_at_any_console_and_nobody_elses(centre: RunningCentre) -> None:
    operator, other = centre.client("operator"), centre.client("near_operator")
    kept = _put(operator, _body(NEAR.id, FAR.id, name=" Malam "))

    again = centre.client("operator")
    assert _names(again) == ["Malam"]
    found = again.get(f"/v1/workspaces/{kept['id']}").json()
    assert found == kept
    assert (found["revision"], found["saved_by"], found["may_change"]) == (1, "Operator", True)
    assert found["windows"][0]["layout"]["cameras"] == [NEAR.id, FAR.id]
    assert _names(other) == []
    assert other.get(f"/v1/workspaces/{kept['id']}").json()["code"] == "workspace.unknown"
    assert _no(other, _body(revision=1), UUID(kept["id"])) == (404, "workspace.unknown")
    assert other.call("DELETE", f"/v1/workspaces/{kept['id']}?revision=1").status_code == 404
    assert operator.call("DELETE", f"/v1/workspaces/{kept['id']}?revision=1").status_code == 204
    assert _names(operator) == []


def test_what_comes_twice_is_put_once_and_what_was_not_seen_is_not_overwritten(centre: RunningCentre) -> None:
    operator, workspace = centre.client("operator"), new_id()
    first = _put(operator, _body(NEAR.id), workspace)
    assert _put(operator, _body(NEAR.id), workspace) == first
    second = _put(operator, _body(FAR.id, revision=1), workspace)
    assert (second["revision"], second["windows"][0]["layout"]["cameras"][0]) == (2, FAR.id)
    assert _no(operator, _body(NEAR.id, revision=1), workspace) == (409, "workspace.changed_meanwhile")
    gone = operator.call("DELETE", f"/v1/workspaces/{workspace}?revision=1")
    assert (gone.status_code, gone.json()["params"]) == (409, {"by": "Operator"})
    assert _no(operator, _body(NEAR.id, revision=3)) == (404, "workspace.unknown")
    assert _no(operator, _body()) == (409, "workspace.name_taken")


def test_a_shared_one_is_open_to_its_area_and_roles_without_what_they_may_not_see(centre: RunningCentre) -> None:
    centre.add_user("near_viewer", Role.VIEWER, [DISTRICT])
    centre.add_user("elsewhere", Role.OPERATOR, ["33.74.15"])
    boss, operator = centre.client("supervisor"), centre.client("near_operator")
    shared = _put(boss, _body(NEAR.id, FAR.id, area_code=CITY, roles=["operator"]))

    found = operator.get(f"/v1/workspaces/{shared['id']}").json()
    (window,) = found["windows"]
    assert (window["layout"]["cameras"], window["left_out"]) == ([NEAR.id, None], [2])
    assert found["may_change"] is False
    assert _names(centre.client("elsewhere")) == ["Pagi"]
    assert _names(centre.client("near_viewer")) == []
    _put(boss, _body(NEAR.id, area_code=DISTRICT, revision=1), UUID(shared["id"]))
    assert _names(centre.client("near_viewer")) == ["Pagi"]
    assert _names(centre.client("elsewhere")) == []
    acts = [(row["action"], row["detail"]) for row in centre.rows("audit") if row["action"] == "workspace_shared"]
    assert acts == [
        ("workspace_shared", "Pagi published to 33.74, 1 windows"),
        ("workspace_shared", "Pagi published to 33.74.02, 1 windows"),
    ]


def test_sharing_is_for_supervisors_who_see_the_area_whole(centre: RunningCentre) -> None:
    centre.add_user("near_supervisor", Role.SUPERVISOR, [DISTRICT])
    boss, near = centre.client("supervisor"), centre.client("near_supervisor")
    operator = centre.client("operator")
    city = UUID(_put(boss, _body(NEAR.id, area_code=CITY))["id"])
    district = UUID(_put(near, _body(NEAR.id, area_code=DISTRICT))["id"])

    assert _no(operator, _body(area_code=CITY, name="Lain")) == (403, "auth.forbidden")
    assert _no(near, _body(area_code=CITY, name="Lain")) == (403, "scope.denied")
    assert _no(operator, _body(revision=1), city) == (403, "auth.forbidden")
    assert operator.call("DELETE", f"/v1/workspaces/{city}?revision=1").json()["code"] == "auth.forbidden"
    # Another supervisor of the area goes on with it.
    assert _put(boss, _body(area_code=DISTRICT, revision=1), district)["revision"] == 2
    assert near.call("DELETE", f"/v1/workspaces/{district}?revision=2").status_code == 204


_BAD: list[tuple[dict[str, Any], tuple[int, str]]] = [
    ({"name": " "}, (422, "request.invalid")),
    ({"name": "a/b"}, (422, "request.invalid")),
    ({"name": "x" * 61}, (422, "request.invalid")),
    ({"windows": []}, (422, "request.invalid")),
    ({"windows": [WINDOW, WINDOW]}, (422, "request.invalid")),
    ({"windows": [WINDOW | {"area": [0, 0, 0, 9]}]}, (422, "request.invalid")),
    ({"windows": [WINDOW | {"layout": TWO_TILES | {"rows": 2}}]}, (422, "request.invalid")),
    ({"windows": [WINDOW | {"number": number} for number in range(1, 18)]}, (422, "request.invalid")),
    ({"roles": ["operator"]}, (422, "request.invalid")),
    ({"area_code": "kota"}, (422, "request.invalid")),
    ({"area_code": CITY, "roles": ["admin"]}, (422, "workspace.role_opens_none")),
]


def test_bad_input_is_refused_by_name_and_keeps_nothing(centre: RunningCentre) -> None:
    boss = centre.client("supervisor")
    for changes, refused in _BAD:
        assert _no(boss, WORKSPACE | changes) == refused, changes
    assert _names(boss) == []


def test_one_that_is_too_large_is_refused_with_what_would_fit(centre: RunningCentre) -> None:
    cells = [[row, column, 1, 1] for row in range(12) for column in range(12)]
    wide = {"name": "12x12", "rows": 12, "columns": 12, "cells": cells}
    windows = [WINDOW | {"number": number, "layout": wide} for number in range(1, 9)]

    answer = centre.client("operator").call("PUT", f"/v1/workspaces/{new_id()}", WORKSPACE | {"windows": windows})

    assert (answer.status_code, answer.json()["code"]) == (422, "workspace.too_large")
    assert answer.json()["params"] == {"tiles": "1024", "kib": "256"}
    assert _names(centre.client("operator")) == []


def test_a_change_is_told_to_who_may_open_it_before_or_after(centre: RunningCentre) -> None:
    boss = centre.client("supervisor")
    before = _log(centre)
    workspace = UUID(_put(boss, _body(NEAR.id, area_code=CITY, roles=["viewer"]))["id"])
    _put(boss, _body(NEAR.id, area_code=DISTRICT, revision=1), workspace)
    own = _put(centre.client("operator"), _body(name="Milik sendiri"))

    told = [Reach.told(json.dumps(one)) for one in _log(centre)[len(before) :]]
    assert [(one.area_code, [role.value for role in one.roles]) for one in told[:-1]] == [
        (CITY, ["viewer"]),
        (DISTRICT, []),
        (CITY, ["viewer"]),
    ]
    assert (told[-1].area_code, _log(centre)[-1]["id"]) == ("", own["id"])


def _log(centre: RunningCentre) -> list[dict[str, Any]]:
    with centre.centre.database.read() as connection:
        found = events_after(connection, 0, 100)
    return [json.loads(one.event.data) for one in found if one.event.kind.value == "workspace.changed"]
