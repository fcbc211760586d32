"""What our processes cost: processor time, memory that is theirs, threads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class ProcessSample:
    """One process at one moment."""

    pid: int
    name: str
    cpu_s: float
    """User and system time since it began."""
    pss_bytes: int
    """Its memory with shared pages divided among their users, so that sums are right; resident size where unknown."""
    threads: int


def process_sample(pids: Iterable[int]) -> list[ProcessSample]:
    """Those of ``pids`` that are alive, in the order given. Reading PSS takes some ms a process: not the UI thread."""
    samples = (_sample(pid) for pid in pids)
    return [sample for sample in samples if sample is not None]


def _sample(pid: int) -> ProcessSample | None:
    try:
        process = psutil.Process(pid)
        with process.oneshot():
            times = process.cpu_times()
            return ProcessSample(
                pid, process.name(), times.user + times.system, _memory_bytes(process), process.num_threads()
            )
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return None


def _memory_bytes(process: psutil.Process) -> int:
    # Windows and macOS know no PSS.
    pss = getattr(process.memory_full_info(), "pss", None)
    return int(pss if pss is not None else process.memory_info().rss)
