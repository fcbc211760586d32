"""kill -9 of the centre while a console sends clips: each arrives whole and once, and nothing half written stays."""

from __future__ import annotations

import hashlib
import json
import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
import requests

from console.base.clock import SystemClock
from console.base.ids import new_id
from console.base.paths import Paths
from console.domain.camera import CameraId
from console.domain.event import FlagDraft
from console.domain.roles import Role
from console.events import schedule
from console.events.service import EventsService
from console.net.client import CentreClient
from console.store.files import open_events
from console.wire.events import EvidenceBody, EvidenceKind
from tests.faults.events.flagging_child import EnvironmentToken
from tests.helpers.centre import PASSWORD, RunningCentre, TestCamera
from tests.helpers.clock import START_UTC
from tests.helpers.fake_push import FakePush
from tests.helpers.full_disk import rows
from tests.helpers.ports import free_port
from tests.helpers.program import Program
from tests.helpers.waiting import wait_until

ROUNDS = int(os.environ.get("RONDA_KILL_ROUNDS", "2"))
"""Kills; the default keeps the suite short."""
_CAMERA = CameraId("kam-001")
_CLIPS_A_ROUND = 3
_CLIP_BYTES = 2_500_000
"""Three pieces each."""
_LONGEST_LIFE_S = 0.4


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Program]:
    made = RunningCentre(tmp_path)
    made.add_cameras([TestCamera(_CAMERA, 1307)])
    made.add_user("operator", Role.OPERATOR)
    made.close()
    port = str(free_port())
    place = ["--database", made.settings.database_url, "--data-folder", str(tmp_path)]
    program = Program(["centre", "serve", "--port", port, *place], f"http://127.0.0.1:{port}/v1/health")
    program.start()
    yield program
    program.kill()


@pytest.fixture
def console(centre: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EventsService]:
    """Tries again at once, so that as much as can be happens between two kills."""
    monkeypatch.setattr(schedule, "retry_delay_s", lambda _job, _failures: 0.02)
    grant = {"grant": "password", "username": "operator", "password": PASSWORD}
    answer = requests.post(f"{centre.url}/v1/auth/token", json=grant, timeout=10)
    monkeypatch.setenv("RONDA_TEST_TOKEN", answer.json()["access_token"])
    client, clock = CentreClient(centre.url), SystemClock()
    client.use_tokens(EnvironmentToken())
    database = open_events(Paths(tmp_path / "console", tmp_path / "cache").ensure(), clock).database
    events = EventsService(database, client, FakePush(up=True), clock)
    events.start()
    yield events
    events.close()
    database.close()
    client.close()


def test_every_clip_arrives_whole_and_once_however_often_the_centre_is_killed(
    console: EventsService, centre: Program, tmp_path: Path
) -> None:
    chance = random.Random()
    digests: dict[str, str] = {}
    for _ in range(ROUNDS):
        digests.update(_flagged(console, tmp_path) for _ in range(_CLIPS_A_ROUND))
        threading.Event().wait(chance.uniform(0.0, _LONGEST_LIFE_S))
        centre.kill()
        centre.start()
    wait_until(lambda: all(one.evidence_complete == 1 for one in console.recent(100_000)), 60.0, "every clip")

    database = tmp_path / "centre.sqlite"
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]
    there = rows(database, "SELECT id, state FROM evidence ORDER BY id")
    assert there == [(one, "complete") for one in sorted(digests)]
    kept = {path.name: path.read_bytes() for path in (tmp_path / "evidence").rglob("*") if path.is_file()}
    assert {name: hashlib.sha256(content).hexdigest() for name, content in kept.items()} == digests
    assert list((tmp_path / "uploads").iterdir()) == []
    assert rows(database, "SELECT count(*) FROM flags") == [(len(digests),)]
    print(json.dumps({"kills": ROUNDS, "clips": len(digests)}))  # noqa: T201  a figure for who runs it with -s


def _flagged(console: EventsService, folder: Path) -> tuple[str, str]:
    """Id and digest of a new flag's clip."""
    evidence_id, content = new_id(), os.urandom(_CLIP_BYTES)
    path = folder / f"{evidence_id}.mp4"
    path.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    flag_id: UUID = console.flag(FlagDraft(_CAMERA, START_UTC, "KAM-01", 1, "tawuran"))
    body = EvidenceBody(
        kind=EvidenceKind.CLIP,
        camera_id=_CAMERA,
        content_type="video/mp4",
        size_bytes=len(content),
        sha256=digest,
        start_utc=START_UTC,
        end_utc=START_UTC,
    )
    console.evidence.attach(flag_id, evidence_id, body, path)
    return str(evidence_id), digest
