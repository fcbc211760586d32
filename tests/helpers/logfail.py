"""Fails a test that logs a warning nobody expected, from whichever thread it came."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import Protocol


@dataclass
class ExpectedLog:
    """Records that a test allows; ``seen`` counts them."""

    logger: str
    level: int
    contains: str
    required: bool
    seen: int = 0

    def matches(self, record: logging.LogRecord) -> bool:
        """True for a record of this logger or one below it, of this level, with the words in its message."""
        inside = not self.logger or record.name == self.logger or record.name.startswith(f"{self.logger}.")
        return inside and record.levelno == self.level and self.contains in record.getMessage()

    def __str__(self) -> str:
        return f"{logging.getLevelName(self.level)} of {self.logger or 'any logger'} with {self.contains!r}"


class ExpectLog(Protocol):
    """What the fixture ``expect_log`` is, for the annotations of tests."""

    def __call__(
        self, logger: str = "", level: int | str = logging.WARNING, contains: str = "", *, required: bool = True
    ) -> ExpectedLog: ...


class LogFail(logging.Handler):
    """Keeps every record from WARNING up; ``problems()`` tells at the end which were not expected."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []
        self._expected: list[ExpectedLog] = []
        self._records_lock = threading.Lock()

    def emit(self, record: logging.LogRecord) -> None:
        with self._records_lock:
            self._records.append(record)

    def expect(
        self, logger: str = "", level: int | str = logging.WARNING, contains: str = "", *, required: bool = True
    ) -> ExpectedLog:
        """Allows these records, before or after they come; with ``required`` at least one must come."""
        number = level if isinstance(level, int) else logging.getLevelNamesMapping()[level]
        expected = ExpectedLog(logger, number, contains, required)
        self._expected.append(expected)
        return expected

    def problems(self) -> list[str]:
        """One line for each record that nobody expected and each expectation that was not met."""
        with self._records_lock:
            records = tuple(self._records)
        lines = [_describe(record) for record in records if not self._take(record)]
        lines += [f"never came: {expected}" for expected in self._expected if expected.required and not expected.seen]
        return lines

    def _take(self, record: logging.LogRecord) -> bool:
        for expected in self._expected:
            if expected.matches(record):
                expected.seen += 1
                return True
        return False


def _describe(record: logging.LogRecord) -> str:
    place = f"{record.pathname}:{record.lineno}, thread {record.threadName}"
    cause = f" ({record.exc_info[1]!r})" if record.exc_info else ""
    return f"unexpected {record.levelname} of {record.name}: {record.getMessage()}{cause} [{place}]"
