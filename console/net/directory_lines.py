"""Reads the directory's pages line by line, and the status of its cameras: what makes no sense is told apart and ends nothing."""

from __future__ import annotations

import hashlib
import json

from pydantic import ValidationError

from console.wire.directory import (
    DIRECTORY_LINE,
    AreaLine,
    BeginLine,
    CameraLine,
    EndLine,
    StatusSnapshot,
    UnreadableLine,
)

AnyLine = BeginLine | AreaLine | CameraLine | EndLine | UnreadableLine
_RECORDS = ("area", "camera")
_LONGEST_ID = 200
_NOT_JSON = "json"
_MARK_LETTERS = 12
_SLICE = 500
_BETWEEN = b'},"'
"""Of two cameras of a status; a name that has it makes a slice unreadable, and all is read at once then."""


def read_line(content: bytes) -> AnyLine:
    """Never raises."""
    try:
        return DIRECTORY_LINE.validate_json(content)
    except ValidationError as error:
        return _unreadable(content, _field(error))


def _field(error: ValidationError) -> str:
    """The innermost name of the first thing that is wrong."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    names = [part for part in first["loc"] if isinstance(part, str)]
    return names[-1] if names and first["type"] != "json_invalid" else _NOT_JSON


def _unreadable(content: bytes, field: str) -> UnreadableLine:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        # Also what is no UTF-8.
        found = None
    kind, name = (found.get("t"), found.get("id")) if isinstance(found, dict) else (None, None)
    if kind in _RECORDS and isinstance(name, str) and name:
        return UnreadableLine(str(kind), name[:_LONGEST_ID], field)
    mark = hashlib.sha256(content).hexdigest()[:_MARK_LETTERS]
    return UnreadableLine("line", mark, field or _NOT_JSON)


def read_status(content: bytes) -> StatusSnapshot:
    """Without the cameras whose status makes no sense: nothing is known of them then. Raises ValidationError."""
    try:
        return _in_slices(content)
    except ValidationError:
        return _without_bad_ones(content)


def _in_slices(content: bytes) -> StatusSnapshot:
    """A large city at once would keep the screen's thread waiting: while pydantic reads, no other Python runs."""
    head, found, rest = content.partition(b'"cameras":{')
    parts = rest.removesuffix(b"}}").split(_BETWEEN)
    if not found or not rest.endswith(b"}}}") or len(parts) <= _SLICE:
        return StatusSnapshot.model_validate_json(content)
    whole = StatusSnapshot.model_validate_json(head + b'"cameras":{}}')
    for start in range(0, len(parts), _SLICE):
        opening = b'"' if start else b""
        closing = b"}" if start + _SLICE < len(parts) else b""
        slice_ = opening + _BETWEEN.join(parts[start : start + _SLICE]) + closing
        whole.cameras.update(StatusSnapshot.model_validate_json(b'{"seq":0,"cameras":{%s}}' % slice_).cameras)
    return whole


def _without_bad_ones(content: bytes) -> StatusSnapshot:
    try:
        return StatusSnapshot.model_validate_json(content)
    except ValidationError as error:
        bad = {
            part["loc"][1] for part in error.errors(include_url=False, include_input=False) if _is_camera(part["loc"])
        }
        if not bad:
            raise
    found = json.loads(content)
    good = {name: status for name, status in found["cameras"].items() if name not in bad}
    return StatusSnapshot.model_validate_json(json.dumps({**found, "cameras": good}))


def _is_camera(place: tuple[int | str, ...]) -> bool:
    return len(place) > 1 and place[0] == "cameras"
