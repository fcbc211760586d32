"""Keeps what our processes cost: each ten seconds of the last six hours, and five minutes at a time for the disk."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from console.domain.machine_span import MachineSpan
from console.health.feed_rings import LONG_S, TENS_KEPT
from console.health.processes import ProcessSample
from console.health.span_ring import SpanRing, Spans, grown, row_type

CONSOLE, NURSERY = "console", "nursery"
MOST_PARTS = 64
"""That are remembered in memory, 100 kB each; workers that died stay until others need the place."""
MACHINE_TYPE = row_type(MachineSpan)
_MOST_WAITING = 5_000


def worker_name(number: int) -> str:
    return f"worker-{number}"


@dataclass(frozen=True)
class PartLook:
    """One of our processes at one moment."""

    sample: ProcessSample
    lag_ms: float = 0.0
    waiting: int = 0


class MachineMeter:
    """``look`` on one thread; the others on any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rings: dict[str, SpanRing] = {}
        self._open: dict[str, MachineSpan] = {}
        self._before: dict[str, ProcessSample] = {}
        self._finished: list[tuple[str, MachineSpan]] = []
        self._looked_s = 0.0

    def look(self, parts: Mapping[str, PartLook], now_utc: datetime, now_s: float) -> None:
        """All that live; a process's first look only says where it begins."""
        with self._lock:
            passed_s = max(1, round(now_s - self._looked_s))
            begin_s, self._looked_s = int(now_utc.timestamp()) - passed_s, now_s
            for name, part in parts.items():
                before = self._before.get(name)
                if before is not None and before.pid == part.sample.pid:
                    self._add(name, _span(begin_s, passed_s, before, part))
            for gone in self._before.keys() - parts.keys():
                self._end(gone)
            self._before = {name: part.sample for name, part in parts.items()}

    def names(self) -> list[str]:
        with self._lock:
            return list(self._rings)

    def tens(self, name: str) -> Spans | None:
        """The last six hours, in the stretches between looks; None when nothing is known of it."""
        with self._lock:
            ring = self._rings.get(name)
            return ring.rows() if ring is not None else None

    def take_finished(self) -> list[tuple[str, MachineSpan]]:
        """The stretches of five minutes that have ended, once."""
        with self._lock:
            taken, self._finished = self._finished, []
            return taken

    def put_back(self, spans: Iterable[tuple[str, MachineSpan]]) -> None:
        """The disk did not take them: the oldest go when there are too many."""
        with self._lock:
            self._finished = [*spans, *self._finished][-_MOST_WAITING:]

    def end(self) -> None:
        """Finishes what is open."""
        with self._lock:
            for name in list(self._open):
                self._end(name)
            self._before = {}

    def _add(self, name: str, span: MachineSpan) -> None:
        # Popped and put in again: the order of the dictionary is that of the last look.
        ring = self._rings.pop(name, None) or SpanRing(TENS_KEPT, MACHINE_TYPE)
        self._rings[name] = ring
        ring.forget_from(span.begin_unix_s)
        ring.add(span)
        begin = MachineSpan(span.begin_unix_s - span.begin_unix_s % LONG_S)
        ended, self._open[name] = grown(self._open.get(name), span, begin)
        self._keep(name, ended)
        if len(self._rings) > MOST_PARTS:
            self._rings.pop(next(iter(self._rings)))

    def _end(self, name: str) -> None:
        self._keep(name, self._open.pop(name, None))

    def _keep(self, name: str, span: MachineSpan | None) -> None:
        if span is not None:
            self._finished = [*self._finished[-_MOST_WAITING:], (name, span)]


def _span(begin_s: int, passed_s: int, before: ProcessSample, now: PartLook) -> MachineSpan:
    return MachineSpan(
        begin_unix_s=begin_s,
        looked_s=passed_s,
        cpu_ms=max(0, round((now.sample.cpu_s - before.cpu_s) * 1000)),
        pss_bytes=now.sample.pss_bytes,
        threads=now.sample.threads,
        lag_ms=now.lag_ms,
        waiting=now.waiting,
    )
