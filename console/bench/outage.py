"""A real console while the centre is away: flags with a clip each wait on its disk, and go in order once it is back."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.paths import Paths
from console.bench.console_run import ConsoleRun, ConsoleWish, running_console
from console.bench.report import Row
from console.demo.city_services import CityServices
from console.domain.camera import CameraId
from console.domain.event import FlagDraft
from console.events.service import EventsService
from console.net.client import CentreClient
from console.net.push_feed import PushFeed
from console.store.files import open_events
from console.wire.events import EvidenceBody, EvidenceKind, EvidenceState, FlagRecord

_START_S = 90.0
_DELIVERY_MOST_S = 240.0
_LOOK_EVERY_S = 0.25
_CLIP_BYTES = 500_000
_P99_MOST_MS = 16.0


@dataclass(frozen=True)
class Outage:
    """``flags``, evenly over the ``minutes`` that the centre is away, before a wall of so many ``tiles``."""

    flags: int
    minutes: float
    tiles: int


def measure_outage(wish: Outage, services: CityServices, folder: Path, client: Callable[[], CentreClient]) -> list[Row]:
    """``client`` signs in at the centre that is back. Raises KnownError when a program does not come up or ends."""
    cameras = services.cameras_for_wall(wish.tiles)
    seconds = _START_S + 60 * wish.minutes + _DELIVERY_MOST_S
    with running_console(services, folder, ConsoleWish(cameras, seconds)) as console, _book(folder) as events:
        camera = CameraId(cameras[0])
        before = _with_clip(events, camera, folder)
        # Its arrival tells that the console is up, signed in and sending.
        _arrivals(client(), [before], _START_S)
        services.stop_centre()
        ids = _flagged_meanwhile(events, camera, folder, wish)
        services.restart_centre()
        back_s = time.monotonic()
        found = _arrivals(client(), ids, _DELIVERY_MOST_S)
        took_s = time.monotonic() - back_s
        console.end()
        numbers = [_count_of(found[one]) for one in ids if one in found]
        away = Row("the centre was away", wish.minutes, "min")
        return [away, *delivery_rows(numbers, len(ids), took_s), *_lag_rows(console)]


@contextmanager
def _book(folder: Path) -> Iterator[EventsService]:
    """The console's own book, written to as its window does; the console finds and sends what is in it."""
    paths = Paths(folder / "console" / "data", folder / "console" / "cache")
    _until((paths.data_folder / "events.sqlite").is_file, _START_S)
    nobody = CentreClient("http://127.0.0.1:9")
    opened = open_events(paths, SystemClock())
    try:
        yield EventsService(opened.database, nobody, PushFeed(nobody), SystemClock())
    finally:
        opened.database.close()
        nobody.close()


def _flagged_meanwhile(events: EventsService, camera: CameraId, folder: Path, wish: Outage) -> list[UUID]:
    began_s, ids = time.monotonic(), list[UUID]()
    for number in range(wish.flags):
        time.sleep(max(0.0, began_s + 60 * wish.minutes * number / wish.flags - time.monotonic()))
        ids.append(_with_clip(events, camera, folder))
    time.sleep(max(0.0, began_s + 60 * wish.minutes - time.monotonic()))
    return ids


def _with_clip(events: EventsService, camera: CameraId, folder: Path) -> UUID:
    evidence_id, content, now_utc = new_id(), secrets.token_bytes(_CLIP_BYTES), SystemClock().now_utc()
    path = folder / f"{evidence_id}.mp4"
    path.write_bytes(content)
    flag_id = events.flag(FlagDraft(camera, now_utc, "KAM-05", 2, "outage"), None, [(evidence_id, EvidenceKind.CLIP)])
    body = EvidenceBody(
        kind=EvidenceKind.CLIP,
        camera_id=camera,
        content_type="video/mp4",
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        start_utc=now_utc,
        end_utc=now_utc,
    )
    events.evidence.attach(flag_id, evidence_id, body, path)
    return flag_id


def _arrivals(client: CentreClient, ids: Sequence[UUID], most_s: float) -> dict[UUID, FlagRecord]:
    """The flags that are there with their clips, once all are or ``most_s`` is over."""
    found: dict[UUID, FlagRecord] = {}

    def all_there() -> bool:
        for flag_id in ids:
            if flag_id not in found and (flag := _whole(client, flag_id)) is not None:
                found[flag_id] = flag
        return len(found) == len(ids)

    try:
        _until(all_there, most_s)
    finally:
        client.close()
    return found


def _whole(client: CentreClient, flag_id: UUID) -> FlagRecord | None:
    try:
        flag = client.flag(flag_id)
    except KnownError as error:
        if error.code != "flag.unknown":
            raise
        return None
    return flag if [one.state for one in flag.evidence] == [EvidenceState.COMPLETE] else None


def delivery_rows(numbers: Sequence[int], waiting: int, took_s: float) -> list[Row]:
    """Of the flags that arrived, in the order in which they were made, by the numbers that the centre gave them."""
    span = max(numbers) - min(numbers) + 1 if numbers else 0
    return [
        Row("flags that waited with a clip", waiting, "flags"),
        Row("all of them at the centre, clips and all, after", took_s, "s"),
        Row("at the centre with their clip", len(numbers), "flags", waiting, "at least"),
        Row("other flags there from the same time", span - len(numbers), "flags", 0),
        Row("out of order", sum(b < a for a, b in pairwise(numbers)), "flags", 0),
    ]


def _count_of(flag: FlagRecord) -> int:
    """Flags are numbered as they come: ``SMG-20261123-0042`` is the 42nd of its day."""
    return int(flag.number.rpartition("-")[2])


def _lag_rows(console: ConsoleRun) -> list[Row]:
    metrics: dict[str, Any] = console.metrics()
    lag = metrics["ui_lag_ms"]
    return [
        Row("interface lag p50", lag["p50"], "ms"),
        Row("interface lag p99", lag["p99"], "ms", _P99_MOST_MS),
        Row("interface lag max", lag["max"], "ms"),
        Row("interface lag, measurements", lag["count"], "looks"),
        Row("workers lost", metrics["workers_lost"], "workers", 0),
    ]


def _until(done: Callable[[], bool], most_s: float) -> None:
    """For at most ``most_s``; the figures tell what did not come."""
    ends_s = time.monotonic() + most_s
    while not done() and time.monotonic() < ends_s:
        time.sleep(_LOOK_EVERY_S)
