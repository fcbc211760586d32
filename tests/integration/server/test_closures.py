"""A camera closed to the room: no addresses, told to every console in scope, opened by a supervisor only, on record."""

from __future__ import annotations

import pytest
import requests

from tests.helpers.centre import CentreClient, RunningCentre
from tests.integration.server.conftest import FAR

REASON = {"reason": "  menghadap jendela rumah "}


def _ticket(client: CentreClient, camera: str = "kam-001") -> str:
    feeds = {"feeds": [{"camera_id": camera, "quality": "sub"}]}
    answer = client.call("POST", "/v1/streams/tickets", feeds).json()
    return str(answer["refused"][0]["code"]) if answer["refused"] else "granted"


def test_nobody_gets_the_addresses_of_a_closed_camera(centre: RunningCentre) -> None:
    privacy = centre.client("privacy_officer")
    viewer, near = centre.client("viewer"), centre.client("near_operator")
    closed = privacy.call("PUT", "/v1/closures/kam-001", REASON)
    assert (closed.status_code, closed.json()["reason"]) == (200, "menghadap jendela rumah")
    assert [_ticket(one) for one in (viewer, near, centre.client("supervisor"))] == ["camera.closed"] * 3
    assert _ticket(viewer, FAR.id) == "granted"
    assert [one["camera_id"] for one in viewer.get("/v1/closures").json()["closures"]] == ["kam-001"]

    assert privacy.call("POST", "/v1/closures/kam-001/end", REASON).status_code == 403
    opened = centre.client("supervisor").call("POST", "/v1/closures/kam-001/end", {"reason": "kamera sudah diputar"})
    assert opened.json()["is_closed"] is False
    assert (_ticket(viewer), viewer.get("/v1/closures").json()["closures"]) == ("granted", [])


def test_closing_twice_keeps_who_was_first_and_both_acts_are_on_record(centre: RunningCentre) -> None:
    centre.client("privacy_officer").call("PUT", "/v1/closures/kam-001", REASON)
    again = centre.client("supervisor").call("PUT", "/v1/closures/kam-001", {"reason": "lain lagi"})
    assert (again.json()["by"], again.json()["reason"]) == ("Privacy_Officer", "menghadap jendela rumah")
    for _ in range(2):
        centre.client("supervisor").call("POST", "/v1/closures/kam-001/end", {"reason": "selesai"})
    acts = [(row["action"], row["username"], row["detail"]) for row in centre.rows("audit")]
    assert [act for act in acts if act[0].startswith("camera_")] == [
        ("camera_closed", "privacy_officer", "menghadap jendela rumah"),
        ("camera_opened", "supervisor", "selesai"),
    ]


@pytest.mark.parametrize("reason", ["", "  x ", "x" * 501])
def test_without_a_reason_nothing_is_closed(centre: RunningCentre, reason: str) -> None:
    answer = centre.client("supervisor").call("PUT", "/v1/closures/kam-001", {"reason": reason})
    assert answer.status_code == 422
    assert centre.rows("camera_closures") == []


def test_consoles_in_scope_are_told_at_once(centre: RunningCentre) -> None:
    near = centre.client("near_operator")
    with requests.get(f"{near.url}/v1/events", headers=near.headers, stream=True, timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines).startswith(b"retry")
        supervisor = centre.client("supervisor")
        supervisor.call("PUT", f"/v1/closures/{FAR.id}", REASON)
        supervisor.call("PUT", "/v1/closures/kam-001", REASON)
        told = next(line for line in lines if line.startswith(b"data:"))
    assert b'"camera_id":"kam-001"' in told
    assert b'"is_closed":true' in told
