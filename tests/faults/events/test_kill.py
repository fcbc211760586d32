"""kill -9 at random moments: every flag that was confirmed reaches the centre exactly once."""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from console.base.clock import SystemClock
from console.domain.event import EventWay
from console.events.service import EventsService
from console.net.client import CentreClient
from console.store.database import Database, Durability
from tests.faults.events.forked_consoles import ForkedConsoles, of_kind
from tests.helpers.fake_push import FakePush
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.toy_faults import FaultKind
from tests.helpers.toy_fixtures import centre, client, tokens
from tests.helpers.waiting import wait_until

__all__ = ["centre", "client", "tokens"]

KILLS = int(os.environ.get("RONDA_KILLS", "50"))
"""The default keeps the suite short."""


@pytest.fixture
def database_path(tmp_path: Path) -> Path:
    return tmp_path / "events.sqlite"


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> Iterator[random.Random]:
    seed = random.SystemRandom().randrange(10**6)
    yield random.Random(seed)
    if request.session.testsfailed:
        sys.stdout.write(f"kill moments came from seed {seed}\n")


@pytest.fixture
def consoles(centre: ToyCentre, database_path: Path) -> Iterator[ForkedConsoles]:
    started = ForkedConsoles("flagging_child", centre, database_path)
    yield started
    started.close()


def deliver_all(client: CentreClient, path: Path) -> set[UUID]:
    """What is sent once a console has run again on the same database."""
    database = Database(path, "events", Durability.FULL)
    events = EventsService(database, client, FakePush(up=True), SystemClock())
    events.start()
    wait_until(lambda: all(entry.way is EventWay.SENT for entry in events.recent(100_000)), 60)
    sent = {entry.id for entry in events.recent(100_000)}
    events.close()
    database.close()
    return sent


def test_kills_lose_nothing_and_double_nothing(
    consoles: ForkedConsoles, centre: ToyCentre, client: CentreClient, database_path: Path, rng: random.Random
) -> None:
    said = [line for _ in range(KILLS) for line in consoles.killed_after(rng.randrange(1, 8))]
    confirmed = [UUID(flag_id) for flag_id in of_kind(said, "confirmed")]

    sent = deliver_all(client, database_path)

    assert len(confirmed) >= KILLS
    assert set(confirmed) <= sent
    assert set(centre.records.flags) == sent
    numbers = [flag.number for flag in centre.records.flags.values()]
    assert len(numbers) == len(set(numbers)) == len(sent)
    print(json.dumps({"kills": KILLS, "confirmed": len(confirmed), "flags": len(sent)}))  # noqa: T201  seen with -s


def test_a_kill_between_the_centre_and_its_answer_sends_an_identical_replay(
    consoles: ForkedConsoles, centre: ToyCentre, client: CentreClient, database_path: Path
) -> None:
    centre.faults.plan(FaultKind.HANG, "PUT", "/v1/flags")
    pid = consoles.start()
    wait_until(lambda: centre.faults.met == 1)
    consoles.kill(pid)
    centre.faults.release()

    sent = deliver_all(client, database_path)

    wait_until(lambda: max(centre.records.puts.values()) == 2, what="the same flag put twice")
    assert set(centre.records.flags) == sent
