"""Probes what nobody watches: batch after batch by the round, and notes what came of each."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Connection, select

from console.base.errors import KnownError
from console.base.logs import logger
from console.domain.probe_round import ProbeCamera, ProbeRound
from console.domain.sighting import How, Sight
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.sightings.beliefs import CENTRE, settle, write_sightings
from console.server.sightings.probe_cameras import Probeable, probe_sources, probeable, used_places
from console.server.sightings.probe_process import BatchLimits, ProbeResult, ProbeSource, probe_batch
from console.server.sightings.tables import CAMERA_SIGHTINGS

_LOG = logger("centre.probes")
_BATCH = 24
_FIRST_AFTER_S = 60.0
"""Consoles say first what they see: that need not be asked."""
_LOAD_EVERY_S = 60.0
_LEAST_PAUSE_S, _MOST_PAUSE_S = 10.0, 60.0
_SEES_S = 600.0
"""A centre that has got no picture of any camera for so long is cut off itself, and is not believed about failures."""
_BUSY_LOAD = 1.5
"""Runnable threads a core, over a minute."""
_SIGHTS = {"live": Sight.LIVE, "same-picture": Sight.SAME_PICTURE}

RunBatch: TypeAlias = Callable[[Sequence[ProbeSource], BatchLimits, Callable[[], bool]], dict[str, ProbeResult]]


def machine_is_busy() -> bool:
    return os.getloadavg()[0] > _BUSY_LOAD * (os.cpu_count() or 1)


@dataclass(frozen=True)
class ProbeMeans:
    """How a batch is run, and when not to; tests bring their own."""

    run: RunBatch = probe_batch
    is_busy: Callable[[], bool] = machine_is_busy
    limits: BatchLimits = field(default_factory=BatchLimits)
    first_after_s: float = _FIRST_AFTER_S


@dataclass(frozen=True)
class _Measured:
    """What came of one probe."""

    camera_id: str
    result: ProbeResult
    sees: bool
    at_utc: datetime


class _Batch:
    """One child process, with a thread that waits for it."""

    def __init__(self, cameras: list[ProbeCamera]) -> None:
        self.cameras = cameras
        self.results: dict[str, ProbeResult] = {}
        self.thread: threading.Thread | None = None


class Prober:
    """Owned by the centre's application: ``look`` from one thread once a second, then ``stop`` once."""

    def __init__(self, centre: Centre, means: ProbeMeans | None = None) -> None:
        self._centre = centre
        self._means = means or ProbeMeans()
        self._round = ProbeRound(centre.settings.probe_round_s or 1.0)
        self._stopping = threading.Event()
        self._known: dict[str, Probeable] = {}
        self._changed: set[str] = set()
        self._alone: deque[ProbeCamera] = deque()
        """Of a batch whose child died: each is asked by itself, and the one that did it is found."""
        self._batch: _Batch | None = None
        self._unwritten: list[_Measured] = []
        now_s = centre.clock.monotonic_s()
        self._begin_at_s = now_s + self._means.first_after_s
        self._load_at_s = now_s
        self._seen_s: float | None = None
        self._is_paused = False

    def look(self) -> None:
        """Raises KnownError ``centre.storage``, ``centre.key_wrong``; what was measured and not written is written later."""
        if not self._centre.settings.probe_round_s or self._stopping.is_set():
            return
        if self._batch is not None:
            if self._batch.thread is not None and self._batch.thread.is_alive():
                return
            batch, self._batch = self._batch, None
            self._take_in(batch)
        self._write()
        now_s = self._centre.clock.monotonic_s()
        if now_s < self._begin_at_s:
            return
        self._begin_at_s = now_s + self._pause_s()
        if self._pauses():
            return
        self._load(now_s)
        self._begin()

    def stop(self) -> None:
        """Ends the child and waits for its thread; what was not answered is asked after the next start."""
        self._stopping.set()
        if self._batch is not None and self._batch.thread is not None:
            self._batch.thread.join()

    def _pause_s(self) -> float:
        needed_s = _BATCH / 2 * self._round.round_s / max(1, len(self._round))
        return min(_MOST_PAUSE_S, max(_LEAST_PAUSE_S, needed_s))

    def _pauses(self) -> bool:
        is_busy = self._means.is_busy()
        if is_busy:
            self._centre.meters.probes_paused()
        if is_busy and not self._is_paused:
            _LOG.info("this machine is busy: no camera is probed meanwhile")
        self._is_paused = is_busy
        return is_busy

    def _load(self, now_s: float) -> None:
        if now_s < self._load_at_s:
            return
        self._load_at_s = now_s + _LOAD_EVERY_S
        with self._centre.database.read() as connection:
            found = {one.camera.id: one for one in probeable(connection, self._centre.clock.now_utc())}
        if self._known:
            # New, opened again, or with another address or login.
            self._changed |= {
                key for key, one in found.items() if key not in self._known or self._known[key].address != one.address
            }
        self._known = found
        asked = self._changed | self._centre.sightings.doubted()
        cameras = [replace(one.camera, asked=key in asked) for key, one in found.items()]
        now = self._now_s()
        self._round.replace(cameras, now)
        self._centre.meters.probe_round(len(self._round), self._round.overdue(now), self._round.without_place)

    def _begin(self) -> None:
        if self._alone:
            cameras = [self._alone.popleft()]
        else:
            known = [one.camera for one in self._known.values()]
            used = used_places(known, self._centre.sightings.watched())
            cameras = self._round.take(self._now_s(), used, _BATCH)
            witness = self._round.witness(used) if cameras and not self._sees(_SEES_S / 2) else None
            cameras += [witness] if witness is not None else []
        if not cameras:
            return
        try:
            with self._centre.database.read() as connection:
                sources = probe_sources(self._centre, connection, [one.id for one in cameras])
        except KnownError:
            self._let_go(cameras)
            raise
        asked = {one.camera_id for one in sources}
        # Closed or gone since all were read: that is no word about the camera, nor about the child.
        self._let_go([one for one in cameras if one.id not in asked])
        batch = _Batch([one for one in cameras if one.id in asked])
        if not batch.cameras:
            return
        batch.thread = threading.Thread(target=self._run, args=(batch, sources), name="probe batch", daemon=True)
        self._batch = batch
        batch.thread.start()

    def _run(self, batch: _Batch, sources: list[ProbeSource]) -> None:
        try:
            batch.results = self._means.run(sources, self._means.limits, self._stopping.is_set)
        except OSError as error:
            _LOG.error("the process that probes cameras can't be started: %s", type(error).__name__)
            batch.results = {one.camera_id: ProbeResult("") for one in sources}
        except Exception:  # noqa: BLE001  the edge of this thread: a bug with one batch must not end the round
            _LOG.exception("bug while probing cameras")
            batch.results = {one.camera_id: ProbeResult("") for one in sources}

    def _take_in(self, batch: _Batch) -> None:
        measured = {key: one for key, one in batch.results.items() if one.code}
        missing = [one for one in batch.cameras if one.id not in batch.results and one.id in self._known]
        if missing and len(batch.cameras) == 1:
            # It took the child down all by itself.
            measured[missing[0].id] = ProbeResult("camera.not_video")
        elif missing:
            _LOG.warning("the process that probes cameras died; %d are asked again one by one", len(missing))
            self._alone.extend(missing)
        now = self._centre.clock.now_utc()
        if any(one.code in _SIGHTS for one in measured.values()):
            self._seen_s = self._centre.clock.monotonic_s()
        sees = self._sees(_SEES_S)
        self._unwritten += [_Measured(key, one, sees, now) for key, one in measured.items()]
        for one in measured.values():
            self._centre.meters.probed(one.code)
        waiting = {one.id for one in self._alone}
        for camera in batch.cameras:
            if camera.id not in waiting:
                self._done(camera, measured.get(camera.id))

    def _sees(self, within_s: float) -> bool:
        return self._seen_s is not None and self._centre.clock.monotonic_s() - self._seen_s <= within_s

    def _done(self, camera: ProbeCamera, result: ProbeResult | None) -> None:
        self._changed.discard(camera.id)
        now_s = self._now_s()
        # Also one that could not be asked waits for its next turn: the child that does not start, starts for none.
        failures = 0 if result is not None and result.code in _SIGHTS else camera.failures + 1
        self._round.done(replace(camera, measured_s=now_s, probed_s=now_s, failures=failures, asked=False), now_s)

    def _let_go(self, cameras: list[ProbeCamera]) -> None:
        for camera in cameras:
            self._done(camera, None)

    def _write(self) -> None:
        measured = list(self._unwritten)
        if not measured:
            return
        now = self._centre.clock.now_utc()

        def work(connection: Connection) -> tuple[None, list[Event]]:
            cameras = {one.camera_id for one in measured}
            before = _rows_of(connection, cameras)
            write_sightings(connection, [_row(one, before.get(one.camera_id)) for one in measured])
            return None, settle(connection, cameras, now)

        self._centre.write(work)
        self._unwritten = []

    def _now_s(self) -> float:
        return self._centre.clock.now_utc().timestamp()


_Before: TypeAlias = tuple[Sight, datetime, datetime | None, int]


def _rows_of(connection: Connection, cameras: Collection[str]) -> dict[str, _Before]:
    mine = select(CAMERA_SIGHTINGS).where(
        CAMERA_SIGHTINGS.c.watcher == CENTRE, CAMERA_SIGHTINGS.c.camera_id.in_(cameras)
    )
    return {
        row.camera_id: (Sight(row.sight), row.since_utc, row.fresh_utc, row.failures)
        for row in connection.execute(mine)
    }


def _row(measured: _Measured, before: _Before | None) -> dict[str, object]:
    result, at_utc = measured.result, measured.at_utc
    sight = _SIGHTS.get(result.code, Sight.NO_CONNECTION)
    known_sight, since, fresh, failures = before or (None, at_utc, None, 0)
    return {
        "camera_id": measured.camera_id,
        "watcher": CENTRE,
        "how": How.PROBED.value,
        "sight": sight.value,
        "reason": "" if sight is not Sight.NO_CONNECTION else result.code[:64],
        "seen_by": "",
        "person": "",
        "since_utc": since if sight is known_sight else at_utc,
        "at_utc": at_utc,
        "fresh_utc": at_utc if sight is Sight.LIVE else fresh,
        "sees": measured.sees,
        "failures": 0 if result.code in _SIGHTS else failures + 1,
        "mark": result.mark,
    }
