"""One HTTP session to the centre: verified TLS, a token with one renewal, a request id, timeouts, mapped errors."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.logs import logger
from console.base.loopback import is_loopback
from console.base.redaction import Secret
from console.net.addresses import checked_base_url
from console.net.centre_clock import CentreClock
from console.net.failures import refusal, transport_failure

_log = logger("net")
CONNECT_TIMEOUT_S = 5.0
READ_TIMEOUT_S = 15.0
_UNAUTHORIZED = 401
_FIRST_REFUSAL = 300
_NOT_MODIFIED = 304
_LONGEST_PROBLEM_BYTES = 65536


class TokenSource(Protocol):
    """Who holds the access token; ``console.auth.session.Session`` is one. Any thread."""

    def access_token(self) -> Secret:
        """A token that is good now. Raises KnownError when nobody is signed in."""

    def renew_after(self, rejected: Secret) -> Secret:
        """Another token than ``rejected``. Raises KnownError ``auth.expired`` when there can't be one."""


@dataclass(frozen=True)
class Call:
    """One request; ``path`` starts at the centre's address."""

    method: str
    path: str
    body: bytes = b""
    headers: Mapping[str, str] | None = None
    params: Mapping[str, str] | None = None
    read_timeout_s: float | None = None
    """The longest silence; None for the usual one."""
    signed_in: bool = True


class _Bearer(AuthBase):
    """Sets the header itself: without an ``auth``, requests would prefer a password from ``~/.netrc``."""

    def __init__(self, token: Secret | None) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token is not None:
            request.headers["Authorization"] = f"Bearer {self._token.reveal()}"
        return request


_MOST_KEPT = 32
"""Connections: each part of a console that asks has a thread of its own, and one that finds none kept makes a new one."""


class _VerifyingAdapter(HTTPAdapter):
    """Trusts what the machine trusts, and the city's own authority where one is given."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(pool_maxsize=_MOST_KEPT)

    def init_poolmanager(self, *args: object, **options: object) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **options)  # type: ignore[arg-type]  # pass-through


class Transport:
    """Any thread. Raises KnownError net.*, auth.*, centre.* or the centre's own code."""

    def __init__(self, base_url: str, ca_file: Path | None = None) -> None:
        self.base_url = checked_base_url(base_url)
        self.host = urlsplit(self.base_url).hostname or ""
        self.centre_clock = CentreClock()
        self._clock = SystemClock()
        self._tokens: TokenSource | None = None
        self._session = requests.Session()
        self._session.mount("http://", HTTPAdapter(pool_maxsize=_MOST_KEPT))
        self._session.mount("https://", _VerifyingAdapter(_trust(ca_file)))
        # A proxy of the environment may lead out of the city, but never to this machine.
        self._session.trust_env = not is_loopback(self.host)

    def use_tokens(self, source: TokenSource) -> None:
        self._tokens = source

    def close(self) -> None:
        self._session.close()

    def ask(self, call: Call) -> requests.Response:
        """The whole answer, 2xx or 304."""
        with self.opened(call) as answer, self.mapped():
            _ = answer.content
            return answer

    @contextmanager
    def opened(self, call: Call) -> Iterator[requests.Response]:
        """The answer with its body still to come; read it inside ``mapped()``."""
        answer = self._send(call, None)
        if answer.status_code == _UNAUTHORIZED and call.signed_in:
            answer = self._after_renewal(call, answer)
        try:
            if answer.status_code >= _FIRST_REFUSAL and answer.status_code != _NOT_MODIFIED:
                raise self._refusal(answer)
            yield answer
        finally:
            answer.close()

    @contextmanager
    def mapped(self) -> Iterator[None]:
        """Raises what requests and urllib3 raise as KnownError."""
        try:
            yield
        except requests.exceptions.ContentDecodingError as error:
            raise KnownError("net.bad_answer", host=self.host, status=0) from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            # The cause is cut: its text may hold addresses with tickets.
            raise transport_failure(error, self.host) from None

    def _after_renewal(self, call: Call, rejected: requests.Response) -> requests.Response:
        problem = self._refusal(rejected)
        rejected.close()
        tokens = self._tokens
        if problem.code.startswith("auth.session"):
            raise KnownError("auth.expired")
        if tokens is None or not problem.code.startswith("auth.token"):
            raise problem
        used = rejected.request.headers.get("Authorization", "").removeprefix("Bearer ")
        answer = self._send(call, tokens.renew_after(Secret(used)))
        if answer.status_code == _UNAUTHORIZED:
            answer.close()
            raise KnownError("auth.expired")
        return answer

    def _send(self, call: Call, token: Secret | None) -> requests.Response:
        if token is None and call.signed_in:
            if self._tokens is None:
                raise KnownError("auth.signed_out")
            token = self._tokens.access_token()
        request_id = str(new_id())
        headers = {"X-Request-ID": request_id, "Accept-Encoding": "gzip", **(call.headers or {})}
        sent_utc = self._clock.now_utc()
        with self.mapped():
            answer = self._session.request(
                call.method,
                self.base_url + call.path,
                params=call.params,
                data=call.body or None,
                headers=headers,
                auth=_Bearer(token),
                timeout=(CONNECT_TIMEOUT_S, call.read_timeout_s or READ_TIMEOUT_S),
                allow_redirects=False,
                stream=True,
            )
        self.centre_clock.note(sent_utc, self._clock.now_utc(), answer.headers)
        _log.debug("%s %s -> %d request %s", call.method, call.path, answer.status_code, request_id)
        return answer

    def _refusal(self, answer: requests.Response) -> KnownError:
        with self.mapped():
            body = answer.raw.read(_LONGEST_PROBLEM_BYTES, decode_content=True) or b""
        retry_after = answer.headers.get("Retry-After", "")
        return refusal(
            answer.status_code,
            body,
            answer.headers.get("Content-Type", ""),
            self.host,
            float(retry_after) if retry_after.isdecimal() else 0.0,
        )


def _trust(ca_file: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    extra = ca_file or (Path(os.environ["RONDA_CA_FILE"]) if os.environ.get("RONDA_CA_FILE") else None)
    if extra is None:
        return context
    try:
        context.load_verify_locations(cafile=extra)
    except (OSError, ssl.SSLError) as error:
        raise KnownError("net.ca_file", path=str(extra)) from error
    return context
