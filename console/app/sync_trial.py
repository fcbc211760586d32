"""A first sync with a real centre, and then changes there, before a tree on a screen: how soon, and how late Qt's loop runs."""

from __future__ import annotations

import gc
import os
import sys
import time
from dataclasses import dataclass, field

from console.app.directory_trial import Screen, say, screen_of, unfold, until
from console.app.site import Connection
from console.app.start import SWITCH_S
from console.base.clock import SystemClock
from console.base.redaction import Secret
from console.directory.service import DirectoryService, SyncPhase
from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.health.lag import LagStatistics
from console.net.push_feed import PushFeed
from console.qt.loop_lag import LoopLag
from console.qt.relay import listen
from console.store.database import Database
from console.ui.models.finder import MOST_RESULTS


@dataclass
class _Seen:
    """When the centre first told of something new, and what the screen has of it."""

    pushed_s: float | None = None
    found: list[DirectoryEntry] = field(default_factory=list)


def sync(database: Database, centre_url: str, word: str) -> None:
    clock = SystemClock()
    sys.setswitchinterval(SWITCH_S)
    # As the console does once its window stands.
    gc.collect()
    gc.freeze()
    connection = Connection(centre_url, clock, keep_token=False)
    connection.session.sign_in(os.environ["RONDA_USERNAME"], Secret(os.environ.pop("RONDA_PASSWORD")))
    push = PushFeed(connection.client)
    directory = DirectoryService(database, connection.client, push, clock)
    try:
        with screen_of(directory.queries) as screen:
            listen(directory.changed, lambda _none: screen.model.read_again(), screen.window)
            push.start()
            until(lambda: push.up)
            _first(directory, screen)
            unfold(screen)
            _changes(directory, push, screen, word)
    finally:
        push.close()
        directory.close()
        connection.close()


def _first(directory: DirectoryService, screen: Screen) -> None:
    lag = LagStatistics()
    probe = LoopLag(screen.window, SystemClock(), lag.add)
    probe.start()
    began_s = time.monotonic()
    directory.start()
    until(lambda: directory.sync_state.phase is SyncPhase.CURRENT)
    done_s = time.monotonic()
    probe.stop()
    found = lag.summary()
    say(sync_s=done_s - began_s, lag_p99_ms=found.p99_ms, lag_max_ms=found.max_ms, lag_count=found.count)


def _changes(directory: DirectoryService, push: PushFeed, screen: Screen, word: str) -> None:
    seen, before = _Seen(), _cameras(screen)

    def on_pushed() -> None:
        seen.pushed_s = seen.pushed_s or time.monotonic()

    def look() -> None:
        def keep(found: list[DirectoryEntry]) -> None:
            seen.found = found

        screen.background.run(
            lambda: directory.queries.search(word, MOST_RESULTS), keep, name="search", owner=screen.window
        )

    disconnect = push.pushed.connect(lambda _event: on_pushed())
    listen(directory.changed, lambda _none: look(), screen.window)
    until(lambda: len(seen.found) == MOST_RESULTS and _cameras(screen) > before)
    done_s = time.monotonic()
    disconnect()
    say(changes_ms=1000 * (done_s - (seen.pushed_s or done_s)))


def _cameras(screen: Screen) -> int:
    city = screen.model.item(screen.model.index(0, 0))
    return city.camera_count if isinstance(city, AreaEntry) else 0
