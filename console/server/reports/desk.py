"""One report at a time: each takes a core for seconds, and the centre has others to answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from console.server.centre import Centre
from console.server.problems import Refusal

_WAIT_S = 30.0

T = TypeVar("T")


def counted(centre: Centre, count: Callable[[Connection], T]) -> T:
    """Waits its turn. Raises Refusal 503 ``report.busy``, and what ``count`` raises."""
    if not centre.report_places.acquire(blocking=False):
        raise _busy()
    try:
        if not centre.counting.acquire(timeout=_WAIT_S):
            raise _busy()
        try:
            with centre.database.read() as connection:
                return count(connection)
        finally:
            centre.counting.release()
    finally:
        centre.report_places.release()


def _busy() -> Refusal:
    return Refusal(503, "report.busy", headers={"Retry-After": "30"})
