"""CPU, memory and threads of a process with all that it started, read from outside so that the measured one pays nothing."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

from console.base.errors import KnownError

_SAMPLE_EVERY_S = 10.0
"""Seldom: reading its memory map holds up the process that is read."""


@dataclass(frozen=True)
class TreeCost:
    """What a process tree used over a stretch of time."""

    cores: float
    pss_mib: float
    """Highest sum of proportional set sizes seen."""
    threads: int
    processes: int


def _family(roots: Sequence[int]) -> list[psutil.Process]:
    try:
        processes = [psutil.Process(pid) for pid in roots]
        if any(process.status() == psutil.STATUS_ZOMBIE for process in processes):
            raise KnownError("bench.program_ended")
        return [member for root in processes for member in (root, *root.children(recursive=True))]
    except psutil.NoSuchProcess as error:
        raise KnownError("bench.program_ended") from error


def _cpu_s(roots: Sequence[int]) -> float:
    """Seconds of all living members, and of the dead ones that were waited for."""
    total_s = 0.0
    for process in _family(roots):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total_s += times.user + times.system + times.children_user + times.children_system
    return total_s


@dataclass(frozen=True)
class TreeState:
    """What a process tree holds at one moment."""

    pss_bytes: int
    threads: int
    handles: int
    """Open file descriptors."""
    processes: int

    @property
    def pss_mib(self) -> float:
        return self.pss_bytes / 2**20


def state_of(roots: Sequence[int]) -> TreeState:
    """Raises KnownError ``bench.program_ended``. Reading its memory map holds up each process for some ms."""
    pss_bytes = threads = handles = processes = 0
    for process in _family(roots):
        try:
            pss_bytes += process.memory_full_info().pss
            threads += process.num_threads()
            handles += process.num_fds()
        except psutil.NoSuchProcess:
            continue
        processes += 1
    return TreeState(pss_bytes, threads, handles, processes)


def measure(roots: Sequence[int], seconds: float) -> TreeCost:
    """Watches processes and their children for ``seconds``. Raises KnownError ``bench.program_ended``."""
    began_s, cpu_before_s = time.monotonic(), _cpu_s(roots)
    most = TreeState(0, 0, 0, 0)
    while (left_s := seconds - (time.monotonic() - began_s)) > 0:
        most = max(most, state_of(roots), key=lambda state: state.pss_bytes)
        time.sleep(min(_SAMPLE_EVERY_S, left_s))
    elapsed_s, cpu_s = time.monotonic() - began_s, _cpu_s(roots) - cpu_before_s
    return TreeCost(cpu_s / elapsed_s, most.pss_mib, most.threads, most.processes)
