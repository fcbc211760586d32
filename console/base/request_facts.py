"""What a log line says about the request that it belongs to: its id, whose it is, and which camera it concerns."""

from __future__ import annotations

import secrets
from contextvars import ContextVar, Token
from dataclasses import dataclass, field


@dataclass
class RequestFacts:
    """Filled while the request goes on; threads that work for it share it with the thread that began it."""

    request_id: str = field(default_factory=lambda: secrets.token_hex(8))
    user_id: str = ""
    """Never the name: logs travel."""
    camera_id: str = ""


_current: ContextVar[RequestFacts | None] = ContextVar("request_facts", default=None)


def begin() -> tuple[RequestFacts, Token[RequestFacts | None]]:
    """The facts of a new request, and what ``end`` takes."""
    facts = RequestFacts()
    return facts, _current.set(facts)


def end(token: Token[RequestFacts | None]) -> None:
    _current.reset(token)


def current() -> RequestFacts | None:
    """None outside of requests."""
    return _current.get()


def note(*, user_id: str = "", camera_id: str = "") -> None:
    """Adds what has become known; outside of a request nothing happens."""
    facts = _current.get()
    if facts is not None:
        facts.user_id = user_id or facts.user_id
        facts.camera_id = camera_id or facts.camera_id
