"""One connection of ``GET /v1/events``, readable by one thread and closable by any."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain

import requests

from console.base.errors import KnownError
from console.net.lines import LineTooLongError, split_lines
from console.net.server_sent import PushEvent, parse_events
from console.net.transport import Call, Transport

READ_TIMEOUT_S = 45.0
"""Three of the centre's signs of life (one in 15 s); a longer silence means a dead connection."""
_CHUNK_BYTES = 512


class EventStream:
    """Iterating connects; the first item (None) says that the centre listens, None later is a sign of life.

    Ends without an error when the centre closes or ``close()`` was called. Raises KnownError.
    """

    def __init__(self, transport: Transport, last_id: str) -> None:
        self._transport = transport
        self._last_id = last_id
        self._lock = threading.Lock()
        self._answer: requests.Response | None = None
        self._closed = False

    def __iter__(self) -> Iterator[PushEvent | None]:
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity", "Cache-Control": "no-store"}
        if self._last_id:
            headers["Last-Event-ID"] = self._last_id
        call = Call("GET", "/v1/events", headers=headers, read_timeout_s=READ_TIMEOUT_S)
        try:
            with self._transport.opened(call) as answer, self._transport.mapped():
                self._hold(answer)
                pieces = iter(answer.iter_content(_CHUNK_BYTES))
                # Its headers come before the centre has noted this reader, its first bytes only after: what happened between
                # would be told to nobody, and asked for by nobody once the stream is said to stand.
                first = next(pieces, b"")
                yield None
                yield from parse_events(split_lines(chain((first,), pieces)))
        except KnownError:
            if not self._closed:
                raise
        except LineTooLongError:
            raise KnownError("net.bad_answer", host=self._transport.host, status=200) from None
        finally:
            with self._lock:
                self._answer = None

    def close(self) -> None:
        """Ends the iteration at once, also while it waits for data. Any thread."""
        with self._lock:
            self._closed = True
            if self._answer is not None:
                # Only the socket is shut: closing the response from here would wait for the reader's lock.
                with suppress(ValueError, RuntimeError, OSError):
                    self._answer.raw.shutdown()

    def _hold(self, answer: requests.Response) -> None:
        if "text/event-stream" not in answer.headers.get("Content-Type", ""):
            raise KnownError("net.bad_answer", host=self._transport.host, status=answer.status_code)
        with self._lock:
            if self._closed:
                # Closed while it was connecting: ends like any other close.
                raise KnownError("net.unreachable", host=self._transport.host)
            self._answer = answer
