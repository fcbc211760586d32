"""Works out the disturbances whenever states of cameras change, and tells the consoles of the areas concerned."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.cause import CauseNews, Standing
from console.domain.cause_book import CauseBook
from console.server.causes.cameras import CityCameras, StatusMark, read_cameras, read_standing, status_mark
from console.server.causes.store import open_lines, write_news
from console.server.centre import Centre
from console.server.numbering import Event, directory_head
from console.wire.causes import CausesNews
from console.wire.push import PushKind

_LOOK_EVERY_S = 2.0
"""Thousands of states may change within a second, and each look is at all of them."""
_MOST_AREAS = 16
"""More areas than that are told as one event to everybody: each console asks for its own cameras anyway."""


class CauseWatch:
    """``look`` is called every second or so by one thread at a time; what it needs after a restart is in the tables."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._book: CauseBook | None = None
        self._cameras: CityCameras | None = None
        self._mark: StatusMark | None = None
        self._looked_s: float | None = None

    def look(self) -> None:
        """Raises KnownError ``centre.storage``."""
        monotonic_s = self._centre.clock.monotonic_s()
        if self._looked_s is not None and monotonic_s - self._looked_s < _LOOK_EVERY_S:
            return
        self._looked_s = monotonic_s
        now = self._centre.clock.now_utc()
        with self._centre.database.read() as connection:
            standing = self._changed(connection, now)
        if standing is None or self._book is None or self._cameras is None:
            return
        news = self._book.look(standing, now)
        if news:
            self._keep(news, self._cameras)

    def _changed(self, connection: Connection, now_utc: datetime) -> Standing | None:
        """None where nothing can have begun or ended since the last look."""
        mark, seq = status_mark(connection), directory_head(connection).seq
        book = self._book
        is_due = book is None or (book.due_utc is not None and book.due_utc <= now_utc)
        same_directory = self._cameras is not None and self._cameras.seq == seq
        if mark == self._mark and same_directory and not is_due:
            return None
        if self._cameras is None or not same_directory:
            self._cameras = read_cameras(connection)
        if book is None:
            self._book = CauseBook(self._centre.settings.causes, new_id, open_lines(connection))
        self._mark = mark
        return read_standing(connection, self._cameras, now_utc)

    def _keep(self, news: CauseNews, cameras: CityCameras) -> None:
        events = self._events(news, cameras)

        def work(connection: Connection) -> tuple[None, list[Event]]:
            write_news(connection, news, cameras.label)
            return None, events

        try:
            self._centre.write(work)
        except KnownError:
            # Nobody was told of it: it is worked out again from what is kept.
            self._book = None
            raise

    def _events(self, news: CauseNews, cameras: CityCameras) -> list[Event]:
        assert self._book is not None  # noqa: S101  it made the news, tells mypy
        stirred = [line for line in self._book.lines if line.id in news.stirred]
        touched = {camera for line in (*news.opened, *news.closed, *stirred) for camera in line.cameras}
        areas = {cameras.areas[camera] for camera in touched if camera in cameras.areas}
        data = CausesNews(at_utc=self._centre.clock.now_utc()).model_dump_json()
        if not 0 < len(areas) <= _MOST_AREAS:
            return [Event(PushKind.CAUSES_CHANGED, data)]
        return [Event(PushKind.CAUSES_CHANGED, data, area) for area in sorted(areas)]
