"""Fetches the next page of the centre's directory while one is written: one ahead, never more."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from console.base.errors import BugError
from console.directory.pages import Page

Fetch = Callable[[str, int], Page]
"""By cursor, with the most records that it may have. Raises KnownError."""


class PageAhead:
    """Of one round, for one thread; leaving the block waits for a request that is under way."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._begun: _Begun | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wait()

    def begin(self, cursor: str, most_records: int) -> None:
        """In a thread of its own; what it can't fetch is told to who asks for that page."""
        self.wait()
        self._begun = _Begun(self._fetch, cursor, most_records)

    def page(self, cursor: str, most_records: int) -> Page:
        """The one that was begun, if it is that one; else it is fetched now. Raises as the fetch does."""
        begun, self._begun = self._begun, None
        if begun is not None:
            begun.wait()
            if begun.cursor == cursor:
                return begun.result()
        return self._fetch(cursor, most_records)

    def wait(self) -> None:
        """Until nothing is asked of the centre any more."""
        if self._begun is not None:
            self._begun.wait()


class _Begun:
    def __init__(self, fetch: Fetch, cursor: str, most_records: int) -> None:
        self.cursor = cursor
        self._page: Page | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(
            target=self._run, args=(fetch, cursor, most_records), name="page-ahead", daemon=True
        )
        self._thread.start()

    def wait(self) -> None:
        self._thread.join()

    def result(self) -> Page:
        if self._page is None:
            raise self._error or BugError("neither a page nor an error")
        return self._page

    def _run(self, fetch: Fetch, cursor: str, most_records: int) -> None:
        try:
            self._page = fetch(cursor, most_records)
        except Exception as error:  # noqa: BLE001  whatever it is belongs to who asks for the page
            self._error = error
