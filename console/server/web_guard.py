"""Around every request: limits of size, headers of safety, a log line without secrets, and an answer even to our own bugs."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from console.base import request_facts
from console.base.clock import Clock
from console.base.logs import logger
from console.server.centre import Centre
from console.server.monitoring.meters import UNKNOWN_ROUTE
from console.server.problems import Refusal, problem_answer

_LOG = logger("centre.access")
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_DEFAULT_CSP = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
_HSTS = (b"strict-transport-security", b"max-age=31536000")
_UPLOADS = "/v1/uploads/"


class WebGuard:
    """ASGI middleware; the outermost, so that it also sees what others answer."""

    def __init__(self, app: ASGIApp, centre: Centre) -> None:
        self._app = app
        self._body_bytes = centre.settings.limits.body_bytes
        self._clock = centre.clock
        self._meters = centre.meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        facts, token = request_facts.begin()
        answer = _Answer(send, self._clock, facts.request_id, secure=scope["scheme"] == "https")
        began_s = monotonic()
        try:
            # An upload is bounded by its own announced length.
            limited = receive if scope["path"].startswith(_UPLOADS) else _limited(receive, self._body_bytes)
            await self._app(scope, limited, answer.send)
        except Exception:  # noqa: BLE001  the edge of the server: a bug answers 500, is logged, and the rest goes on
            _LOG.exception("bug while answering %s %s", scope["method"], scope["path"])
            if answer.status == 0:
                await problem_answer(500, "centre.internal")(scope, receive, answer.send)
        finally:
            # Path only: a query may hold a cursor, and headers hold tokens.
            took_ms = (monotonic() - began_s) * 1000
            self._meters.answered(_template(scope), scope["method"], answer.status, answer.began_s - began_s)
            _LOG.info("%s %s %d %.0f ms", scope["method"], scope["path"], answer.status, took_ms)
            request_facts.end(token)


def _template(scope: Scope) -> str:
    """What the path is made by; the path itself holds ids, and whatever a stranger tries."""
    route: Any = scope.get("route")
    return str(getattr(route, "path", UNKNOWN_ROUTE))


class _Answer:
    """Adds the headers to whatever is answered, and remembers the status."""

    def __init__(self, send: Send, clock: Clock, request_id: str, *, secure: bool) -> None:
        self._send = send
        self._clock = clock
        self._request_id = request_id.encode()
        self._secure = secure
        self.status = 0
        self.began_s = monotonic()
        """When the answer began; the request when there was none."""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.began_s = monotonic()
            message = {**message, "headers": [*message["headers"], *self._extra(message["headers"])]}
        await self._send(message)

    def _extra(self, present: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        # Consoles compare their clocks with it; ``Date`` has whole seconds only.
        told = self._clock.now_utc().isoformat(timespec="milliseconds").encode()
        extra = [*_HEADERS, (b"ronda-time", told), (b"ronda-request", self._request_id)]
        if not any(name == b"content-security-policy" for name, _ in present):
            extra.append(_DEFAULT_CSP)
        if self._secure:
            extra.append(_HSTS)
        return extra


def _limited(receive: Receive, most: int) -> Receive:
    came = 0

    async def counted() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > most:
            raise Refusal(413, "request.too_large")
        return message

    return counted
