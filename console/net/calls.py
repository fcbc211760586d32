"""What all calls to the centre share: sending a message, reading one, and saying so when it is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from pydantic import ValidationError

from console.base.errors import KnownError
from console.net.lines import LineTooLongError
from console.net.transport import Call, Transport
from console.wire.model import Message

M = TypeVar("M", bound=Message)
JSON_BODY = {"Content-Type": "application/json"}


class Calls:
    """The base of the calls of each subject. Any thread."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    def get(self, kind: type[M], path: str) -> M:
        return self.read(kind, self.transport.ask(Call("GET", path)).content)

    def put(self, kind: type[M], path: str, body: Message) -> M:
        call = Call("PUT", path, body.model_dump_json().encode(), JSON_BODY)
        return self.read(kind, self.transport.ask(call).content)

    def read(self, kind: type[M], content: bytes) -> M:
        with self.validated():
            return kind.model_validate_json(content)

    @contextmanager
    def validated(self) -> Iterator[None]:
        try:
            yield
        except (ValidationError, LineTooLongError):
            # The cause is cut: pydantic quotes the input, which may hold a token or a ticket.
            raise KnownError("net.bad_answer", host=self.transport.host, status=200) from None
