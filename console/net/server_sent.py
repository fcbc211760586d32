"""Server-sent events: the format of ``text/event-stream``, parsed line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from console.wire.push import PushKind


@dataclass(frozen=True)
class PushEvent:
    """One event of the centre; ``data`` is JSON that the reader of its kind validates."""

    id: str
    kind: PushKind
    data: bytes


def parse_events(lines: Iterable[bytes]) -> Iterator[PushEvent | None]:
    """Events of kinds that we know; None for every other sign of life (comment, unknown kind, retry)."""
    last_id, kind, data = "", "", list[bytes]()
    for line in lines:
        if line:
            name, _, value = line.partition(b":")
            value = value.removeprefix(b" ")
            if name == b"data":
                data.append(value)
            elif name == b"event":
                kind = value.decode("utf-8", "replace")
            elif name == b"id" and b"\0" not in value:
                last_id = value.decode("utf-8", "replace")
            continue
        known = kind in PushKind._value2member_map_
        yield PushEvent(last_id, PushKind(kind), b"\n".join(data)) if known and data else None
        kind, data = "", []
