"""Sources of cameras at a running centre: read on its schedule, told to administrators within their areas, let go by them."""

from __future__ import annotations

import json

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.roles import Role
from console.server.keys import Login
from console.server.sources.rows import Defaults
from console.server.sources.store import add_source
from tests.helpers.centre import OTHER_VILLAGE, VILLAGE, CentreClient, RunningCentre
from tests.helpers.toy_source import TOY_PASSWORD, ToySource, install_toy, new_toy, toy_camera
from tests.helpers.waiting import wait_until


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> ToySource:
    return install_toy(monkeypatch)


def _standing(client: CentreClient) -> dict[str, object]:
    (source,) = client.get("/v1/sources").json()["sources"]
    return dict(source)


def test_from_the_schedule_to_the_directory_and_a_removal_that_a_person_approves(
    toy: ToySource, centre: RunningCentre
) -> None:
    admin = centre.client("admin")
    assert admin.get("/v1/sources").json() == {"sources": []}
    add_source(centre.centre, new_toy(login=Login("admin", Secret(TOY_PASSWORD))))
    wait_until(lambda: _standing(admin)["outcome"] == "ok", what="the first read on the schedule")
    lines = centre.client("operator").get("/v1/directory/changes").text
    docs = {line["id"]: line["doc"] for line in map(json.loads, lines.splitlines()) if line.get("t") == "camera"}
    assert (docs["toy.1"]["number"], docs["toy.1"]["has_ptz"], docs["kam-001"]["has_ptz"]) == (500, True, False)
    assert TOY_PASSWORD not in lines

    toy.cameras = [*toy.cameras[3:], toy_camera(30)]
    tried = admin.call("POST", "/v1/sources/toy/dry-run")
    assert (tried.status_code, tried.json()["outcome"]) == (200, "source.many_missing")
    assert [one["id"] for one in tried.json()["added"]] == ["toy.30"]
    done = admin.call("POST", "/v1/sources/toy/run").json()
    assert (done["removed"], len(done["missing"])) == (0, 3)
    waiting = _standing(admin)["pending_removals"]
    assert waiting == [
        {"id": f"toy.{number}", "number": 499 + number, "name": f"Simpang {number}", "fields": []}
        for number in (1, 2, 3)
    ]
    refused = admin.call("POST", "/v1/sources/toy/approve-removals", {"count": 2})
    assert (refused.status_code, refused.json()["code"]) == (409, "source.removals_changed")
    assert admin.call("POST", "/v1/sources/toy/approve-removals", {"count": 3}).json() == {"removed": 3}
    assert _standing(admin)["cameras"] == 18
    (approved,) = [row for row in centre.rows("audit") if row["detail"] == "removal of 3 cameras approved"]
    assert (approved["username"], approved["subject"]) == ("admin", "toy")

    toy.fault = KnownError("source.unreachable", host="zm")
    failed = admin.call("POST", "/v1/sources/toy/run")
    assert (failed.status_code, failed.json()["code"]) == (502, "source.unreachable")
    told = admin.get("/v1/sources").text + tried.text + failed.text
    assert TOY_PASSWORD not in told
    assert "10.0.0." not in told


def test_a_source_outside_an_administrators_areas_does_not_exist_for_them(
    toy: ToySource, centre: RunningCentre
) -> None:
    centre.add_user("near_admin", Role.ADMIN, ["33.74.02"])
    near, city = centre.client("near_admin"), centre.client("admin")
    add_source(centre.centre, new_toy(defaults=Defaults(500, OTHER_VILLAGE), enabled=False))
    add_source(centre.centre, new_toy("near", defaults=Defaults(600, VILLAGE), enabled=False))
    assert [source["id"] for source in near.get("/v1/sources").json()["sources"]] == ["near"]
    assert len(city.get("/v1/sources").json()["sources"]) == 2
    for action in ("dry-run", "run", "approve-removals"):
        answer = near.call("POST", f"/v1/sources/toy/{action}", {"count": 1})
        assert (answer.status_code, answer.json()["code"]) == (404, "source.unknown")
    toy.cameras.append(toy_camera(21))
    toy.change("21", area_code=OTHER_VILLAGE)
    tried = near.call("POST", "/v1/sources/near/dry-run").json()
    assert (tried["told"], len(tried["added"])) == (21, 20)
    assert city.call("POST", "/v1/sources/near/run").status_code == 200
    assert near.get("/v1/sources").json()["sources"] == []
