"""Cameras, their status, the push of their changes, and the way to their feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from console.base.errors import KnownError
from console.net.calls import JSON_BODY, Calls
from console.net.directory_lines import AnyLine, read_line, read_status
from console.net.event_stream import EventStream
from console.net.lines import split_lines
from console.net.transport import Call
from console.wire.closures import ClosureBody, ClosureList, ClosureRecord
from console.wire.directory import DirectoryHead, StatusSnapshot, UnreadableLine
from console.wire.masks import MaskBody, MaskList, MaskRecord
from console.wire.streams import ReservePage, ReserveRequest, TicketAnswer, TicketRequest, TicketWish
from console.wire.terms import LiftBody, LiftRecord, TermsList

_CHUNK_BYTES = 64 * 1024
_NOT_MODIFIED = 304


class DirectoryCalls(Calls):
    """``/v1/directory``, ``/v1/status``, ``/v1/events``, ``/v1/streams``, ``/v1/closures``, ``/v1/masks``,
    ``/v1/viewing-terms``."""

    def directory_changes(self, cursor: str = "", limit: int = 5000) -> Iterator[AnyLine]:
        """The lines of one page as they come; a page is good only when its EndLine came.

        Raises KnownError as every call, ``net.bad_answer`` for what is no page, or a line without end.
        """
        params = {"limit": str(limit), **({"since": cursor} if cursor else {})}
        call = Call("GET", "/v1/directory/changes", headers={"Accept": "application/x-ndjson"}, params=params)
        with self.transport.opened(call) as answer, self.transport.mapped():
            chunks: Iterable[bytes] = answer.iter_content(_CHUNK_BYTES)
            with self.validated():
                for number, content in enumerate(split_lines(chunks)):
                    line = read_line(content)
                    if number == 0 and isinstance(line, UnreadableLine):
                        # Somebody else answered: a proxy's or a captive portal's page.
                        raise KnownError("net.bad_answer", host=self.transport.host, status=200)
                    yield line

    def directory_head(self, etag: str = "") -> tuple[DirectoryHead, str] | None:
        """Where the directory stands, with its ETag; None when it still stands at ``etag``."""
        headers = {"If-None-Match": etag} if etag else {}
        answer = self.transport.ask(Call("GET", "/v1/directory/head", headers=headers))
        if answer.status_code == _NOT_MODIFIED:
            return None
        return self.read(DirectoryHead, answer.content), answer.headers.get("ETag", "")

    def status(self) -> StatusSnapshot:
        content = self.transport.ask(Call("GET", "/v1/status")).content
        with self.validated():
            return read_status(content)

    def events(self, last_id: str = "") -> EventStream:
        """Push; iterate it, and ``close()`` it from any thread."""
        return EventStream(self.transport, last_id)

    def closures(self) -> ClosureList:
        return self.get(ClosureList, "/v1/closures")

    def close_camera(self, camera: str, body: ClosureBody) -> ClosureRecord:
        return self.put(ClosureRecord, f"/v1/closures/{quote(camera, safe='')}", body)

    def open_camera(self, camera: str, body: ClosureBody) -> ClosureRecord:
        path = f"/v1/closures/{quote(camera, safe='')}/end"
        call = Call("POST", path, body.model_dump_json().encode(), JSON_BODY)
        return self.read(ClosureRecord, self.transport.ask(call).content)

    def viewing_terms(self) -> TermsList:
        return self.get(TermsList, "/v1/viewing-terms")

    def lift_terms(self, camera: str, body: LiftBody) -> LiftRecord:
        path = f"/v1/viewing-terms/{quote(camera, safe='')}/lift"
        call = Call("POST", path, body.model_dump_json().encode(), JSON_BODY)
        return self.read(LiftRecord, self.transport.ask(call).content)

    def masks(self) -> MaskList:
        return self.get(MaskList, "/v1/masks")

    def set_mask(self, camera: str, body: MaskBody) -> MaskRecord:
        return self.put(MaskRecord, f"/v1/masks/{quote(camera, safe='')}", body)

    def tickets(self, wishes: Iterable[TicketWish]) -> TicketAnswer:
        body = TicketRequest(feeds=tuple(wishes)).model_dump_json().encode()
        return self.read(TicketAnswer, self.transport.ask(Call("POST", "/v1/streams/tickets", body, JSON_BODY)).content)

    def reserve(self, after: str) -> ReservePage:
        """The tickets of the cameras whose ids follow ``after``."""
        body = ReserveRequest(after=after).model_dump_json().encode()
        return self.read(ReservePage, self.transport.ask(Call("POST", "/v1/streams/reserve", body, JSON_BODY)).content)
