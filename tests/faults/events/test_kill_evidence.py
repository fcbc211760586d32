"""kill -9 between a capture and its upload: what lay on the disk reaches the centre, the rest is told as lost."""

from __future__ import annotations

import hashlib
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from console.base.clock import SystemClock
from console.base.paths import Paths
from console.events.service import EventsService
from console.evidence.intake import FlagIntake
from console.net.client import CentreClient
from console.store.database import Database, Row
from console.store.files import open_events
from tests.faults.events.evidence_child import WritingMedia, content_of
from tests.faults.events.forked_consoles import ForkedConsoles, of_kind
from tests.helpers.fake_push import FakePush
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.toy_fixtures import centre, client, tokens
from tests.helpers.waiting import wait_until

__all__ = ["centre", "client", "tokens"]

KILLS = int(os.environ.get("RONDA_KILLS", "8"))
"""The default keeps the suite short."""


@pytest.fixture
def consoles(centre: ToyCentre, tmp_path: Path) -> Iterator[ForkedConsoles]:
    started = ForkedConsoles("evidence_child", centre, tmp_path)
    yield started
    started.close()


def _evidence(database: Database) -> list[Row]:
    return database.rows("SELECT id, flag_id, state, reason FROM evidence")


def test_what_lay_on_the_disk_arrives_and_what_did_not_is_told_as_lost(
    consoles: ForkedConsoles, centre: ToyCentre, client: CentreClient, tmp_path: Path
) -> None:
    rng = random.Random()
    said = [line for _ in range(KILLS) for line in consoles.killed_after(rng.randrange(1, 30))]

    paths, clock = Paths(tmp_path / "data", tmp_path / "cache"), SystemClock()
    database = open_events(paths, clock).database
    events = EventsService(database, client, FakePush(up=True), clock)
    events.start()
    intake = FlagIntake(WritingMedia(), events, paths, clock)
    intake.start()
    wait_until(lambda: all(row["state"] in ("complete", "lost") for row in _evidence(database)), 120)
    intake.close()
    rows = _evidence(database)
    events.close()
    database.close()

    confirmed, captured = set(of_kind(said, "confirmed")), set(of_kind(said, "captured"))
    assert len(confirmed) >= KILLS // 2
    assert confirmed <= {row["flag_id"] for row in rows}
    lost = {row["id"]: row["reason"] for row in rows if row["state"] == "lost"}
    assert set(lost.values()) <= {"evidence.interrupted"}
    assert not captured & set(lost), "a file that lay there was given up"
    complete = {row["id"] for row in rows if row["state"] == "complete"}
    arrived = {str(one): body.sha256 for one, (_, body) in centre.records.evidence.items()}
    assert arrived == {one: hashlib.sha256(content_of(one)).hexdigest() for one in complete}
    assert set(map(str, centre.records.flags)) == {row["flag_id"] for row in rows}
    assert {UUID(path.stem) for path in (paths.data_folder / "evidence").iterdir()} <= set(map(UUID, complete))
    assert not [path for path in (paths.data_folder / "evidence").iterdir() if path.suffix not in (".mp4", ".jpg")]
    counts = {"kills": KILLS, "flags": len(confirmed), "arrived": len(arrived), "told as lost": len(lost)}
    print(json.dumps(counts))  # noqa: T201  a figure for who runs it with -s
