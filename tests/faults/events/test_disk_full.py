"""The disk is full at each write of the flow, one after another: said in words, nothing confirmed lost, nothing half written."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.base.clock import SystemClock
from console.base.paths import Paths
from console.domain.event import EventWay
from console.events.service import EventsService
from console.evidence.intake import FlagIntake
from console.net.client import CentreClient
from console.store.database import Row
from console.store.files import open_events
from tests.faults.events import disk_full_child
from tests.faults.events.disk_full_child import FLAGS
from tests.faults.events.evidence_child import WritingMedia, content_of
from tests.helpers.fake_push import FakePush
from tests.helpers.logfail import ExpectLog
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.toy_fixtures import centre, client, tokens
from tests.helpers.waiting import wait_until

__all__ = ["centre", "client", "tokens"]

STEP_BYTES = int(os.environ.get("RONDA_DISK_STEP_BYTES", "32768"))
"""4096 fails each page of the journal once; the default keeps the suite short."""
MOST_BYTES = 512 * 1024
REPOSITORY = Path(disk_full_child.__file__).parents[3]
_DISK = {"disk.full", "disk.io"}
"""SQLite calls a file that may not grow an input or output error."""


@dataclass
class Step:
    """What one console said, and what was found on its disk afterwards."""

    confirmed: set[str]
    refused: set[str]
    rows: list[Row]


class FullDisks:
    """Consoles in another process, each on a data folder of its own that takes files up to a limit."""

    def __init__(self, centre: ToyCentre, folder: Path) -> None:
        self._folder = folder
        clock, self._empty = SystemClock(), folder / "empty"
        open_events(Paths(self._empty / "data", self._empty / "cache").ensure(), clock).database.close()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.events.disk_full_child", centre.url],
            cwd=REPOSITORY,
            env={**os.environ, "RONDA_TEST_TOKEN": centre.tokens.issue().access_token},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def flagged_with(self, limit_bytes: int) -> tuple[Path, list[str]]:
        folder = self._folder / f"at-{limit_bytes}"
        shutil.copytree(self._empty, folder)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{limit_bytes} {folder}\n")
        self._process.stdin.flush()
        return folder, [line.strip() for line in iter(self._process.stdout.readline, "ended\n")]

    def close(self) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()


@pytest.fixture
def disks(centre: ToyCentre, tmp_path: Path) -> Iterator[FullDisks]:
    started = FullDisks(centre, tmp_path)
    yield started
    started.close()


def test_a_disk_that_is_full_at_any_write_loses_nothing_that_was_confirmed(
    disks: FullDisks, centre: ToyCentre, client: CentreClient, expect_log: ExpectLog
) -> None:
    expect_log("ronda", "WARNING", "", required=False)
    steps = [_step(disks, limit_bytes, client) for limit_bytes in range(4096, MOST_BYTES, STEP_BYTES)]

    for step in steps:
        # pytest shows these when the test fails.
        states = Counter(f"{row['state']} {row['reason'] or ''}".strip() for row in step.rows)
        print(f"{len(step.confirmed)} of {FLAGS} flags, {dict(states)}, {sorted(step.refused)}")  # noqa: T201
    assert set().union(*(step.refused for step in steps)) <= {f"refused {code}" for code in _DISK}
    counts = {len(step.confirmed) for step in steps}
    assert {0, FLAGS} <= counts, "the limits do not go through the flow"
    reasons = {row["reason"] for step in steps for row in step.rows if row["state"] == "lost"}
    assert reasons <= {*_DISK, "evidence.interrupted"}
    assert any(step.confirmed and {row["state"] for row in step.rows} == {"lost"} for step in steps), (
        "no flag went without its evidence"
    )
    arrived = {str(one): body.sha256 for one, (_, body) in centre.records.evidence.items()}
    complete = {row["id"] for step in steps for row in step.rows if row["state"] == "complete"}
    assert arrived == {one: hashlib.sha256(content_of(one)).hexdigest() for one in complete}
    assert set(map(str, centre.records.flags)) == set().union(*(step.confirmed for step in steps))


def _step(disks: FullDisks, limit_bytes: int, client: CentreClient) -> Step:
    """Flags until the disk is full; then there is room again, and another console goes on."""
    folder, said = disks.flagged_with(limit_bytes)
    confirmed = {line.removeprefix("confirmed ") for line in said if line.startswith("confirmed ")}
    told = {" ".join(line.split()[:2]) for line in said if not line.startswith(("confirmed ", "captured "))}
    paths, clock = Paths(folder / "data", folder / "cache"), SystemClock()
    opened = open_events(paths, clock)
    assert opened.problem is None
    database = opened.database
    assert [tuple(row) for row in database.rows("PRAGMA integrity_check")] == [("ok",)]
    events = EventsService(database, client, FakePush(up=True), clock)
    events.start()
    intake = FlagIntake(WritingMedia(), events, paths, clock)
    intake.start()
    query = "SELECT id, flag_id, state, reason FROM evidence"
    wait_until(lambda: all(row["state"] in ("complete", "lost") for row in database.rows(query)), 30)
    wait_until(lambda: all(event.way is not EventWay.SAVED for event in events.recent(99)), 30)
    intake.close()
    rows = database.rows(query)
    flagged = {str(event.id) for event in events.recent(99)}
    events.close()
    database.close()
    assert flagged == confirmed
    assert {row["flag_id"] for row in rows} <= confirmed
    left = {path.name for path in (paths.data_folder / "evidence").glob("*")}
    assert left <= {f"{row['id']}{suffix}" for row in rows for suffix in (".mp4", ".jpg")}
    return Step(confirmed, told, rows)
