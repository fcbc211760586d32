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
from console.directory.install import PageInstaller, take_out_newcomers
from console.directory.pages import Line, Page, Progress, complete_page, read_progress, write_progress
from console.store.database import Database
from console.wire.directory import DirectoryHead, StatusSnapshot
from console.wire.push import CameraStatusPush

_log = logger("sync")
_BAD_CURSOR = (
    "directory.cursor_expired",
    "directory.epoch_changed",
    "directory.scope_changed",
    "directory.cursor_malformed",
)
MOST_RECORDS = 500_000
"""Of one round, five times the largest city: a centre that sends more is broken, and must not fill the disk."""


class DirectoryCentre(Protocol):
    """The part of the centre's client that the directory needs."""

    def directory_changes(self, cursor: str = "", limit: int = 5000) -> Iterator[Line]: ...

    def directory_head(self, etag: str = "") -> tuple[DirectoryHead, str] | None: ...

    def status(self) -> StatusSnapshot: ...


class DirectorySync:
    """Any thread, one at a time.

    Raises KnownError net.*, auth.*, centre.*, disk.*, store.*, directory.incomplete, directory.too_large.
    """

    def __init__(
        self, database: Database, centre: DirectoryCentre, clock: Clock, most_records: int = MOST_RECORDS
    ) -> None:
        self._database = database
        self._centre = centre
        self._clock = clock
        self._most_records = most_records
        self._lock = threading.Lock()
        self._status_seq = 0
        self.wants_status = True
        """A camera is here of which nobody has told how it is: only ``sync_status`` tells."""

    def sync(self, on_page: Callable[[], None], should_stop: Callable[[], bool]) -> bool:
        """Brings areas and cameras to the centre's state, going on where it was interrupted; False if it had been."""
        with self._lock:
            progress = read_progress(self._database)
            # The tag is asked before the pages: what changes meanwhile is found by the next round.
            found = self._centre.directory_head("" if progress.installing else progress.etag)
            if found is None:
                return False
            left, more = self._most_records, True
            while more and not should_stop():
                more, count = self._page(found[1], left)
                # A centre that never comes to an end with empty pages is stopped, too.
                left -= max(1, count)
                on_page()
            return True

    def sync_status(self) -> None:
        """Asks what works."""
        snapshot = self._centre.status()
        with self._database.transaction() as write:
            replace_status(write, snapshot)
        self._status_seq = snapshot.seq
        self.wants_status = False

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

    def _page(self, etag: str, most_records: int) -> tuple[bool, int]:
        """True when there is more; and how many records there were."""
        progress = read_progress(self._database)
        try:
            page = complete_page(self._centre.directory_changes(progress.cursor), most_records)
        except KnownError as error:
            if error.code == "directory.too_large":
                self._give_up(progress)
                raise KnownError(error.code, most=self._most_records) from error
            if error.code not in _BAD_CURSOR or not progress.cursor:
                raise
            self._begin_anew(progress, error.code)
            return True, 0
        if progress.cursor and page.begin.epoch != progress.epoch:
            # A centre should refuse this cursor: its numbers are those of another directory.
            self._begin_anew(progress, "another epoch")
            return True, 0
        if page.end.more and page.end.cursor == progress.cursor:
            # It leads to itself: nobody would ever come to its end.
            raise KnownError("directory.incomplete")
        self._install(progress, page, etag)
        return page.end.more, len(page.records)

    def _install(self, progress: Progress, page: Page, etag: str) -> None:
        snapshot = page.begin.mode == "snapshot"
        done = self._after(progress, page, etag)
        with self._database.transaction() as write:
            first = not progress.synced_utc
            installer = PageInstaller(write, done.generation, snapshot=snapshot, first=first)
            installer.install(page.records)
            if snapshot and not page.end.more:
                installer.finish_snapshot()
            write_progress(write, done)
        self.wants_status = self.wants_status or snapshot or installer.without_status

    def _begin_anew(self, progress: Progress, why: str) -> None:
        _log.info("directory begins anew: %s", why)
        with self._database.transaction() as write:
            write_progress(write, replace(progress, cursor="", installing=False))

    def _give_up(self, progress: Progress) -> None:
        """The directory stays as it was before; the next try begins at its beginning."""
        with self._database.transaction() as write:
            if progress.installing:
                take_out_newcomers(write, progress.generation, first=not progress.synced_utc)
            write_progress(write, replace(progress, cursor="", installing=False))

    def _after(self, progress: Progress, page: Page, etag: str) -> Progress:
        snapshot = page.begin.mode == "snapshot"
        # A snapshot that goes on keeps its generation; its first page begins the next.
        goes_on = not snapshot or (progress.installing and bool(progress.cursor))
        done = replace(
            progress,
            epoch=page.begin.epoch,
            cursor=page.end.cursor,
            generation=progress.generation + int(not goes_on),
        )
        if page.end.more:
            return replace(done, installing=snapshot)
        return replace(done, installing=False, etag=etag, synced_utc=self._clock.now_utc().isoformat())
