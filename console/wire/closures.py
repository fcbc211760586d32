"""Closed cameras: ``/v1/closures``, and what ``camera.closure`` tells of one."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from console.domain.closure import LONGEST_REASON, SHORTEST_REASON
from console.wire.model import Message, UtcTime

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=SHORTEST_REASON, max_length=LONGEST_REASON)]


class ClosureBody(Message):
    """Why a camera is closed, or opened again."""

    reason: Reason


class ClosureRecord(Message):
    """How a camera stands, and who brought it there."""

    camera_id: str
    is_closed: bool
    reason: str
    by: str
    at_utc: UtcTime


class ClosureList(Message):
    """The cameras in scope that are closed now."""

    closures: tuple[ClosureRecord, ...]
