"""Why a worker died, as far as can be told: of a crash or a hang in the thread of one feed, or of something else."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from console.domain.camera import CameraId, FeedKey

_MOST_BYTES = 256 * 1024
_CRASH = b"Fatal Python error"
_CRASHED_THREAD = re.compile(rb"^Current thread 0x([0-9a-f]{1,16}) ", re.MULTILINE)
_SPINS_TICKS = 10
"""Hundredths of a second of processor time: what a thread that waits for the interpreter never gets in a second."""
_SPINS_SHARE = 0.8


@dataclass(frozen=True)
class Finding:
    """What a dead or silent worker was found to suffer from."""

    crashed: bool = False
    """Something inside it failed; nobody outside killed it."""
    guilty: FeedKey | None = None
    """The feed whose thread crashed or never let go, where that can be told."""


@dataclass(frozen=True)
class _FeedThread:
    thread: int
    task: int
    feed: FeedKey


def processor_ticks(last_words_fd: int, pid: int, feeds: Collection[FeedKey]) -> dict[FeedKey, int]:
    """Processor time of each feed's thread so far, in the kernel's ticks; to be compared when the worker stays silent."""
    threads = _threads(os.pread(last_words_fd, _MOST_BYTES, 0), feeds)
    return {found.feed: _ticks(pid, found.task) for found in threads}


def waited_s(pid: int) -> float:
    """How long all threads of a process have waited for a processor so far; 0 where the kernel does not tell.

    The second number of each thread's ``schedstat``, nanoseconds: https://docs.kernel.org/scheduler/sched-stats.html.
    """
    total_ns = 0
    with suppress(OSError, IndexError, ValueError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):
                total_ns += int((task / "schedstat").read_bytes().split()[1])
    return total_ns / 1e9


def examine(last_words_fd: int, pid: int, feeds: Collection[FeedKey], before: Mapping[FeedKey, int]) -> Finding:
    """Of a worker that is to be buried, before it is; ``feeds`` are those it was given, ``before`` its processor ticks
    when it fell silent, empty when it did not.

    The file was written by the worker, which may have been led by a camera: whatever it holds, nothing is raised, and
    only a feed that the worker had can be found guilty.
    """
    text = os.pread(last_words_fd, _MOST_BYTES, 0)
    if _CRASH in text:
        return Finding(crashed=True, guilty=_crashed_in(text, _threads(text, feeds)))
    now = processor_ticks(last_words_fd, pid, before) if before else {}
    taken = {feed: now.get(feed, 0) - ticks for feed, ticks in before.items()}
    # One that holds the interpreter keeps all others waiting; on an overloaded machine all of them get a little.
    spins = [feed for feed, ticks in taken.items() if ticks >= max(_SPINS_TICKS, _SPINS_SHARE * sum(taken.values()))]
    return Finding(guilty=spins[0] if spins else None)


def _threads(text: bytes, feeds: Collection[FeedKey]) -> list[_FeedThread]:
    return [found for found in map(_feed_thread, text.splitlines()) if found and found.feed in feeds]


def _feed_thread(line: bytes) -> _FeedThread | None:
    if not line.startswith(b"["):
        return None
    try:
        thread, task, camera_id, quality = json.loads(line)
        return _FeedThread(int(thread), int(task), FeedKey(CameraId(str(camera_id)), str(quality)))
    except (ValueError, TypeError):
        return None


def _crashed_in(text: bytes, threads: list[_FeedThread]) -> FeedKey | None:
    crashed = _CRASHED_THREAD.search(text)
    if crashed is None:
        return None
    thread = int(crashed[1], 16)
    # The kernel gives the numbers of ended threads to new ones: the last line counts.
    return next((found.feed for found in reversed(threads) if found.thread == thread), None)


def _ticks(pid: int, task: int) -> int:
    """User and system time of a thread (proc(5), fields 14 and 15); 0 when it is gone."""
    try:
        with open(f"/proc/{pid}/task/{task}/stat", "rb") as stat:  # noqa: PTH123  a file of the kernel
            fields = stat.read().rpartition(b")")[2].split()
        return int(fields[11]) + int(fields[12])
    except (OSError, IndexError, ValueError):
        return 0
