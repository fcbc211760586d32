"""How a log record becomes a line, for people or as JSON; whatever looks like a secret is taken out of either."""

from __future__ import annotations

import json
import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from console.base import request_facts
from console.base.scrubbing import scrub


@dataclass(frozen=True)
class LogLine:
    """One record as it was told, for people who look at it on a screen; ``words`` are scrubbed."""

    at_utc: datetime
    level: str
    concern: str
    """The logger's name below ``ronda``."""
    words: str
    camera: str = ""

    @classmethod
    def of(cls, record: logging.LogRecord, whole: str) -> LogLine:
        """``whole``: the record as a line with what stands below it, whose further lines are kept."""
        words = scrub(record.getMessage())
        below = whole.partition("\n")[2]
        return cls(
            datetime.fromtimestamp(record.created, UTC),
            record.levelname,
            record.name.removeprefix("ronda."),
            f"{words}\n{below}" if below else words,
            str(getattr(record, "camera", "")),
        )


_FORMAT = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s %(message)s"


class TextLines(logging.Formatter):
    """One line to read, its request behind it, the exception below."""

    def __init__(self) -> None:
        super().__init__(_FORMAT, "%Y-%m-%dT%H:%M:%S")
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  the name of the base class
        line = super().formatMessage(record)
        facts = request_facts.current()
        return line if facts is None else f"{line} [request {facts.request_id}]"


class JsonLines(logging.Formatter):
    """One JSON object a line: ``time``, ``level``, ``logger``, ``message``, and what else is known."""

    def format(self, record: logging.LogRecord) -> str:
        facts = request_facts.current()
        told: dict[str, str] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrub(record.getMessage()),
            "request_id": facts.request_id if facts else "",
            "user": facts.user_id if facts else "",
            "camera": str(getattr(record, "camera", "")) or (facts.camera_id if facts else ""),
            "exception": scrub(self.formatException(record.exc_info)) if record.exc_info else "",
        }
        always = ("time", "level", "logger", "message")
        return json.dumps({key: value for key, value in told.items() if value or key in always}, ensure_ascii=False)
