"""A full disk for one running program: the kernel's limit on the size of its files, moved from outside, page by page."""

from __future__ import annotations

import os
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.helpers.waiting import wait_until

STEP_BYTES = int(os.environ.get("RONDA_DISK_STEP_BYTES", "32768"))
"""4096 fails each page of the journal once; the default keeps the suite short."""
_MOST_BYTES = 2**20


def limit_files(pid: int, most_bytes: int = resource.RLIM_INFINITY) -> None:
    """No file of the process, and of those that it starts from now on, may grow beyond ``most_bytes``."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))


@contextmanager
def full_disk(pid: int, most_bytes: int) -> Iterator[None]:
    limit_files(pid, most_bytes)
    try:
        yield
    finally:
        limit_files(pid)


def rows(database: Path, query: str, *values: str) -> list[tuple[object, ...]]:
    """What is committed there, as nobody but the disk tells it."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)) as connection:
        return list(connection.execute(query, values))


def empty_journal(database: Path) -> None:
    """So that the next write begins at the first byte of the journal, and a limit means so many pages of it."""

    def emptied() -> bool:
        with closing(sqlite3.connect(database, timeout=10)) as connection:
            return bool(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)

    wait_until(emptied, what="an empty journal")


@dataclass(frozen=True)
class Asked:
    """What a program said to one request, from the emptiest disk to the first that had room."""

    refusals: list[tuple[int, str]]
    """Status and code of each."""
    answer: requests.Response


def asked_on_full_disks(
    pid: int, database: Path, send: Callable[[], requests.Response], is_kept: Callable[[], bool]
) -> Asked:
    """``send`` again and again with a little more room each time until it is answered 2xx; ``is_kept`` then, and on the disk."""
    refusals: list[tuple[int, str]] = []
    for most_bytes in range(0, _MOST_BYTES, STEP_BYTES):
        empty_journal(database)
        with full_disk(pid, most_bytes):
            answer = send()
            if answer.ok:
                assert is_kept(), f"said {answer.status_code} with {most_bytes} bytes to write in, and kept nothing"
                return Asked(refusals, answer)
        refusals.append((answer.status_code, _code(answer)))
    raise AssertionError(f"never taken: {refusals}")


def _code(answer: requests.Response) -> str:
    return str(answer.json()["code"]) if answer.content else ""
