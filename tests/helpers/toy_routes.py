"""The toy centre's answers, route by route."""

from __future__ import annotations

import base64
import gzip
import itertools
import json
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from console.domain.camera import FeedQuality
from console.domain.roles import Role
from console.wire.auth import TokenAnswer, UserInfo
from console.wire.directory import DirectoryHead
from console.wire.events import (
    BookmarkBody,
    BookmarkRecord,
    EvidenceAnnouncement,
    FlagBody,
    FlagChangeBody,
    FlagList,
    FlagWay,
)
from console.wire.model import Message
from console.wire.streams import Ticket, TicketAnswer
from tests.helpers.toy_faults import Fault, FaultKind
from tests.helpers.toy_records import NOW_UTC, ToyUpload

if TYPE_CHECKING:
    from tests.helpers.toy_centre import ToyCentre, ToyServer

PASSWORD = "rahasia-ruang-kendali"
USER = UserInfo(id="u1", username="operator", display_name="Operator", role=Role.OPERATOR, scope=("33.74",))


class ToyTokens:
    """Tokens that are good now; ``expire()`` makes every access token of before old."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.access: set[str] = set()
        self.refresh: set[str] = set()
        self.life_s = 900

    def issue(self) -> TokenAnswer:
        number = next(self._numbers)
        access, refresh = f"access-{number}", f"refresh-{number}"
        self.access.add(access)
        self.refresh.add(refresh)
        return TokenAnswer(access_token=access, refresh_token=refresh, expires_in_s=self.life_s, user=USER)

    def expire(self) -> None:
        self.access.clear()


class Answer(Exception):  # noqa: N818  thrown to end a route early, it is no error
    """What to send."""

    def __init__(self, status: int, body: bytes = b"", kind: str = "application/json", **headers: str) -> None:
        super().__init__(status)
        self.status, self.body, self.kind = status, body, kind
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    @classmethod
    def problem(cls, status: int, code: str) -> Answer:
        return cls(status, json.dumps({"code": code, "detail": "toy"}).encode())


class ToyHandler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else head and body are 40 ms apart
    server: ToyServer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Silent."""

    @property
    def centre(self) -> ToyCentre:
        return self.server.centre

    def do_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        path = urlsplit(self.path).path
        self.centre.requests.append((self.command, path))
        self.centre.headers.append(dict(self.headers.items()))
        fault = self.centre.faults.take(self.command, path)
        if self.centre.is_down or (fault and fault.kind is FaultKind.DROP):
            self.close_connection = True
            return
        if fault and fault.kind is FaultKind.HANG:
            self.centre.faults.released.wait(30)
        answer = _planned(fault) or self._routed(path, body)
        if answer is not None:
            self._send(answer, fault)

    do_GET = do_PUT = do_POST = do_PATCH = do_HEAD = do_any  # noqa: N815  the base class's names

    def _routed(self, path: str, body: bytes) -> Answer | None:
        routes: dict[tuple[str, str], Callable[[str, bytes], Answer | None]] = {
            ("POST", "auth"): self._auth,
            ("GET", "directory"): self._directory,
            ("GET", "status"): lambda _p, _b: Answer(200, _dump(self.centre.records.status_snapshot())),
            ("GET", "events"): self._events,
            ("PUT", "bookmarks"): self._bookmark,
            ("PUT", "flags"): self._put_flag,
            ("GET", "flags"): self._get_flag,
            ("POST", "flags"): self._change_flag,
            ("POST", "uploads"): self._create_upload,
            ("HEAD", "uploads"): self._upload,
            ("PATCH", "uploads"): self._upload,
            ("POST", "streams"): self._tickets,
        }
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if path != "/v1/auth/token" and token not in self.centre.tokens.access:
            return Answer.problem(401, "auth.token_expired")
        route = routes.get((self.command, path.split("/")[2]))
        return route(path, body) if route else Answer.problem(404, "request.unknown_path")

    def _auth(self, path: str, body: bytes) -> Answer:
        tokens = self.centre.tokens
        if path.endswith("sign-out"):
            tokens.expire()
            return Answer(204)
        grant = json.loads(body)
        if grant["grant"] == "password":
            good = grant["password"] == PASSWORD and grant["username"] == USER.username
            return Answer(200, _dump(tokens.issue())) if good else Answer.problem(401, "auth.wrong_password")
        if grant["refresh_token"] not in tokens.refresh:
            return Answer.problem(401, "auth.token_invalid")
        tokens.refresh.discard(grant["refresh_token"])
        return Answer(200, _dump(tokens.issue()))

    def _directory(self, path: str, _body: bytes) -> Answer:
        records = self.centre.records
        if path.endswith("head"):
            etag = f'"{records.epoch}-{records.seq}"'
            if self.headers.get("If-None-Match") == etag:
                return Answer(304, ETag=etag)
            return Answer(200, _dump(DirectoryHead(epoch=records.epoch, seq=records.seq)), ETag=etag)
        query = parse_qs(urlsplit(self.path).query)
        status, lines = records.changes_page(query.get("since", [""])[0], int(query["limit"][0]))
        if status != 200:
            return Answer.problem(status, lines[0])
        packed = gzip.compress("".join(f"{line}\n" for line in lines).encode(), 1)
        return Answer(200, packed, "application/x-ndjson", Content_Encoding="gzip")

    def _bookmark(self, path: str, body: bytes) -> Answer:
        bookmark_id, message = UUID(path.split("/")[3]), BookmarkBody.model_validate_json(body)
        status = self.centre.records.put_bookmark(bookmark_id, message)
        if status == 409:
            return Answer.problem(409, "id_conflict")
        record = BookmarkRecord(id=bookmark_id, body=message, operator="Operator", received_utc=NOW_UTC)
        return Answer(status, _dump(record))

    def _put_flag(self, path: str, body: bytes) -> Answer:
        parts = path.split("/")
        flag_id, records = UUID(parts[3]), self.centre.records
        if len(parts) > 4:
            announced = EvidenceAnnouncement.model_validate_json(body)
            record = records.put_evidence(flag_id, UUID(parts[5]), announced)
            return Answer(200, _dump(record)) if record else Answer.problem(404, "flag.unknown")
        status = records.put_flag(flag_id, FlagBody.model_validate_json(body))
        return Answer.problem(409, "id_conflict") if status == 409 else Answer(status, _dump(records.flags[flag_id]))

    def _change_flag(self, path: str, body: bytes) -> Answer:
        flag_id, records = UUID(path.split("/")[3]), self.centre.records
        code = records.change_flag(flag_id, FlagChangeBody.model_validate_json(body))
        return Answer.problem(409, code) if code else Answer(200, _dump(records.flags[flag_id]))

    def _get_flag(self, path: str, _body: bytes) -> Answer:
        records, parts = self.centre.records, path.split("/")
        if len(parts) == 3:
            state = FlagWay(parse_qs(urlsplit(self.path).query)["state"][0])
            found = tuple(flag for flag in records.flags.values() if flag.state is state)
            return Answer(200, _dump(FlagList(flags=found)))
        flag = records.flags.get(UUID(parts[3]))
        return Answer(200, _dump(flag)) if flag else Answer.problem(404, "flag.unknown")

    def _create_upload(self, _path: str, _body: bytes) -> Answer:
        pairs = dict(pair.split(" ") for pair in self.headers["Upload-Metadata"].split(","))
        evidence_id = UUID(base64.b64decode(pairs["evidence_id"]).decode())
        name = f"/v1/uploads/{len(self.centre.records.uploads) + 1}"
        self.centre.records.uploads[name] = ToyUpload(evidence_id, int(self.headers["Upload-Length"]))
        return Answer(201, Location=f"http://inner.example{name}")

    def _upload(self, path: str, body: bytes) -> Answer:
        upload = self.centre.records.uploads.get(path)
        if upload is None:
            return Answer.problem(404, "upload.unknown")
        if self.command == "PATCH":
            if int(self.headers["Upload-Offset"]) != len(upload.content):
                return Answer.problem(409, "upload.wrong_offset")
            upload.content += body
            if len(upload.content) == upload.length:
                self.centre.records.finish_upload(upload)
        return Answer(204, Upload_Offset=str(len(upload.content)))

    def _tickets(self, _path: str, body: bytes) -> Answer:
        tickets = tuple(
            Ticket(
                camera_id=wish["camera_id"],
                quality=FeedQuality(wish["quality"]),
                url=f"rtsp://farm/{wish['camera_id']}",
                user="viewer",
                password="ticket-password",
                expires_utc=NOW_UTC,
            )
            for wish in json.loads(body)["feeds"]
        )
        return Answer(200, _dump(TicketAnswer(tickets=tickets)))

    def _events(self, _path: str, _body: bytes) -> None:
        records = self.centre.records
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.close_connection = True
        last = int(self.headers.get("Last-Event-ID") or len(records.pushed))
        with suppress(OSError):
            self.wfile.write(_chunk(b"retry: 3000\n\n"))
            while not self.centre.is_down:
                with records.changed:
                    records.changed.wait(0.2)
                    news = records.pushed[last:]
                for number, kind, data in news:
                    self.wfile.write(_chunk(f"id: {number}\nevent: {kind.value}\ndata: {data}\n\n".encode()))
                    last = number
                if not news:
                    self.wfile.write(_chunk(b": here\n\n"))

    def _send(self, answer: Answer, fault: Fault | None) -> None:
        lost = fault is not None and fault.kind is FaultKind.LOSE_ANSWER
        half = fault is not None and fault.kind is FaultKind.HALF_ANSWER
        self.close_connection = self.close_connection or lost or half
        if lost:
            return
        body = b"" if self.command == "HEAD" else answer.body
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if half else body)


def _dump(message: Message) -> bytes:
    return message.model_dump_json().encode()


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def _planned(fault: Fault | None) -> Answer | None:
    if fault is not None and fault.kind is FaultKind.STATUS:
        return Answer.problem(fault.status, fault.code)
    if fault is not None and fault.kind is FaultKind.HTML:
        return Answer(200, b"<html><title>Portal</title></html>", "text/html")
    return None
