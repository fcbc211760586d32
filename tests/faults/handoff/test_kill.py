"""kill -9 of centre and gateway at random moments: every flag that the centre took reaches the gateway, and counts once."""

from __future__ import annotations

import json
import os
import random
import threading
from collections import Counter
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import requests

from console.base.ids import new_id
from console.domain.roles import Role
from console.gateway.book import Book
from console.gateway.key_file import gateway_key
from console.server.handoff.receivers import NewReceiver, add_receiver
from tests.helpers.centre import PASSWORD, RunningCentre, TestCamera, flag_body
from tests.helpers.ports import free_port
from tests.helpers.program import Program
from tests.helpers.waiting import wait_until

ROUNDS = int(os.environ.get("RONDA_KILL_ROUNDS", "5"))
"""Kills of each of the two; the default keeps the suite short."""
_LONGEST_LIFE_S = 0.5


class Operator:
    """Puts one flag after another, and each of them again until the centre has said that it has it, as a console does."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}
        self._ending = threading.Event()
        self.taken: list[UUID] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def end(self) -> None:
        self._ending.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ending.is_set():
            flag_id = new_id()
            while not self._put(flag_id):
                self._ending.wait(0.05)
            self.taken.append(flag_id)
            self._ending.wait(0.01)

    def _put(self, flag_id: UUID) -> bool:
        with suppress(requests.RequestException):
            url, body = f"{self._url}/v1/flags/{flag_id}", flag_body("kam-001")
            return requests.put(url, json=body, headers=self._headers, timeout=5).status_code in {200, 201}
        return False


def test_no_flag_is_lost_and_none_counts_twice(tmp_path: Path) -> None:
    rng = random.Random(2026)
    centre_port, gateway_port, folder = free_port(), free_port(), tmp_path / "gateway"
    set_up = RunningCentre(tmp_path)
    set_up.add_cameras([TestCamera("kam-001", 1)])
    set_up.add_user("operator", Role.OPERATOR)
    gateway_url, centre_url = f"http://127.0.0.1:{gateway_port}", f"http://127.0.0.1:{centre_port}"
    key = gateway_key(folder).public()
    given = add_receiver(set_up.centre, NewReceiver("polres", f"{gateway_url}/hooks/cctv", answer_key=key))
    set_up.close()
    database = f"sqlite:///{tmp_path / 'centre.sqlite'}"
    centre = Program(
        ["centre", "serve", "--database", database, "--port", str(centre_port)],
        f"{centre_url}/v1/health",
    )
    gateway = Program(
        [
            *("police-gateway", "serve", "--data-folder", str(folder), "--centre", centre_url, "--receiver", "polres"),
            *("--centre-key", given.public.text(), "--port", str(gateway_port)),
        ],
        f"{gateway_url}/",
    )
    gateway.start()
    centre.start()
    try:
        grant = {"grant": "password", "username": "operator", "password": PASSWORD}
        token = requests.post(f"{centre_url}/v1/auth/token", json=grant, timeout=10).json()["access_token"]
        operator = Operator(centre_url, token)
        for victim in [centre, gateway] * ROUNDS:
            threading.Event().wait(rng.uniform(0.0, _LONGEST_LIFE_S))
            victim.kill()
            victim.start()
        operator.end()
        taken = operator.taken
        wait_until(lambda: _all_arrived(folder, taken), 120.0, "every flag at the gateway")
    finally:
        centre.kill()
        gateway.kill()
    print(json.dumps({"kills": 2 * ROUNDS, "flags": len(taken)}))  # noqa: T201  a figure for who runs it with -s
    assert len(taken) > ROUNDS
    kept = _kept(folder)
    assert {flag_id.hex for flag_id in taken} <= set(kept)
    assert max(Counter(kept).values()) == 1
    set_up = RunningCentre(tmp_path)
    outbox = [(row["flag_id"], row["kind"]) for row in set_up.rows("handoff_outbox")]
    set_up.close()
    assert sorted(outbox) == sorted((str(UUID(flag)), "incident.flagged") for flag in kept)


def _kept(folder: Path) -> list[str]:
    book = Book(folder)
    try:
        return [row[0] for row in book.messages()]
    finally:
        book.close()


def _all_arrived(folder: Path, taken: list[UUID]) -> bool:
    return {flag_id.hex for flag_id in taken} <= set(_kept(folder))
