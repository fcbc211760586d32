"""Asks for the next page of the centre's directory while one is written: one ahead, never more."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from itertools import chain
from types import TracebackType
from typing import Self

from console.directory.pages import Line, Page, complete_page

Ask = Callable[[str], Iterator[Line]]
"""By cursor. Raises KnownError, also while it is read."""


class PageAhead:
    """Of one round, for one thread; leaving the block waits for a question that is under way, and drops its answer.

    Only the beginning of the answer is read ahead: the centre's work is what takes long. Reading all of it beside the
    writing made two threads of Python, between which the screen's thread waited three times as long for its turn.
    """

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._begun: _Begun | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drop()

    def begin(self, cursor: str) -> None:
        """In a thread of its own; what goes wrong is told to who asks for that page."""
        self._drop()
        self._begun = _Begun(self._ask, cursor)

    def page(self, cursor: str, most_records: int) -> Page:
        """The one that was begun, if it is that one; else it is asked for now. Raises as ``ask`` and ``complete_page``."""
        if self._begun is None or self._begun.cursor != cursor:
            self._drop()
            return complete_page(self._ask(cursor), most_records)
        begun, self._begun = self._begun, None
        begun.wait()
        return complete_page(begun.lines(), most_records)

    def wait(self) -> None:
        """Until the question that is under way has its first answer."""
        if self._begun is not None:
            self._begun.wait()

    def _drop(self) -> None:
        """The connection goes with the answer."""
        self.wait()
        self._begun = None


class _Begun:
    def __init__(self, ask: Ask, cursor: str) -> None:
        self.cursor = cursor
        self._lines: Iterator[Line] = iter(())
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, args=(ask,), name="page-ahead", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        self._thread.join()

    def lines(self) -> Iterator[Line]:
        if self._error is not None:
            raise self._error
        return self._lines

    def _run(self, ask: Ask) -> None:
        try:
            lines = ask(self.cursor)
            first = next(lines, None)
            self._lines = lines if first is None else chain((first,), lines)
        except Exception as error:  # noqa: BLE001  whatever it is belongs to who asks for the page
            self._error = error
