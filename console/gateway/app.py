"""The gateway as a web application: takes signed flags, shows them, sends what officers say."""

from __future__ import annotations

import base64
import binascii
import hmac
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.redaction import Secret
from console.base.throttle import Throttle
from console.gateway.book import Book
from console.gateway.page import POLICY, STYLE, page, wait_page
from console.gateway.sending import Sending
from console.handoff.answer import ANSWER_TYPES, AnswerData
from console.handoff.cloud_event import CloudEvent, new_message_id, read_event
from console.handoff.keys import VerifyingKey
from console.handoff.signing import verify
from console.wire.problem import Problem

_MOST_BYTES = 256 * 1024
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="Ronda", charset="UTF-8"'}
_PAGE = "page"
_STATUSES = {"handoff.message_malformed": 422}


@dataclass(frozen=True)
class Gateway:
    """One running gateway."""

    book: Book
    sending: Sending
    clock: Clock
    centre_keys: tuple[VerifyingKey, ...]
    password: Secret | None
    """Of the page; None leaves the page shut."""
    throttle: Throttle


def create_gateway_app(gateway: Gateway) -> FastAPI:
    """Its lifespan owns the thread that sends."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        gateway.sending.start()
        yield
        gateway.sending.stop()
        gateway.book.close()

    app = FastAPI(title="Ronda police gateway", openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.gateway = gateway
    app.add_exception_handler(KnownError, _on_known)
    app.add_exception_handler(TooManyTriesError, _on_too_many)
    app.add_api_route("/hooks/cctv", take_message, methods=["POST"], status_code=204)
    app.add_api_route("/", show_page, methods=["GET"])
    app.add_api_route("/style.css", show_style, methods=["GET"])
    app.add_api_route("/flags/{flag_id}/answers", say, methods=["POST"])
    return app


def _gateway(request: Request) -> Gateway:
    gateway = request.app.state.gateway
    assert isinstance(gateway, Gateway)  # noqa: S101 - set by create_gateway_app, tells mypy its type
    return gateway


async def _on_known(_request: Request, error: Exception) -> Response:
    """503: it may pass, and the centre tries again."""
    code = error.code if isinstance(error, KnownError) else "gateway.internal"
    return JSONResponse(Problem(code=code).model_dump(), 503)


async def bounded_body(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST_BYTES:
            raise HTTPException(413)
    return body


Body = Annotated[bytes, Depends(bounded_body)]


def take_message(request: Request, body: Body) -> Response:
    """204 once it is on disk, the first time and every other time."""
    gateway = _gateway(request)
    now = gateway.clock.now_utc()
    try:
        message = verify(request.headers, body, gateway.centre_keys, now)
        gateway.book.take(_event_of(body, message.id), body, now)
    except KnownError as error:
        if not error.code.startswith("handoff."):
            raise
        return JSONResponse(Problem(code=error.code).model_dump(), _STATUSES.get(error.code, 401))
    return Response(status_code=204)


def _event_of(body: bytes, message_id: str) -> CloudEvent:
    event = read_event(body)
    if event.id != message_id:
        raise KnownError("handoff.message_malformed")
    return event


class TooManyTriesError(Exception):
    """Of the page's password, from one address."""

    def __init__(self, wait_s: float) -> None:
        super().__init__()
        self.wait_s = math.ceil(wait_s)


async def _on_too_many(request: Request, error: Exception) -> Response:
    wait_s = error.wait_s if isinstance(error, TooManyTriesError) else 0
    text = wait_page(wait_s, request.headers.get("accept-language", ""))
    headers = {"Retry-After": str(wait_s), "Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return HTMLResponse(text, 429, headers=headers)


def signed_in(request: Request) -> None:
    """A browser asks without a password first, which is no try. Whoever guesses waits, whatever name goes with it."""
    gateway = _gateway(request)
    given = _given_password(request)
    if gateway.password is None or given is None:
        raise HTTPException(401, headers=_CHALLENGE)
    address = request.client.host if request.client else ""
    if wait_s := gateway.throttle.begin(_PAGE, address):
        raise TooManyTriesError(wait_s)
    if not hmac.compare_digest(given, gateway.password.reveal().encode()):
        raise HTTPException(401, headers=_CHALLENGE)
    gateway.throttle.succeeded(_PAGE, address)


def _given_password(request: Request) -> bytes | None:
    scheme, _, told = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        return base64.b64decode(told, validate=True).partition(b":")[2]
    except binascii.Error:
        return None


def from_our_page(request: Request) -> None:
    """A browser sends the password along by itself, so what changes something must come from our own page."""
    origin = urlsplit(request.headers.get("origin", ""))
    if not origin.netloc or origin.netloc != request.headers.get("host"):
        raise HTTPException(403)


def show_page(request: Request, _known: Annotated[None, Depends(signed_in)]) -> HTMLResponse:
    text = page(_gateway(request).book.flags(), request.headers.get("accept-language", ""))
    return HTMLResponse(text, headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-store"})


def show_style() -> Response:
    return Response(STYLE, media_type="text/css")


def say(
    request: Request,
    flag_id: UUID,
    body: Body,
    _known: Annotated[None, Depends(signed_in)],
    _ours: Annotated[None, Depends(from_our_page)],
) -> RedirectResponse:
    gateway = _gateway(request)
    form = {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
    kind = form.get("kind", "")
    if kind not in {known.value for known in ANSWER_TYPES} or not gateway.book.knows(flag_id):
        raise HTTPException(404)
    now = gateway.clock.now_utc()
    data = AnswerData(
        flag_id=flag_id,
        officer_name=form.get("officer_name", "")[:200],
        officer_number=form.get("officer_number", "")[:50],
        at_utc=now,
    )
    event = CloudEvent(
        id=new_message_id(),
        source="urn:ronda:police-gateway",
        type=f"ronda.{kind}",
        time=now,
        data=data.model_dump(mode="json"),
    )
    gateway.book.say(flag_id, kind, event, now)
    gateway.sending.ring()
    return RedirectResponse("/", 303)
