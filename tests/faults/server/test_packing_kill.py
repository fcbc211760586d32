"""kill -9 of a centre that packs: whatever it says is packed is whole and proven, and in the end everything is packed."""

from __future__ import annotations

import os
import random
import threading
from functools import partial
from pathlib import Path

import requests

from console.base.ids import new_id
from console.domain.roles import Role
from console.exhibit.examine import examine
from tests.helpers.centre import PASSWORD, CentreClient, RunningCentre, TestCamera, send_evidence
from tests.helpers.ports import free_port
from tests.helpers.program import Program
from tests.helpers.releases import approve, asked, fetched, seal_here, state_of
from tests.helpers.waiting import wait_until

ROUNDS = int(os.environ.get("RONDA_KILL_ROUNDS", "5"))
"""Kills; the default keeps the suite short."""
_CLIP_BYTES = 24 * 1024 * 1024
_LONGEST_LIFE_S = 1.5


def _client(url: str, name: str) -> CentreClient:
    grant = {"grant": "password", "username": name, "password": PASSWORD}
    answer = requests.post(f"{url}/v1/auth/token", json=grant, timeout=10)
    return CentreClient(url, str(answer.json()["access_token"]))


def _is_packed(client: CentreClient, release_id: str) -> bool:
    return state_of(client, release_id) == "packed"


def test_a_package_is_whole_or_not_there_however_often_the_centre_is_killed(tmp_path: Path) -> None:
    made = RunningCentre(tmp_path)
    made.add_cameras([TestCamera("kam-001", 1307)])
    for role in (Role.OPERATOR, Role.POLICE_LIAISON, Role.EVIDENCE_OFFICER):
        made.add_user(role.value, role)
    made.close()
    authority = seal_here(tmp_path)
    url = f"http://127.0.0.1:{(port := free_port())}"
    place = ["--database", made.settings.database_url, "--data-folder", str(tmp_path)]
    centre = Program(["centre", "serve", "--port", str(port), *place], f"{url}/v1/health")
    chance = random.Random(2026)
    centre.start()
    try:
        operator, flag_id = _client(url, "operator"), new_id()
        assert operator.put_flag("kam-001", flag_id).status_code == 201
        send_evidence(operator, flag_id, "kam-001", "clip", "video/mp4", os.urandom(_CLIP_BYTES))
        wanted: list[str] = []
        for _ in range(ROUNDS):
            wanted.append(asked(_client(url, "police_liaison"), flag_id))
            assert approve(_client(url, "evidence_officer"), wanted[-1]).status_code == 200
            threading.Event().wait(chance.uniform(0.0, _LONGEST_LIFE_S))
            centre.kill()
            centre.start()
        police = _client(url, "police_liaison")
        for number, release_id in enumerate(wanted):
            wait_until(partial(_is_packed, police, release_id), 60.0, "a package")
            package = tmp_path / f"{number}.zip"
            package.write_bytes(fetched(police, release_id))
            assert examine(package, authority, None).proven
    finally:
        centre.kill()
    assert len(list((tmp_path / "packages").iterdir())) == ROUNDS
