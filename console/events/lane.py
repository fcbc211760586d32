"""One thread that empties its part of the outbox, job by job, and waits between the tries."""

from __future__ import annotations

import threading
from collections.abc import Callable

from pydantic import ValidationError

from console.base.clock import Clock
from console.base.errors import BugError, KnownError
from console.base.logs import logger
from console.events.delivery import Deliverer
from console.events.outbox import Job, JobKind, deliverable, job_failed
from console.events.schedule import Schedule
from console.net.failures import is_retryable
from console.store.database import Database

_log = logger("outbox")
IDLE_S = 10.0
CLOSE_WAIT_S = 3.0
_LOCAL_TROUBLE_S = 5.0
_PASSING = ("evidence.rejected", "evidence.unchecked")
_LOCAL = ("disk.", "store.")
_EVERYBODYS = ("net.", "auth.")
"""What meets one job would meet all others just the same."""
_SURE = 3
"""Tries in a row after which it may be the job after all."""


class Lane:
    """Uploads have a lane of their own: a clip on a slow line never delays a flag."""

    def __init__(
        self,
        name: str,
        kinds: tuple[JobKind, ...],
        database: Database,
        deliverer: Deliverer,
        schedule: Schedule,
        clock: Clock,
        *,
        on_change: Callable[[bool], None],
        on_trouble: Callable[[KnownError], None],
        on_idle: Callable[[], None] = lambda: None,
    ) -> None:
        self._kinds = kinds
        self._database = database
        self._deliverer = deliverer
        self._schedule = schedule
        self._clock = clock
        self._on_change = on_change
        self._on_trouble = on_trouble
        self._on_idle = on_idle
        self._wake = threading.Condition()
        self._closing = False
        self._called = False
        self._away: KnownError | None = None
        self._odd: set[int] = set()
        """Jobs that failed as if the centre were away while others went."""
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def call(self) -> None:
        """There may be something to do. Any thread."""
        with self._wake:
            self._called = True
            self._wake.notify_all()

    def ask_to_end(self) -> None:
        with self._wake:
            self._closing = True
            self._wake.notify_all()

    def join(self) -> None:
        if self._thread.is_alive():
            self._thread.join(CLOSE_WAIT_S)

    def _run(self) -> None:
        while not self._closing:
            try:
                self._rest(self._work())
            except KnownError as error:
                # The local disk: nothing is lost by waiting, but a person must know.
                _log.info("outbox stands: %s", error)
                self._on_trouble(error)
                self._rest(_LOCAL_TROUBLE_S)
            except BugError:
                # The owner has closed the database over a request that hung.
                if not self._closing:
                    raise

    def _work(self) -> float:
        """Delivers all that is due; the seconds until there is more to do."""
        while not self._closing:
            with self._wake:
                self._called = False
            jobs = deliverable(self._database, self._kinds)
            now_s = self._clock.monotonic_s()
            due = next((job for job in jobs if self._schedule.due_s(job.seq) <= now_s), None)
            if due is None:
                self._on_idle()
                waits = [self._schedule.due_s(job.seq) - self._clock.monotonic_s() for job in jobs]
                return max(0.0, min([IDLE_S, *waits]))
            self._try_in_order(due, jobs)
        return 0.0

    def _try_in_order(self, due: Job, jobs: list[Job]) -> None:
        """With the centre away the first finds out whether it is back, so that what waited goes in its order."""
        first = due if self._away is None else next((job for job in jobs if job.seq not in self._odd), due)
        self._try(first)
        # Or only this one can't go, whatever the reason: it must not hold up the others.
        is_doubted = self._away is not None and first.attempts >= _SURE
        if is_doubted and self._try(jobs[first.attempts % len(jobs)]):
            self._odd.add(first.seq)
        if self._away is not None and not self._closing:
            self._wait_with(first, jobs, self._away)

    def _wait_with(self, first: Job, jobs: list[Job], error: KnownError) -> None:
        until_s = self._schedule.due_s(first.seq)
        for job in jobs:
            self._schedule.put_off(job.seq, until_s)
        new = [job for job in jobs if job.attempts == 0 and job is not first]
        if new:
            with self._database.transaction() as write:
                for job in new:
                    job_failed(write, job, error.code, refused=False)

    def _try(self, job: Job) -> bool:
        """Whether it went."""
        try:
            self._deliverer.deliver(job)
        except KnownError as error:
            is_everybodys = error.code.startswith(_EVERYBODYS) and job.seq not in self._odd
            self._away = error if is_everybodys else None
            if not self._closing:
                self._note_failure(job, error)
                self._on_change(False)
        except (BugError, ValidationError):
            if self._closing:
                return False
            # A row that can't be read must not keep all others from the police; it stays, and a person sees it.
            _log.exception("outbox row %d can't be delivered", job.seq)
            self._note_failure(job, KnownError("event.unreadable"))
            self._on_change(False)
        else:
            self._away = None
            self._schedule.forget(job)
            self._on_change(True)
            return True
        return False

    def _note_failure(self, job: Job, error: KnownError) -> None:
        passes = is_retryable(error) or error.code in _PASSING or error.code.startswith(_LOCAL)
        _log.info("%s %s: %s, attempt %d", job.kind.value, job.subject_id, error.code, job.attempts + 1)
        # First the pause, so that trouble with the disk below can't make a tight loop.
        self._schedule.failed(job, self._clock.monotonic_s())
        with self._database.transaction() as write:
            job_failed(write, job, error.code, refused=not passes)

    def _rest(self, seconds: float) -> None:
        with self._wake:
            self._wake.wait_for(lambda: self._closing or self._called, seconds)
