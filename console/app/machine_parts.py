"""What our processes are at this moment: the console, the nursery and each media worker."""

from __future__ import annotations

import os
from collections.abc import Callable

from console.health.lag import LagStatistics
from console.health.machine_meter import CONSOLE, NURSERY, PartLook, worker_name
from console.health.processes import process_sample
from console.media.metrics import EngineMetrics


class MachineParts:
    """``look`` takes some ms a process, so not on the screen's thread."""

    def __init__(
        self,
        metrics: Callable[[], EngineMetrics],
        lag: LagStatistics,
        waiting: Callable[[], int],
    ) -> None:
        """``lag`` is of the screen's loop and is emptied by each look."""
        self._metrics = metrics
        self._lag = lag
        self._waiting = waiting

    def look(self) -> dict[str, PartLook]:
        engine = self._metrics()
        told = {os.getpid(): (CONSOLE, self._lag.take().p99_ms, self._waiting())}
        if engine.nursery_pid:
            told[engine.nursery_pid] = (NURSERY, 0.0, 0)
        for worker in engine.workers:
            told[worker.pid] = (worker_name(worker.number), worker.late_ms, worker.waiting)
        found: dict[str, PartLook] = {}
        for sample in process_sample(told):
            name, lag_ms, waiting = told[sample.pid]
            found[name] = PartLook(sample, lag_ms, waiting)
        return found
