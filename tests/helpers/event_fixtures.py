"""A console's events against the toy centre, tried again at once, and a flag with a clip; import the fixtures by name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from console.base.clock import SystemClock
from console.base.ids import new_id
from console.domain.camera import CameraId
from console.domain.event import EventEntry, EventWay, FlagDraft
from console.events import schedule
from console.events.outbox import Job
from console.events.service import EventsService
from console.net.client import CentreClient
from console.store.database import Database, Durability
from console.wire.events import EvidenceBody, EvidenceKind
from tests.helpers.clock import START_UTC
from tests.helpers.evidence import only
from tests.helpers.fake_push import FakePush
from tests.helpers.waiting import wait_until

CAMERA = CameraId("cam-1")
FLAG = FlagDraft(CAMERA, START_UTC, "KAM-01", 1, "tawuran")
CLIP = b"a clip of twenty seconds" * 60_000


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    def soon(_job: Job, _failures: int) -> float:
        return 0.02

    monkeypatch.setattr(schedule, "retry_delay_s", soon)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "events.sqlite", "events", Durability.FULL)
    yield opened
    opened.close()


@pytest.fixture
def push() -> FakePush:
    return FakePush(up=True)


@pytest.fixture
def events(database: Database, client: CentreClient, push: FakePush) -> Iterator[EventsService]:
    service = EventsService(database, client, push, SystemClock())
    yield service
    service.close()


def clip_file(folder: Path, content: bytes = CLIP) -> tuple[Path, EvidenceBody]:
    path = folder / "clip.mp4"
    path.write_bytes(content)
    body = EvidenceBody(
        kind=EvidenceKind.CLIP,
        camera_id=CAMERA,
        content_type="video/mp4",
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        start_utc=START_UTC,
        end_utc=START_UTC,
    )
    return path, body


def attached(events: EventsService, folder: Path) -> tuple[UUID, UUID]:
    flag_id, evidence_id = new_id(), new_id()
    events.flag(FLAG, flag_id, [(evidence_id, EvidenceKind.CLIP)])
    path, body = clip_file(folder)
    events.evidence.attach(flag_id, evidence_id, body, path)
    return flag_id, evidence_id


def reaches(events: EventsService, way: EventWay) -> EventEntry:
    wait_until(lambda: only(events).way is way, what=f"way {way}")
    return only(events)
