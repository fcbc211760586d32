"""When a delivery that failed is tried again; counted on the monotonic clock, so that no clock jump delays a flag."""

from __future__ import annotations

import threading

from console.base.backoff import Backoff
from console.events.outbox import Job

URGENT_DELAYS_S = (2.0, 5.0, 10.0, 20.0, 30.0)
_NORMAL = Backoff(first_s=2.0, most_s=60.0)


def retry_delay_s(job: Job, failures: int) -> float:
    """Seconds after the ``failures``-th failure in a row; flags of priority 1 follow a fixed, short ladder."""
    if job.is_urgent:
        return URGENT_DELAYS_S[min(failures, len(URGENT_DELAYS_S)) - 1]
    return _NORMAL.delay_s(failures)


class Schedule:
    """The due times of this run of the program; after a restart everything is due at once. Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._due_s: dict[int, float] = {}
        self._failures: dict[int, int] = {}

    def failed(self, job: Job, now_s: float) -> None:
        with self._lock:
            failures = self._failures.get(job.seq, 0) + 1
            self._failures[job.seq] = failures
            self._due_s[job.seq] = now_s + retry_delay_s(job, failures)

    def put_off(self, seq: int, until_s: float) -> None:
        """No failure of its own: it waits with another, and no shorter than it did."""
        with self._lock:
            self._due_s[seq] = max(until_s, self._due_s.get(seq, 0.0))

    def due_s(self, seq: int) -> float:
        """Monotonic; 0 is "at once"."""
        with self._lock:
            return self._due_s.get(seq, 0.0)

    def forget(self, job: Job) -> None:
        with self._lock:
            self._due_s.pop(job.seq, None)
            self._failures.pop(job.seq, None)

    def all_due(self) -> None:
        """The network is back, or a person asked: nothing waits any more."""
        with self._lock:
            self._due_s.clear()
