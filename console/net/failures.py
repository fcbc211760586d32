"""What can go wrong between console and centre, turned into codes, and which of them pass by themselves."""

from __future__ import annotations

import re
import ssl

import requests
import urllib3
from pydantic import ValidationError

from console.base.errors import KnownError
from console.wire.problem import Problem

_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_NAME = re.compile(r"(?!code$)[a-z][a-z0-9_]*")
_LONGEST_CODE = 60
_TOO_MANY = 429
_SERVER_ERRORS = 500
_NO_ROOM = 507
_RETRYABLE = {
    "net.unreachable",
    "net.timeout",
    "net.tls",
    "net.bad_answer",
    "auth.expired",
    "auth.signed_out",
    "auth.too_many_tries",
    "centre.storage",
    "centre.error",
    "centre.busy",
}
_AWAY = ("net.", "centre.storage", "centre.error", "centre.busy")
_PASSING_STATUSES = {
    408: "net.timeout",
    # The centre still waits for the rest of a piece whose connection was cut.
    423: "centre.busy",
    425: "centre.busy",
    _TOO_MANY: "centre.busy",
    _NO_ROOM: "centre.storage",
}


def is_retryable(error: KnownError) -> bool:
    """True when the same request may succeed later without anybody changing it."""
    return error.code in _RETRYABLE


def is_away(error: KnownError) -> bool:
    """True for a centre that can't answer, as against one that says no."""
    return error.code.startswith(_AWAY)


def transport_failure(error: Exception, host: str) -> KnownError:
    """``net.tls``, ``net.timeout`` or ``net.unreachable``; the library's own words stay out: they hold addresses."""
    if _is_tls(error):
        return KnownError("net.tls", host=host)
    if isinstance(error, requests.Timeout) or _has_cause(error, (urllib3.exceptions.ReadTimeoutError, TimeoutError)):
        return KnownError("net.timeout", host=host)
    return KnownError("net.unreachable", host=host)


def refusal(status: int, body: bytes, content_type: str, host: str, retry_after_s: float = 0.0) -> KnownError:
    """The error that a 3xx, 4xx or 5xx answer stands for, by its problem code where it has one."""
    problem = _problem(body, content_type)
    code = problem.code if problem is not None else None
    if status == _TOO_MANY and code == "auth.too_many_tries":
        return KnownError(code, retry_after_s=retry_after_s)
    if status in _PASSING_STATUSES:
        return KnownError(_PASSING_STATUSES[status], host=host)
    if status >= _SERVER_ERRORS:
        return KnownError("centre.storage" if code == "centre.storage" else "centre.error", host=host, status=status)
    if problem is None:
        # Somebody else answered: a proxy's or a captive portal's page.
        return KnownError("net.bad_answer", host=host, status=status)
    named: dict[str, str | float] = {name: text for name, text in problem.params.items() if _NAME.fullmatch(name)}
    named["status"] = status
    return KnownError(problem.code, **named)


def _problem(body: bytes, content_type: str) -> Problem | None:
    if "json" not in content_type:
        return None
    try:
        problem = Problem.model_validate_json(body)
    except ValidationError:
        return None
    return problem if len(problem.code) <= _LONGEST_CODE and _CODE.fullmatch(problem.code) else None


def _is_tls(error: BaseException) -> bool:
    return isinstance(error, requests.exceptions.SSLError) or _has_cause(
        error, (ssl.SSLError, urllib3.exceptions.SSLError)
    )


def _has_cause(error: BaseException, kinds: tuple[type[BaseException], ...]) -> bool:
    seen: set[int] = set()
    todo: list[object] = [error]
    while todo:
        one = todo.pop()
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        if isinstance(one, kinds):
            return True
        seen.add(id(one))
        todo += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return False
