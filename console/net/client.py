"""The centre's API as typed calls: wire messages in, wire messages out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from pydantic import ValidationError

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.net.event_stream import EventStream
from console.net.lines import LineTooLongError, split_lines
from console.net.transport import Call, TokenSource, Transport
from console.net.uploads import Upload
from console.wire.auth import PasswordGrant, RefreshGrant, TokenAnswer
from console.wire.directory import (
    DIRECTORY_LINE,
    AreaLine,
    BeginLine,
    CameraLine,
    DirectoryHead,
    EndLine,
    StatusSnapshot,
)
from console.wire.events import (
    BookmarkBody,
    BookmarkRecord,
    Category,
    CategoryList,
    EvidenceBody,
    EvidenceRecord,
    FlagBody,
    FlagList,
    FlagRecord,
    FlagState,
)
from console.wire.model import Message
from console.wire.streams import TicketAnswer, TicketRequest, TicketWish

M = TypeVar("M", bound=Message)
AnyLine = BeginLine | AreaLine | CameraLine | EndLine
_JSON = {"Content-Type": "application/json"}
_CHUNK_BYTES = 64 * 1024
_NOT_MODIFIED = 304


class CentreClient:
    """Any thread. Every call raises KnownError: net.*, auth.*, centre.*, or the code that the centre gave.

    ``net.failures.is_retryable`` says which pass by themselves.
    """

    def __init__(self, base_url: str, ca_file: Path | None = None) -> None:
        self._transport = Transport(base_url, ca_file)

    @property
    def base_url(self) -> str:
        return self._transport.base_url

    def use_tokens(self, source: TokenSource) -> None:
        """Every call from now on is made with tokens of ``source``."""
        self._transport.use_tokens(source)

    def close(self) -> None:
        self._transport.close()

    def sign_in(self, username: str, password: Secret) -> TokenAnswer:
        """Raises ``auth.wrong_password`` or ``auth.too_many_tries`` (``retry_after_s``)."""
        grant = PasswordGrant(username=username, password=password.reveal())
        return self._token(grant, "auth.wrong_password")

    def renew(self, refresh_token: Secret) -> TokenAnswer:
        """Raises ``auth.expired`` when the centre will not take the token any more."""
        return self._token(RefreshGrant(refresh_token=refresh_token.reveal()), "auth.expired")

    def sign_out(self) -> None:
        """Ends this sign-in at the centre, with its refresh token."""
        self._transport.ask(Call("POST", "/v1/auth/sign-out"))

    def directory_changes(self, cursor: str = "", limit: int = 5000) -> Iterator[AnyLine]:
        """The lines of one page as they come; a page is good only when its EndLine came."""
        params = {"limit": str(limit), **({"since": cursor} if cursor else {})}
        call = Call("GET", "/v1/directory/changes", headers={"Accept": "application/x-ndjson"}, params=params)
        with self._transport.opened(call) as answer, self._transport.mapped():
            chunks: Iterable[bytes] = answer.iter_content(_CHUNK_BYTES)
            with self._validated():
                for line in split_lines(chunks):
                    yield DIRECTORY_LINE.validate_json(line)

    def directory_head(self, etag: str = "") -> tuple[DirectoryHead, str] | None:
        """Where the directory stands, with its ETag; None when it still stands at ``etag``."""
        headers = {"If-None-Match": etag} if etag else {}
        answer = self._transport.ask(Call("GET", "/v1/directory/head", headers=headers))
        if answer.status_code == _NOT_MODIFIED:
            return None
        return self._read(DirectoryHead, answer.content), answer.headers.get("ETag", "")

    def status(self) -> StatusSnapshot:
        return self._get(StatusSnapshot, "/v1/status")

    def events(self, last_id: str = "") -> EventStream:
        """Push; iterate it, and ``close()`` it from any thread."""
        return EventStream(self._transport, last_id)

    def put_bookmark(self, bookmark_id: UUID, body: BookmarkBody) -> BookmarkRecord:
        return self._put(BookmarkRecord, f"/v1/bookmarks/{bookmark_id}", body)

    def put_flag(self, flag_id: UUID, body: FlagBody) -> FlagRecord:
        return self._put(FlagRecord, f"/v1/flags/{flag_id}", body)

    def put_evidence(self, flag_id: UUID, evidence_id: UUID, body: EvidenceBody) -> EvidenceRecord:
        return self._put(EvidenceRecord, f"/v1/flags/{flag_id}/evidence/{evidence_id}", body)

    def upload_evidence(
        self,
        path: Path,
        evidence_id: UUID,
        content_type: str,
        *,
        resume_url: str = "",
        on_url: Callable[[str], None] = lambda _url: None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> bool:
        """True when the centre has every byte (it still has to check them); False when stopped."""
        metadata = {"evidence_id": str(evidence_id), "filename": path.name, "filetype": content_type}
        upload = Upload(self._transport, path, metadata, on_url=on_url, should_stop=should_stop)
        return upload.send(resume_url)

    def flag(self, flag_id: UUID) -> FlagRecord:
        return self._get(FlagRecord, f"/v1/flags/{flag_id}")

    def open_flags(self) -> tuple[FlagRecord, ...]:
        """The newest flags in scope that nobody acknowledged yet."""
        found: list[FlagRecord] = []
        for state in (FlagState.RECEIVED, FlagState.DELIVERED):
            answer = self._transport.ask(Call("GET", "/v1/flags", params={"state": state.value}))
            found += self._read(FlagList, answer.content).flags
        return tuple(found)

    def categories(self) -> tuple[Category, ...]:
        return self._get(CategoryList, "/v1/categories").categories

    def tickets(self, wishes: Iterable[TicketWish]) -> TicketAnswer:
        body = TicketRequest(feeds=tuple(wishes)).model_dump_json().encode()
        return self._read(TicketAnswer, self._transport.ask(Call("POST", "/v1/streams/tickets", body, _JSON)).content)

    def _token(self, grant: PasswordGrant | RefreshGrant, code_when_refused: str) -> TokenAnswer:
        body = grant.model_dump_json().encode()
        try:
            answer = self._transport.ask(Call("POST", "/v1/auth/token", body, _JSON, signed_in=False))
        except KnownError as error:
            if error.params.get("status") in (400, 401):
                raise KnownError(code_when_refused) from None
            raise
        return self._read(TokenAnswer, answer.content)

    def _get(self, kind: type[M], path: str) -> M:
        return self._read(kind, self._transport.ask(Call("GET", path)).content)

    def _put(self, kind: type[M], path: str, body: Message) -> M:
        call = Call("PUT", path, body.model_dump_json().encode(), _JSON)
        return self._read(kind, self._transport.ask(call).content)

    def _read(self, kind: type[M], content: bytes) -> M:
        with self._validated():
            return kind.model_validate_json(content)

    @contextmanager
    def _validated(self) -> Iterator[None]:
        try:
            yield
        except (ValidationError, LineTooLongError):
            # The cause is cut: pydantic quotes the input, which may hold a token or a ticket.
            raise KnownError("net.bad_answer", host=self._transport.host, status=200) from None
