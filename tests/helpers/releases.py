"""A release in a test centre: a flag with evidence, the request for it, and the steps after it."""

from __future__ import annotations

from uuid import UUID

import requests

from console.base.ids import new_id
from tests.helpers.centre import PASSWORD, CentreClient, send_evidence

REQUEST = {
    "letter_number": "B/1204/XI/2026/Reskrim",
    "report_number": "LP/B/88/XI/2026/SPKT",
    "purpose": "Penyidikan pengeroyokan di Bandarharjo",
    "officer_name": "Aiptu Slamet",
    "officer_number": "78050123",
    "officer_rank": "Aiptu",
    "unit": "Polsek Semarang Utara",
}


def flag_with_evidence(operator: CentreClient, camera_id: str = "kam-001") -> UUID:
    """With a still and a clip that stand for real ones."""
    flag_id = new_id()
    assert operator.put_flag(camera_id, flag_id).status_code == 201
    send_evidence(operator, flag_id, camera_id, "still", "image/jpeg", b"\xff\xd8 still")
    send_evidence(operator, flag_id, camera_id, "clip", "video/mp4", b"clip of original packets" * 100)
    return flag_id


def ask(client: CentreClient, flag_id: UUID, release_id: UUID | None = None, **changes: str) -> requests.Response:
    return client.call("PUT", f"/v1/flags/{flag_id}/releases/{release_id or new_id()}", REQUEST | changes)


def asked(client: CentreClient, flag_id: UUID) -> str:
    answer = ask(client, flag_id)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def step(client: CentreClient, release_id: str, action: str, **more: str) -> requests.Response:
    body = {"id": str(new_id()), "action": action, **more}
    return client.call("POST", f"/v1/releases/{release_id}/changes", body)


def confirm(client: CentreClient, password: str = PASSWORD) -> requests.Response:
    return client.call("POST", "/v1/auth/confirmation", {"password": password})


def approve(client: CentreClient, release_id: str) -> requests.Response:
    assert confirm(client).status_code == 204
    return step(client, release_id, "approve")


def told(answer: requests.Response) -> tuple[int, str]:
    """Status and code of a refusal."""
    return answer.status_code, str(answer.json()["code"])


def state_of(client: CentreClient, release_id: str) -> str:
    return str(client.get(f"/v1/releases/{release_id}").json()["state"])
