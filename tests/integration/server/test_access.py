"""Every endpoint with every role: who may and who is refused, in one table that no endpoint can be missing from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import requests

from console.base.ids import new_id
from console.domain.roles import PERMISSIONS, Permission, Role
from console.server.app import create_app
from tests.helpers.centre import OTHER_VILLAGE, PASSWORD, CentreClient, RunningCentre, TestCamera, flag_body
from tests.helpers.endpoint import Endpoint
from tests.helpers.releases import REQUEST
from tests.integration.server.handover_endpoints import HANDOVERS

FLAG = UUID("019ab000-0000-7000-8000-000000000001")
RELEASE = UUID("019ab000-0000-7000-8000-0000000000b1")
EVIDENCE = UUID("019ab000-0000-7000-8000-0000000000e1")
OPEN = None
ANYONE = "anyone who is signed in"
_MOMENT = "2026-11-23T14:14:09Z"
_BOOKMARK_BODY = {"camera_id": "far", "at_utc": _MOMENT, "created_utc": _MOMENT}
_FILE = {"kind": "clip", "camera_id": "far", "content_type": "video/mp4", "size_bytes": 9, "sha256": "0" * 64}
_EVIDENCE_BODY = _FILE | {"start_utc": _MOMENT, "end_utc": _MOMENT}
_TICKETS_BODY = {"feeds": [{"camera_id": "far", "quality": "sub"}]}
_MOVE = {"pan": 0.5, "tilt": 0.0, "zoom": 0.0}
_NOTE = {"id": "019ab000-0000-7000-8000-0000000000c1", "action": "note", "note": "sudah sepi"}
_PERIOD = "from=2026-11-23T14:00:00Z&to=2026-11-23T15:00:00Z"
_REASON = {"reason": "menghadap jendela rumah"}
_MASK = {"polygons": [[[0.1, 0.1], [0.5, 0.1], [0.5, 0.5]]], "reason": "jendela rumah"}
_OWNER = {"name": "PT Contoh", "kind": "company"}
_WALL = {"title": "Dinding utama", "area_code": "33.74", "screens": [{"title": "Kiri", "open_to_operators": True}]}
_COMMAND = {
    "id": str(FLAG),
    "expires_utc": "2126-11-23T14:14:09Z",
    "command": {"op": "message", "screen": 1, "text": "Rapat"},
}
_UNDO = {"id": str(FLAG), "expires_utc": "2126-11-23T14:14:09Z", "version": 0}
_THUMBNAIL = {"version": 0, "age_ms": 0, "cameras": [], "jpeg": "/9j/AP/Z"}
_ACK = {"screen": 1, "state": "applied"}
_MONTH = "month=2026-09&by=kelurahan"
_STRETCH = "from=2026-09-01T00:00:00Z&to=2026-09-01T10:00:00Z"
_OFFICER = {"officer_name": "Slamet", "officer_number": "78050123"}


_PICTURE = "/v1/repairs/{repair_id}/cameras/{camera_id}/pictures/{moment}"
_A_PICTURE, _PICTURE_BODY = (
    f"/v1/repairs/{FLAG}/cameras/far/pictures",
    {"age_ms": 0, "is_live": True, "jpeg": "/9j/AP/Z"},
)
_RULE, _A_RULE = "/v1/walls/{name}/rules/{rule_id}", f"/v1/walls/tiada/rules/{FLAG}"
TABLE = (
    *HANDOVERS,
    Endpoint("GET", "/v1/health", OPEN),
    # Its sign-in is a token of its own, or none from this machine.
    Endpoint("GET", "/v1/metrics", OPEN),
    Endpoint("POST", "/v1/auth/token", OPEN),
    Endpoint("POST", "/v1/inbox/session", OPEN),
    Endpoint("OPTIONS", "/v1/uploads", OPEN),
    Endpoint("GET", "/", OPEN),
    Endpoint("GET", "/inbox", OPEN),
    Endpoint("GET", "/inbox/{name}", OPEN, "/inbox/main.js"),
    # Its sign-in is the receiver's signature.
    Endpoint("POST", "/v1/handoff/{receiver}/answers", OPEN),
    Endpoint("POST", "/v1/handoff/{receiver}/pictures", OPEN),
    Endpoint("GET", "/v1/owners", Permission.MANAGE_OWNERS),
    Endpoint("PUT", "/v1/owners/{owner_id}", Permission.MANAGE_OWNERS, "/v1/owners/pt-contoh", _OWNER),
    Endpoint("PUT", "/v1/owners/{owner_id}/terms", Permission.MANAGE_OWNERS, "/v1/owners/rt/terms", {}),
    Endpoint("GET", "/v1/causes", Permission.READ_DIRECTORY),
    Endpoint("GET", "/v1/repairs", Permission.READ_REPAIRS),
    Endpoint("GET", "/v1/repairs/{repair_id}", Permission.READ_REPAIRS, f"/v1/repairs/{FLAG}"),
    Endpoint("PUT", "/v1/repairs/{repair_id}", Permission.OPEN_REPAIRS, f"/v1/repairs/{FLAG}", {"camera_id": "far"}),
    Endpoint("PUT", _PICTURE, Permission.TELL_SIGHTINGS, f"{_A_PICTURE}/after", _PICTURE_BODY),
    Endpoint("GET", _PICTURE, Permission.SEE_REPAIR_PICTURES, f"{_A_PICTURE}/before"),
    Endpoint("POST", "/v1/repairs/{repair_id}/changes", Permission.OPEN_REPAIRS, f"/v1/repairs/{FLAG}/changes", _NOTE),
    Endpoint("GET", "/v1/reports/availability", Permission.READ_REPORTS, f"/v1/reports/availability?{_MONTH}"),
    Endpoint("GET", "/v1/reports/counts", Permission.READ_REPORTS, f"/v1/reports/counts?{_STRETCH}&step=3600"),
    Endpoint("GET", "/v1/reports/worst", Permission.READ_REPORTS, f"/v1/reports/worst?{_STRETCH}"),
    Endpoint("GET", "/v1/viewing-terms", Permission.READ_DIRECTORY),
    Endpoint("PUT", "/v1/viewing-terms/{camera_id}", Permission.MANAGE_OWNERS, "/v1/viewing-terms/far", {}),
    Endpoint("DELETE", "/v1/viewing-terms/{camera_id}", Permission.MANAGE_OWNERS, "/v1/viewing-terms/far"),
    Endpoint(
        "POST", "/v1/viewing-terms/{camera_id}/lift", Permission.LIFT_TERMS, "/v1/viewing-terms/far/lift", _REASON
    ),
    Endpoint("GET", "/v1/events", ANYONE),
    Endpoint("GET", "/v1/categories", ANYONE),
    Endpoint("GET", "/v1/service-levels", ANYONE),
    Endpoint("GET", "/v1/directory/changes", Permission.READ_DIRECTORY),
    Endpoint("GET", "/v1/directory/head", Permission.READ_DIRECTORY),
    Endpoint("GET", "/v1/status", Permission.READ_DIRECTORY),
    Endpoint("PUT", "/v1/bookmarks/{bookmark_id}", Permission.BOOKMARK, f"/v1/bookmarks/{FLAG}", _BOOKMARK_BODY),
    Endpoint("GET", "/v1/bookmarks", Permission.BOOKMARK, "/v1/bookmarks"),
    Endpoint("GET", "/v1/bookmarks/{bookmark_id}", Permission.BOOKMARK, f"/v1/bookmarks/{FLAG}"),
    Endpoint("PUT", "/v1/flags/{flag_id}", Permission.FLAG, f"/v1/flags/{FLAG}", flag_body("far")),
    Endpoint("GET", "/v1/flags/{flag_id}", Permission.READ_FLAGS, f"/v1/flags/{FLAG}"),
    Endpoint("GET", "/v1/flags", Permission.READ_FLAGS),
    Endpoint("GET", "/v1/flags/{flag_id}/document", Permission.READ_FLAGS, f"/v1/flags/{FLAG}/document?format=cap"),
    Endpoint("GET", "/v1/flags/{flag_id}/surroundings", Permission.READ_FLAGS, f"/v1/flags/{FLAG}/surroundings"),
    Endpoint("GET", "/v1/flags/{flag_id}/messages", Permission.READ_FLAGS, f"/v1/flags/{FLAG}/messages"),
    Endpoint("POST", "/v1/flags/{flag_id}/receipt", Permission.ACKNOWLEDGE_FLAGS, f"/v1/flags/{FLAG}/receipt"),
    Endpoint(
        "POST",
        "/v1/flags/{flag_id}/acknowledgement",
        Permission.ACKNOWLEDGE_FLAGS,
        f"/v1/flags/{FLAG}/acknowledgement",
        _OFFICER,
    ),
    Endpoint("POST", "/v1/flags/{flag_id}/changes", Permission.CHANGE_FLAGS, f"/v1/flags/{FLAG}/changes", _NOTE),
    Endpoint(
        "PUT",
        "/v1/flags/{flag_id}/evidence/{evidence_id}",
        Permission.FLAG,
        f"/v1/flags/{FLAG}/evidence/{EVIDENCE}",
        _EVIDENCE_BODY,
    ),
    Endpoint(
        "GET",
        "/v1/flags/{flag_id}/evidence/{evidence_id}/file",
        Permission.READ_EVIDENCE,
        f"/v1/flags/{FLAG}/evidence/{EVIDENCE}/file",
    ),
    Endpoint(
        "GET",
        "/v1/flags/{flag_id}/cameras/{camera_id}/live",
        Permission.WATCH_FLAGGED,
        f"/v1/flags/{FLAG}/cameras/nothing/live",
    ),
    Endpoint("POST", "/v1/uploads", Permission.FLAG),
    Endpoint("HEAD", "/v1/uploads/{upload_id}", Permission.FLAG, f"/v1/uploads/{FLAG}"),
    Endpoint("PATCH", "/v1/uploads/{upload_id}", Permission.FLAG, f"/v1/uploads/{FLAG}"),
    Endpoint("POST", "/v1/streams/tickets", Permission.VIEW_VIDEO, "", _TICKETS_BODY),
    Endpoint(
        "POST", "/v1/cameras/{camera_id}/ptz/move", Permission.MOVE_CAMERAS, "/v1/cameras/nothing/ptz/move", _MOVE
    ),
    Endpoint("POST", "/v1/cameras/{camera_id}/ptz/stop", Permission.MOVE_CAMERAS, "/v1/cameras/nothing/ptz/stop"),
    Endpoint(
        "POST",
        "/v1/cameras/{camera_id}/ptz/lock",
        Permission.MOVE_CAMERAS,
        "/v1/cameras/nothing/ptz/lock",
        {"take_over": False},
    ),
    Endpoint(
        "POST",
        "/v1/cameras/{camera_id}/ptz/lock/release",
        Permission.MOVE_CAMERAS,
        "/v1/cameras/nothing/ptz/lock/release",
    ),
    Endpoint("GET", "/v1/cameras/{camera_id}/ptz/presets", Permission.MOVE_CAMERAS, "/v1/cameras/nothing/ptz/presets"),
    Endpoint(
        "POST",
        "/v1/cameras/{camera_id}/ptz/presets",
        Permission.SAVE_PRESETS,
        "/v1/cameras/nothing/ptz/presets",
        {"name": "gerbang"},
    ),
    Endpoint(
        "POST",
        "/v1/cameras/{camera_id}/ptz/presets/{token:path}/go",
        Permission.MOVE_CAMERAS,
        "/v1/cameras/nothing/ptz/presets/1/go",
    ),
    Endpoint(
        "DELETE",
        "/v1/cameras/{camera_id}/ptz/presets/{token:path}",
        Permission.SAVE_PRESETS,
        "/v1/cameras/nothing/ptz/presets/1",
    ),
    Endpoint("POST", "/v1/streams/reserve", Permission.VIEW_VIDEO, "", {"after": ""}),
    Endpoint(
        "PUT",
        "/v1/flags/{flag_id}/releases/{release_id}",
        Permission.REQUEST_RELEASES,
        f"/v1/flags/{FLAG}/releases/{RELEASE}",
        REQUEST,
    ),
    Endpoint("GET", "/v1/releases", Permission.READ_RELEASES),
    Endpoint("GET", "/v1/releases/{release_id}", Permission.READ_RELEASES, f"/v1/releases/{RELEASE}"),
    Endpoint(
        "POST",
        "/v1/releases/{release_id}/changes",
        Permission.CHANGE_RELEASES,
        f"/v1/releases/{FLAG}/changes",
        {"id": str(EVIDENCE), "action": "refuse", "note": "sidang"},
    ),
    Endpoint(
        "GET",
        "/v1/releases/{release_id}/statements",
        Permission.READ_RELEASES,
        f"/v1/releases/{RELEASE}/statements",
    ),
    Endpoint("POST", "/v1/releases/{release_id}/link", Permission.REQUEST_RELEASES, f"/v1/releases/{RELEASE}/link"),
    Endpoint(
        "GET",
        "/v1/releases/{release_id}/package",
        Permission.REQUEST_RELEASES,
        f"/v1/releases/{RELEASE}/package?ticket=x",
    ),
    Endpoint(
        "GET",
        "/v1/releases/{release_id}/minute",
        Permission.READ_RELEASES,
        f"/v1/releases/{RELEASE}/minute?of=handover",
    ),
    Endpoint("POST", "/v1/auth/confirmation", Permission.CONFIRM, "", {"password": PASSWORD}),
    Endpoint("GET", "/v1/audit/chains/{chain}", ANYONE, f"/v1/audit/chains/{FLAG}"),
    Endpoint("POST", "/v1/audit/chains/{chain}", ANYONE, f"/v1/audit/chains/{FLAG}", {"lines": []}),
    Endpoint("GET", "/v1/audit/cameras/{camera_id}", Permission.READ_AUDIT, f"/v1/audit/cameras/far?{_PERIOD}"),
    Endpoint("GET", "/v1/audit/flags/{number}", Permission.READ_AUDIT, "/v1/audit/flags/SMG-20261123-0001"),
    Endpoint("GET", "/v1/audit/verification", Permission.READ_AUDIT),
    Endpoint("POST", "/v1/audit/checkpoints", Permission.READ_AUDIT),
    Endpoint("GET", "/v1/flags/{flag_id}/hold", Permission.READ_FLAGS, f"/v1/flags/{FLAG}/hold"),
    Endpoint("GET", "/v1/holds", Permission.HOLD_EVIDENCE),
    Endpoint("PUT", "/v1/flags/{flag_id}/hold", Permission.HOLD_EVIDENCE, f"/v1/flags/{FLAG}/hold", _REASON),
    Endpoint("POST", "/v1/flags/{flag_id}/hold/end", Permission.HOLD_EVIDENCE, f"/v1/flags/{FLAG}/hold/end", _REASON),
    Endpoint("GET", "/v1/closures", Permission.READ_DIRECTORY),
    Endpoint("PUT", "/v1/closures/{camera_id}", Permission.CLOSE_CAMERAS, "/v1/closures/far", _REASON),
    Endpoint("POST", "/v1/closures/{camera_id}/end", Permission.OPEN_CAMERAS, "/v1/closures/far/end", _REASON),
    Endpoint("PUT", "/v1/sightings", Permission.TELL_SIGHTINGS, body={"sightings": []}),
    Endpoint("GET", "/v1/cameras/{camera_id}/sightings", Permission.READ_SIGHTINGS, "/v1/cameras/far/sightings"),
    Endpoint("GET", "/v1/masks", Permission.READ_DIRECTORY),
    Endpoint("PUT", "/v1/masks/{camera_id}", Permission.MASK_CAMERAS, "/v1/masks/far", _MASK),
    Endpoint("GET", "/v1/sources", Permission.IMPORT_DIRECTORY),
    Endpoint("POST", "/v1/sources/{source_id}/dry-run", Permission.IMPORT_DIRECTORY, "/v1/sources/atcs/dry-run"),
    Endpoint("POST", "/v1/sources/{source_id}/run", Permission.IMPORT_DIRECTORY, "/v1/sources/atcs/run"),
    Endpoint(
        "POST",
        "/v1/sources/{source_id}/approve-removals",
        Permission.IMPORT_DIRECTORY,
        "/v1/sources/atcs/approve-removals",
        {"count": 1},
    ),
    Endpoint("GET", "/v1/walls", Permission.SEND_TO_WALLS),
    Endpoint("PUT", "/v1/walls/{name}", Permission.STEER_WALLS, "/v1/walls/utama", _WALL),
    Endpoint("DELETE", "/v1/walls/{name}", Permission.STEER_WALLS, "/v1/walls/tiada?revision=1"),
    Endpoint(
        "POST", "/v1/walls/{name}/machines/{machine}", Permission.STEER_WALLS, "/v1/walls/tiada/machines/kiri", {}
    ),
    Endpoint("DELETE", "/v1/walls/{name}/machines/{machine}", Permission.STEER_WALLS, "/v1/walls/tiada/machines/kiri"),
    Endpoint("POST", "/v1/walls/{name}/commands", Permission.SEND_TO_WALLS, "/v1/walls/tiada/commands", _COMMAND),
    Endpoint("POST", "/v1/walls/{name}/undo", Permission.SEND_TO_WALLS, "/v1/walls/tiada/undo", _UNDO),
    Endpoint(
        "POST",
        "/v1/walls/{name}/screens/{number}/claim",
        Permission.SEND_TO_WALLS,
        "/v1/walls/tiada/screens/1/claim",
        _REASON | {"for_s": 60},
    ),
    Endpoint(
        "POST",
        "/v1/walls/{name}/screens/{number}/release",
        Permission.SEND_TO_WALLS,
        "/v1/walls/tiada/screens/1/release",
    ),
    Endpoint("GET", "/v1/walls/{name}/presets", Permission.SEND_TO_WALLS, "/v1/walls/tiada/presets"),
    Endpoint("GET", "/v1/walls/{name}/presets/{preset}", Permission.SEND_TO_WALLS, "/v1/walls/tiada/presets/pagi"),
    Endpoint(
        "POST",
        "/v1/walls/{name}/presets/{preset}/rename",
        Permission.STEER_WALLS,
        "/v1/walls/tiada/presets/pagi/rename",
        {"name": "siang"},
    ),
    Endpoint("PUT", "/v1/walls/{name}/presets/{preset}", Permission.STEER_WALLS, "/v1/walls/tiada/presets/pagi"),
    Endpoint("DELETE", "/v1/walls/{name}/presets/{preset}", Permission.STEER_WALLS, "/v1/walls/tiada/presets/pagi"),
    Endpoint("GET", "/v1/walls/{name}/changes", Permission.STEER_WALLS, "/v1/walls/tiada/changes"),
    Endpoint("GET", "/v1/wall-names", Permission.READ_WALL_RECORD),
    Endpoint("GET", "/v1/walls/{name}/record", Permission.READ_WALL_RECORD, f"/v1/walls/tiada/record?{_STRETCH}"),
    Endpoint("GET", "/v1/walls/{name}/rules", Permission.MANAGE_WALL_RULES, "/v1/walls/tiada/rules"),
    *(Endpoint(act, _RULE, Permission.MANAGE_WALL_RULES, _A_RULE, {"name": "A"}) for act in ("PUT", "DELETE")),
    Endpoint("POST", "/v1/walls/{name}/showings", Permission.SHOW_WALL, "/v1/walls/tiada/showings", {"showings": []}),
    Endpoint("GET", "/v1/walls/{name}/thumbnails", Permission.SEND_TO_WALLS, "/v1/walls/tiada/thumbnails"),
    Endpoint(
        "PUT",
        "/v1/walls/{name}/screens/{number}/thumbnail",
        Permission.SHOW_WALL,
        "/v1/walls/tiada/screens/1/thumbnail",
        _THUMBNAIL,
    ),
    Endpoint("GET", "/v1/walls/{name}/wanted", Permission.SHOW_WALL, "/v1/walls/tiada/wanted"),
    Endpoint("POST", "/v1/wall-commands/{command_id}/ack", Permission.SHOW_WALL, f"/v1/wall-commands/{FLAG}/ack", _ACK),
    Endpoint("GET", "/v1/workspaces", Permission.KEEP_WORKSPACES),
    Endpoint("GET", "/v1/workspaces/{workspace_id}", Permission.KEEP_WORKSPACES, f"/v1/workspaces/{FLAG}"),
    Endpoint("PUT", "/v1/workspaces/{workspace_id}", Permission.KEEP_WORKSPACES, f"/v1/workspaces/{FLAG}", {}),
    Endpoint("DELETE", "/v1/workspaces/{workspace_id}", Permission.KEEP_WORKSPACES, f"/v1/workspaces/{FLAG}"),
    Endpoint("GET", "/v1/inbox/session", Permission.USE_INBOX),
    # These two end the session that asks.
    Endpoint("DELETE", "/v1/inbox/session", Permission.USE_INBOX),
    Endpoint("POST", "/v1/auth/sign-out", ANYONE),
)
_TUS = {"Tus_Resumable": "1.0.0", "Upload_Length": "9", "Upload_Metadata": "x eA==", "Upload_Offset": "0"}


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    folder: Path = tmp_path_factory.mktemp("centre")
    centre = RunningCentre(folder)
    centre.add_cameras([TestCamera("near", 1), TestCamera("far", 2, area_code=OTHER_VILLAGE)])
    for role in Role:
        centre.add_user(role.value, role)
        centre.add_user(f"near_{role.value}", role, ["33.74.02"])
    centre.start()
    yield centre
    centre.close()


def _status(client: CentreClient, row: Endpoint) -> int:
    headers = _TUS if "uploads" in row.route else {}
    if row.route == "/v1/events":
        with requests.get(f"{client.url}/v1/events", headers=client.headers, stream=True, timeout=5) as stream:
            return stream.status_code
    return client.call(row.method, row.path or row.route, row.body, **headers).status_code


def _may(role: Role, needs: Permission | str | None) -> bool:
    return not isinstance(needs, Permission) or needs in PERMISSIONS[role]


def test_every_endpoint_has_its_row(centre: RunningCentre) -> None:
    served = {(method, route.path) for route in _routes(create_app(centre.centre).routes) for method in route.methods}
    assert served == {(row.method, row.route) for row in TABLE}


def _routes(routes: Iterable[Any]) -> Iterator[Any]:
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is None:
            yield route
        else:
            yield from _routes(included.routes)


@pytest.mark.parametrize("role", Role)
def test_each_role_gets_what_it_may_and_nothing_else(centre: RunningCentre, role: Role) -> None:
    client = centre.client(role.value)
    got = {}
    for row in TABLE:
        if row.needs is not OPEN:
            # Signing out ends the session that asks, so those two rows bring their own.
            asks = centre.client(role.value) if row in TABLE[-2:] else client
            got[row.method, row.route] = _status(asks, row) not in {401, 403}
    assert got == {(row.method, row.route): _may(role, row.needs) for row in TABLE if row.needs is not OPEN}


@pytest.mark.parametrize(
    "row", [row for row in TABLE if row.needs is not OPEN], ids=lambda row: f"{row.method} {row.route}"
)
def test_nothing_is_given_without_signing_in(centre: RunningCentre, row: Endpoint) -> None:
    assert _status(CentreClient(centre.url, ""), row) == 401


def test_outside_the_scope_nothing_is_written_or_told(centre: RunningCentre) -> None:
    city = centre.client("operator")
    flag_id = new_id()
    assert city.put_flag("far", flag_id).status_code == 201
    near = centre.client("near_operator")
    assert near.put_flag("far").json()["code"] == "scope.denied"
    assert near.call("PUT", f"/v1/bookmarks/{new_id()}", _BOOKMARK_BODY).json()["code"] == "scope.denied"
    assert near.get(f"/v1/flags/{flag_id}").json()["code"] == "flag.unknown"
    assert near.get(f"/v1/flags/{flag_id}/document?format=eido").json()["code"] == "flag.unknown"
    assert near.get(f"/v1/flags/{flag_id}/cameras/far/live").json()["code"] == "flag.unknown"
    assert near.get(f"/v1/flags/{flag_id}/surroundings").json()["code"] == "flag.unknown"
    assert near.get(f"/v1/flags/{flag_id}/hold").json()["code"] == "flag.unknown"
    for method, path in (("PUT", "hold"), ("POST", "hold/end")):
        held = centre.client("near_supervisor").call(method, f"/v1/flags/{flag_id}/{path}", _REASON)
        assert held.json()["code"] == "flag.unknown"
    assert near.get(f"/v1/flags/{flag_id}/messages").json()["code"] == "flag.unknown"
    announced = near.call("PUT", f"/v1/flags/{flag_id}/evidence/{new_id()}", _EVIDENCE_BODY)
    assert announced.json()["code"] == "flag.unknown"
    assert near.call("POST", "/v1/streams/tickets", _TICKETS_BODY).json()["refused"][0]["code"] == "scope.denied"
    reserve = near.call("POST", "/v1/streams/reserve", {"after": ""}).json()["tickets"]
    assert {ticket["camera_id"] for ticket in reserve} == {"near"}
    assert near.get("/v1/flags").json()["flags"] == []
    assert list(near.get("/v1/status").json()["cameras"]) == ["near"]
    for name in ("near_operator", "near_supervisor", "near_police_liaison"):
        said = centre.client(name).call("POST", f"/v1/flags/{flag_id}/changes", _NOTE)
        assert said.json()["code"] == "flag.unknown"
    number = city.get(f"/v1/flags/{flag_id}").json()["number"]
    for name in ("near_privacy_officer", "near_admin"):
        auditor = centre.client(name)
        assert auditor.get(f"/v1/audit/cameras/far?{_PERIOD}").json()["code"] == "camera.unknown"
        assert auditor.get(f"/v1/audit/flags/{number}").json()["code"] == "flag.unknown"
        assert auditor.get(f"/v1/audit/cameras/near?{_PERIOD}").status_code == 200
    assert centre.client("near_supervisor").call("PUT", "/v1/closures/far", _REASON).json()["code"] == "scope.denied"
    assert centre.client("supervisor").call("PUT", "/v1/closures/far", _REASON).status_code == 200
    assert near.get("/v1/closures").json()["closures"] == []
    assert centre.client("supervisor").call("POST", "/v1/closures/far/end", _REASON).status_code == 200
    assert centre.client("near_privacy_officer").call("PUT", "/v1/masks/far", _MASK).json()["code"] == "scope.denied"
    assert centre.client("privacy_officer").call("PUT", "/v1/masks/far", _MASK).status_code == 200
    assert near.get("/v1/masks").json()["masks"] == []
    police = centre.client("near_police_liaison")
    for action in ("receipt", "acknowledgement"):
        answer = police.call("POST", f"/v1/flags/{flag_id}/{action}", _OFFICER)
        assert answer.json()["code"] == "flag.unknown"
