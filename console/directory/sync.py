"""One round with the centre: pages of the directory, then what works; each page is one transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.directory.counts import change_status, replace_status
from console.directory.install import PageInstaller, take_out_newcomers
from console.directory.page_ahead import PageAhead
from console.directory.pages import Line, Page, Progress, read_progress, write_progress
from console.store.database import Database
from console.wire.directory import DirectoryHead, StatusSnapshot
from console.wire.push import CameraStatusPush

_log = logger("sync")
_OTHER_AREAS = "directory.scope_changed"
_BAD_CURSOR = (
    "directory.cursor_expired",
    "directory.epoch_changed",
    _OTHER_AREAS,
    "directory.cursor_malformed",
)
MOST_RECORDS = 500_000
"""Of one round, five times the largest city: a centre that sends more is broken, and must not fill the disk."""
_MOST_BEHIND = 3


class DirectoryCentre(Protocol):
    """The part of the centre's client that the directory needs."""

    def directory_changes(self, cursor: str = "", limit: int = 5000) -> Iterator[Line]: ...

    def directory_head(self, etag: str = "") -> tuple[DirectoryHead, str] | None: ...

    def status(self) -> StatusSnapshot: ...


@dataclass(frozen=True)
class _Head:
    """Where the centre stood when a round began."""

    head: DirectoryHead
    etag: str

    def reached_by(self, page: Page) -> bool:
        return page.begin.epoch == self.head.epoch and page.begin.seq_to >= self.head.seq


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
            # Of rows that were fetched for another person the tag proves nothing.
            unsure = progress.installing or progress.foreign
            found = self._centre.directory_head("" if unsure else progress.etag)
            if found is None:
                return False
            head = _Head(*found)
            with PageAhead(self._centre.directory_changes) as ahead:
                self._take_pages(ahead, head, on_page, should_stop)
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

    def _take_pages(
        self, ahead: PageAhead, head: _Head, on_page: Callable[[], None], should_stop: Callable[[], bool]
    ) -> None:
        left, behind, more = self._most_records, 0, True
        while more and not should_stop():
            page = self._page(ahead, head, left)
            # A centre that never comes to an end with empty pages is stopped, too.
            left -= max(1, len(page.records)) if page else 1
            more = page is None or page.end.more
            if page and not more and not head.reached_by(page):
                # A snapshot that went on after a while ends where it began; what changed since is the next delta.
                behind += 1
                more = behind <= _MOST_BEHIND
            # What is told between pages happens between requests, too.
            ahead.wait()
            on_page()

    def _page(self, ahead: PageAhead, head: _Head, most_records: int) -> Page | None:
        """None when the directory begins anew instead."""
        progress = read_progress(self._database)
        try:
            page = ahead.page(progress.cursor, most_records)
        except KnownError as error:
            if error.code == "directory.too_large":
                self._give_up(progress)
                raise KnownError(error.code, most=self._most_records) from error
            if error.code not in _BAD_CURSOR or not progress.cursor:
                raise
            self._begin_anew(progress, error.code)
            return None
        if progress.cursor and not _goes_on(progress, page):
            self._begin_anew(progress, "the page does not go on where the cursor was")
            return None
        if page.end.more and page.end.cursor == progress.cursor:
            # It leads to itself: nobody would ever come to its end.
            raise KnownError("directory.incomplete")
        if page.end.more:
            ahead.begin(page.end.cursor)
        self._install(progress, page, head)
        return page

    def _install(self, progress: Progress, page: Page, head: _Head) -> None:
        snapshot = page.begin.mode == "snapshot"
        done = self._after(progress, page, head)
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
        foreign = progress.foreign or why == _OTHER_AREAS
        with self._database.transaction() as write:
            write_progress(write, replace(progress, cursor="", installing=False, foreign=foreign))

    def _give_up(self, progress: Progress) -> None:
        """The directory stays as it was before; the next try begins at its beginning."""
        with self._database.transaction() as write:
            if progress.installing:
                take_out_newcomers(write, progress.generation, first=not progress.synced_utc)
            write_progress(write, replace(progress, cursor="", installing=False))

    def _after(self, progress: Progress, page: Page, head: _Head) -> Progress:
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
        etag = head.etag if head.reached_by(page) else ""
        # The centre took this person's cursor, or what it did not send has gone: all that is left is this person's.
        return replace(done, installing=False, foreign=False, etag=etag, synced_utc=self._clock.now_utc().isoformat())


def _goes_on(progress: Progress, page: Page) -> bool:
    """A centre should refuse a cursor of another epoch; and a snapshot begun in its middle would lose what came before."""
    is_known = page.begin.epoch == progress.epoch
    return is_known and (page.begin.mode == "delta" or progress.installing)
