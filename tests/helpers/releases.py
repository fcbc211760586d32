"""A release in a test centre: a flag with evidence, the request for it, and the steps after it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from uuid import UUID

import requests

from console.base.ids import new_id
from console.exhibit.trust import Authority
from console.proof.locked_key import new_key
from console.server.authority.certificates import HolderKind
from console.server.authority.sealing import SealingKey, write_sealing_key
from tests.helpers.centre import PASSWORD, CentreClient, send_evidence
from tests.helpers.console_keys import certified, city
from tests.helpers.waiting import wait_until

REQUEST = {
    "letter_number": "B/1204/XI/2026/Reskrim",
    "report_number": "LP/B/88/XI/2026/SPKT",
    "purpose": "Penyidikan pengeroyokan di Bandarharjo",
    "officer_name": "Aiptu Slamet",
    "officer_number": "78050123",
    "officer_rank": "Aiptu",
    "unit": "Polsek Semarang Utara",
}


@cache
def _city() -> tuple[SealingKey, Authority]:
    """Keys take a while to make: one pair for all tests."""
    key = new_key()
    certificate = certified("Pusat Ronda", HolderKind.CENTRE, key.public_key())
    return SealingKey(key, certificate), city()


def seal_here(data_folder: Path) -> Authority:
    """Puts a sealing key into a centre's folder; gives the authority that its packages are checked with."""
    sealing, authority = _city()
    write_sealing_key(data_folder, sealing, None)
    return authority


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


def packed(client: CentreClient, release_id: str) -> None:
    wait_until(lambda: state_of(client, release_id) == "packed", what="the package")


def fetched(client: CentreClient, release_id: str) -> bytes:
    """The package as who asked gets it."""
    link = client.call("POST", f"/v1/releases/{release_id}/link")
    assert link.status_code == 200, link.text
    answer = client.get(link.json()["path"])
    assert answer.status_code == 200, answer.text
    return answer.content
