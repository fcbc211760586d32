"""``ronda bench flag``: from Enter to the disk and to the police inbox, and what an outage of the centre leaves to be sent."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from console.base.clock import SystemClock
from console.base.paths import Paths
from console.bench.city import bench_city, bench_folder
from console.bench.figures import percentile
from console.bench.outage import Outage, measure_outage
from console.bench.report import Row
from console.bench.signed_in import signed_in
from console.demo import credentials
from console.demo.city_services import CityServices, Step
from console.domain.camera import CameraId
from console.domain.event import FlagDraft
from console.events.service import EventsService
from console.net.push_feed import PushFeed
from console.net.server_sent import PushEvent
from console.store.files import open_events
from console.wire.events import FlagRecord
from console.wire.push import PushKind

_WAIT_S = 240.0
_CLIP_BYTES = 500_000
_DISK_MOST_MS, _INBOX_MOST_MS = 50.0, 1000.0


@dataclass(frozen=True)
class FlagBench:
    """``flags`` one after another, then as many with a clip each at a real console while the centre is away."""

    flags: int = 200
    minutes: float = 0.5
    tiles: int = 9


def bench_flag(wish: FlagBench, on_step: Step) -> list[Row]:
    """Raises KnownError when a program does not come up."""
    with bench_folder() as folder, bench_city(folder, on_step) as services:
        on_step("bench-step-flag")
        camera = CameraId(services.cameras_for_wall(1)[0])
        with _events(services, folder) as events, _inbox(services) as inbox:
            rows = _one_by_one(events, inbox, camera, wish.flags)
        on_step("bench-step-outage")
        outage = Outage(wish.flags, wish.minutes, wish.tiles)
        return rows + measure_outage(outage, services, folder, lambda: signed_in(services, credentials.OPERATOR))


class _Inbox:
    """When each flag first reached a police page that listens."""

    def __init__(self) -> None:
        self.arrived_s: dict[UUID, float] = {}
        self._news = threading.Condition()

    def on_pushed(self, event: PushEvent) -> None:
        if event.kind is PushKind.FLAG_UPDATED:
            with self._news:
                self.arrived_s.setdefault(FlagRecord.model_validate_json(event.data).id, time.monotonic())
                self._news.notify_all()

    def wait_for(self, flag_id: UUID) -> float:
        with self._news:
            self._news.wait_for(lambda: flag_id in self.arrived_s, _WAIT_S)
        return self.arrived_s.get(flag_id, float("nan"))


@contextmanager
def _events(services: CityServices, folder: Path) -> Iterator[EventsService]:
    """A console's events without its window."""
    clock = SystemClock()
    client = signed_in(services, credentials.OPERATOR)
    push = PushFeed(client)
    opened = open_events(Paths(folder / "data", folder / "cache"), clock)
    events = EventsService(opened.database, client, push, clock)
    events.start()
    push.start()
    try:
        yield events
    finally:
        push.close()
        events.close()
        opened.database.close()
        client.close()


@contextmanager
def _inbox(services: CityServices) -> Iterator[_Inbox]:
    client, inbox = signed_in(services, credentials.POLICE), _Inbox()
    push = PushFeed(client)
    push.pushed.connect(inbox.on_pushed)
    push.start()
    _until(lambda: push.up)
    try:
        yield inbox
    finally:
        push.close()
        client.close()


def _one_by_one(events: EventsService, inbox: _Inbox, camera: CameraId, count: int) -> list[Row]:
    disk_ms: list[float] = []
    inbox_ms: list[float] = []
    for number in range(count):
        began_s = time.monotonic()
        flag_id = events.flag(FlagDraft(camera, SystemClock().now_utc(), "KAM-01", 1, f"{number}"))
        disk_ms.append(1000 * (time.monotonic() - began_s))
        inbox_ms.append(1000 * (inbox.wait_for(flag_id) - began_s))
    return [
        Row("flags", count, "flags"),
        Row("Enter to the disk, p50", percentile(disk_ms, 0.5), "ms"),
        Row("Enter to the disk, slowest", max(disk_ms), "ms", _DISK_MOST_MS, "at most"),
        Row("Enter to the police inbox, p50", percentile(inbox_ms, 0.5), "ms"),
        Row("Enter to the police inbox, p95", percentile(inbox_ms, 0.95), "ms", _INBOX_MOST_MS, "at most"),
    ]


def _until(done: Callable[[], bool]) -> None:
    """For at most ``_WAIT_S``; the figures tell what did not come."""
    ends_s = time.monotonic() + _WAIT_S
    while not done() and time.monotonic() < ends_s:
        time.sleep(0.05)
