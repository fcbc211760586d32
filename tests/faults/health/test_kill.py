"""A console that is killed leaves its health history whole; the next one ends what was open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from console.base.clock import SystemClock
from console.domain.camera import CameraId
from console.domain.feed_state import FeedState
from console.health.history import HealthHistory
from console.store.database import Database, Durability
from tests.helpers.waiting import wait_until

_CAMERA = CameraId("traffic-001")
_CHILD = """
import itertools, sys, threading
from pathlib import Path
from console.base.clock import SystemClock
from console.domain.camera import CameraId, FeedKey
from console.domain.feed_history import FeedCondition
from console.domain.feed_state import FeedState
from console.health.feed_meter import FeedMeter
from console.health.history import HealthHistory
from console.health.recorder import HealthRecorder
from console.health.span_book import SpanBook
from console.store.database import Database, Durability

clock = SystemClock()
database = Database(Path(sys.argv[1]), "health", Durability.NORMAL)
recorder = HealthRecorder(HealthHistory(database, clock), SpanBook(database, clock), FeedMeter(), clock)
recorder.start()
pause = threading.Event()
for state in itertools.cycle((FeedState.LIVE, FeedState.STALE)):
    recorder.look({FeedKey(CameraId("traffic-001"), "sub"): FeedCondition(state)})
    pause.wait(0.005)
"""


def test_a_killed_console_leaves_its_history_whole(tmp_path: Path) -> None:
    path = tmp_path / "health.sqlite"
    database = Database(path, "health", Durability.NORMAL)
    history = HealthHistory(database, SystemClock())
    for _kill in range(3):
        before = len(history.spells(_CAMERA, 100_000))
        child = subprocess.Popen([sys.executable, "-c", _CHILD, str(path)])
        try:
            _wait_for_rows(history, before + 50)
        finally:
            child.kill()
            child.wait()

    history.begin()

    spells = history.spells(_CAMERA, 100_000)
    assert len(spells) > 150
    assert all(spell.until_utc is not None for spell in spells)
    assert {spell.condition.state for spell in spells} == {FeedState.LIVE, FeedState.STALE}
    database.close()


def _wait_for_rows(history: HealthHistory, count: int) -> None:
    wait_until(lambda: len(history.spells(_CAMERA, 100_000)) > count, 20.0, "changes on the disk")
