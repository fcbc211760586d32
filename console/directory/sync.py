"""One round with the centre: pages of the directory, then what works; each page is one transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.directory.counts import change_status, replace_status
from console.directory.pages import (
    Line,
    PageInstaller,
    Progress,
    complete_page,
    finish,
    read_progress,
    write_progress,
)
from console.store.database import Database
from console.wire.directory import BeginLine, DirectoryHead, EndLine, StatusSnapshot
from console.wire.push import CameraStatusPush

_log = logger("sync")
_BAD_CURSOR = (
    "directory.cursor_expired",
    "directory.epoch_changed",
    "directory.scope_changed",
    "directory.cursor_malformed",
)


class DirectoryCentre(Protocol):
    """The part of the centre's client that the directory needs."""

    def directory_changes(self, cursor: str = "", limit: int = 5000) -> Iterator[Line]: ...

    def directory_head(self, etag: str = "") -> tuple[DirectoryHead, str] | None: ...

    def status(self) -> StatusSnapshot: ...


class DirectorySync:
    """Any thread, one at a time. Raises KnownError net.*, auth.*, centre.*, disk.*, store.*, directory.incomplete."""

    def __init__(self, database: Database, centre: DirectoryCentre, clock: Clock) -> None:
        self._database = database
        self._centre = centre
        self._clock = clock
        self._lock = threading.Lock()
        self._status_seq = 0

    def sync(self, on_page: Callable[[], None], should_stop: Callable[[], bool]) -> bool:
        """Brings areas and cameras to the centre's state, going on where it was interrupted; False if it had been."""
        with self._lock:
            progress = read_progress(self._database)
            # The tag is asked before the pages: what changes meanwhile is found by the next round.
            found = self._centre.directory_head("" if progress.installing else progress.etag)
            if found is None:
                return False
            more = True
            while more and not should_stop():
                more = self._page(found[1])
                on_page()
            return True

    def sync_status(self) -> None:
        """Asks what works."""
        snapshot = self._centre.status()
        with self._database.transaction() as write:
            replace_status(write, snapshot)
        self._status_seq = snapshot.seq

    def apply_status(self, news: Iterable[tuple[str, CameraStatusPush]]) -> bool:
        """Pushes with their event numbers; True when any told something new."""
        # What the last whole status already had is older than it.
        fresh = [push for number, push in news if not number.isdecimal() or int(number) > self._status_seq]
        if not fresh:
            return False
        changes = 0
        with self._database.transaction() as write:
            for push in fresh:
                changes += change_status(write, push)
        return changes > 0

    def _page(self, etag: str) -> bool:
        """True when there is more."""
        progress = read_progress(self._database)
        try:
            begin, changes, end = complete_page(self._centre.directory_changes(progress.cursor))
        except KnownError as error:
            if error.code not in _BAD_CURSOR or not progress.cursor:
                raise
            _log.info("directory begins anew: %s", error.code)
            with self._database.transaction() as write:
                write_progress(write, replace(progress, cursor="", installing=False))
            return True
        snapshot = begin.mode == "snapshot"
        done = self._after(progress, begin, end, etag)
        with self._database.transaction() as write:
            installer = PageInstaller(write, done.generation, snapshot=snapshot)
            installer.install(changes)
            if not end.more:
                finish(write, installer, snapshot=snapshot)
            write_progress(write, done)
        return end.more

    def _after(self, progress: Progress, begin: BeginLine, end: EndLine, etag: str) -> Progress:
        snapshot = begin.mode == "snapshot"
        # A snapshot that goes on keeps its generation; its first page begins the next.
        goes_on = not snapshot or (progress.installing and bool(progress.cursor))
        done = replace(
            progress, epoch=begin.epoch, cursor=end.cursor, generation=progress.generation + int(not goes_on)
        )
        if end.more:
            return replace(done, installing=snapshot)
        return replace(done, installing=False, etag=etag, synced_utc=self._clock.now_utc().isoformat())
