"""kill -9 at random moments: every flag that was confirmed reaches the centre exactly once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
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
from tests.faults.events import flagging_child
from tests.helpers.fake_push import FakePush
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.toy_faults import FaultKind
from tests.helpers.toy_fixtures import centre, client, tokens
from tests.helpers.waiting import wait_until

__all__ = ["centre", "client", "tokens"]

KILLS = 50
REPOSITORY = Path(flagging_child.__file__).parents[3]


@pytest.fixture
def database_path(tmp_path: Path) -> Path:
    return tmp_path / "events.sqlite"


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> Iterator[random.Random]:
    seed = random.SystemRandom().randrange(10**6)
    yield random.Random(seed)
    if request.session.testsfailed:
        sys.stdout.write(f"kill moments came from seed {seed}\n")


class Consoles:
    """Starts consoles on one database, one after the other, and kills them."""

    def __init__(self, centre: ToyCentre, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.events.flagging_child", centre.url, str(path)],
            cwd=REPOSITORY,
            env={**os.environ, "RONDA_TEST_TOKEN": centre.tokens.issue().access_token},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self) -> int:
        """The process id of the next console."""
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        return int(self.line().removeprefix("pid "))

    def line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the consoles ended by themselves"
        return line.strip()

    def kill(self, pid: int) -> list[UUID]:
        """What it confirmed besides what was read already."""
        os.kill(pid, signal.SIGKILL)
        rest = list(iter(self.line, "ended"))
        return [UUID(line.removeprefix("confirmed ")) for line in rest]

    def killed_after(self, lines: int) -> list[UUID]:
        """What one console confirmed until it was killed, just after its so-manieth line."""
        pid = self.start()
        said = [UUID(self.line().removeprefix("confirmed ")) for _ in range(lines)]
        return said + self.kill(pid)

    def close(self) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()


@pytest.fixture
def consoles(centre: ToyCentre, database_path: Path) -> Iterator[Consoles]:
    started = Consoles(centre, database_path)
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


def test_fifty_kills_lose_nothing_and_double_nothing(
    consoles: Consoles, centre: ToyCentre, client: CentreClient, database_path: Path, rng: random.Random
) -> None:
    confirmed = [flag_id for _ in range(KILLS) for flag_id in consoles.killed_after(rng.randrange(1, 8))]

    sent = deliver_all(client, database_path)

    assert len(confirmed) >= KILLS
    assert set(confirmed) <= sent
    assert set(centre.records.flags) == sent
    numbers = [flag.number for flag in centre.records.flags.values()]
    assert len(numbers) == len(set(numbers)) == len(sent)


def test_a_kill_between_the_centre_and_its_answer_sends_an_identical_replay(
    consoles: Consoles, centre: ToyCentre, client: CentreClient, database_path: Path
) -> None:
    centre.faults.plan(FaultKind.HANG, "PUT", "/v1/flags")
    pid = consoles.start()
    wait_until(lambda: centre.faults.met == 1)
    consoles.kill(pid)
    centre.faults.release()

    sent = deliver_all(client, database_path)

    wait_until(lambda: max(centre.records.puts.values()) == 2, what="the same flag put twice")
    assert set(centre.records.flags) == sent
