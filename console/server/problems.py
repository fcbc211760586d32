"""How the centre says no: every 4xx and 5xx of the API is a ``Problem`` with a code."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from console.base.errors import KnownError
from console.base.logs import logger
from console.wire.problem import Problem

_LOG = logger("centre")
_RETRY_AFTER_S = 2
_PLAIN = {404: "request.unknown_path", 405: "request.unknown_method", 413: "request.too_large"}


class Refusal(HTTPException):
    """A refusal with its status and code; ``detail`` is for logs and holds no secret."""

    def __init__(
        self, status: int, code: str, detail: str = "", headers: Mapping[str, str] | None = None, **params: str
    ) -> None:
        super().__init__(status, detail, dict(headers or {}))
        self.code = code
        self.params = params


def problem_answer(
    status: int, code: str, detail: str = "", headers: Mapping[str, str] | None = None, **params: str
) -> Response:
    body = Problem(code=code, detail=detail, params=params).model_dump(exclude_defaults=True) | {"detail": detail}
    return JSONResponse(body, status, headers=dict(headers or {}))


def storage_answer(code: str, detail: str) -> Response:
    """503: the fault is ours and may pass, so the console tries again."""
    return problem_answer(503, code, detail, {"Retry-After": str(_RETRY_AFTER_S)})


async def _on_http(_request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if isinstance(error, Refusal):
        return problem_answer(error.status_code, error.code, str(error.detail), error.headers, **error.params)
    code = _PLAIN.get(error.status_code, "request.invalid")
    return problem_answer(error.status_code, code, str(error.detail), error.headers)


async def _on_invalid(_request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    # Only where and why: what was sent may be a password.
    faults = [f"{'.'.join(str(part) for part in fault['loc'])}: {fault['type']}" for fault in error.errors()[:10]]
    return problem_answer(422, "request.invalid", "; ".join(faults))


async def _on_known(_request: Request, error: Exception) -> Response:
    if not isinstance(error, KnownError):
        raise error
    return storage_answer(error.code, str(error))


async def _on_disk(_request: Request, error: Exception) -> Response:
    _LOG.error("disk fault: %s", error)
    return storage_answer("centre.storage", type(error).__name__)


def install(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(KnownError, _on_known)
    app.add_exception_handler(OSError, _on_disk)
