"""HTTP to a source: verified TLS, bounded time and size, no password in an error, no redirect to another host with one."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase

from console.base.errors import KnownError
from console.base.redaction import Secret

_CONNECT_S = 5.0
_SILENCE_S = 15.0
_PIECE_BYTES = 65_536
_MOST_REDIRECTS = 3
_REDIRECTS = {301, 302, 303, 307, 308}
_REFUSED = {401, 403}


@dataclass(frozen=True)
class FetchLimits:
    """What one request may use."""

    seconds: float = 60.0
    body_bytes: int = 64 * 1024 * 1024


@dataclass(frozen=True)
class Ask:
    """One request; ``path`` is joined to the source's address."""

    path: str
    method: str = "GET"
    params: Mapping[str, str] = field(default_factory=dict, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    document: Any = field(default=None, repr=False)
    """Sent as JSON."""
    body: bytes | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    login: tuple[str, Secret] | None = field(default=None, repr=False)
    """User and password of HTTP's own basic sign-in."""


@dataclass(frozen=True)
class Answer:
    """A 2xx answer, whole."""

    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    cookies: Mapping[str, str] = field(repr=False)


class _NoNetrc(AuthBase):
    """Without an ``auth``, requests would take a password from ``~/.netrc``."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _Adapter(HTTPAdapter):
    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(pool_maxsize=2)

    def init_poolmanager(self, *args: object, **options: object) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **options)  # type: ignore[arg-type]  # pass-through


class SourceHttp:
    """Requests to one source, one at a time. ``ca_pem`` is trusted besides the system's authorities."""

    def __init__(
        self,
        base_url: str,
        ca_pem: str = "",
        limits: FetchLimits | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """``should_stop`` ends the request that is under way. Raises KnownError ``source.bad_address``, ``source.bad_ca``."""
        parts = urlsplit(base_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password:
            raise KnownError("source.bad_address")
        self.host = parts.hostname
        self._base = base_url.rstrip("/") + "/"
        self._limits = limits or FetchLimits()
        self._should_stop = should_stop
        self._session = requests.Session()
        # A proxy of the environment is for the way out of the city; sources are inside it.
        self._session.trust_env = False
        self._session.mount("https://", _Adapter(_context(ca_pem)))

    def close(self) -> None:
        self._session.close()

    def json(self, ask: Ask) -> Any:
        """The answer's document. Raises as ``ask``, and ``source.bad_answer``."""
        return read_json(self.ask(ask).body, self.host)

    def ask(self, ask: Ask) -> Answer:
        """Raises KnownError ``source.unreachable``, ``source.timeout``, ``source.tls``, ``source.refused``,
        ``source.error`` (status), ``source.too_large`` (mebibytes), ``source.stopped``, each with the ``host``.
        """
        until = time.monotonic() + self._limits.seconds
        url = urljoin(self._base, ask.path.lstrip("/"))
        params: Mapping[str, str] | None = ask.params
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                with self._send(ask, url, params) as answer:
                    if answer.status_code in _REDIRECTS and ask.method == "GET":
                        url, params = self._followed(url, answer.headers.get("Location", "")), None
                        continue
                    return Answer(self._whole(answer, until), answer.headers, answer.cookies.get_dict())
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
                # The cause is cut: its text holds the address, and that a token.
                raise self._failure(error) from None
        raise KnownError("source.error", host=self.host, status=302)

    def _send(self, ask: Ask, url: str, params: Mapping[str, str] | None) -> requests.Response:
        self._check_stop()
        answer = self._session.request(
            ask.method,
            url,
            params=params,
            data=ask.body if ask.body is not None else ask.form,
            json=ask.document,
            headers=dict(ask.headers),
            auth=(ask.login[0], ask.login[1].reveal()) if ask.login else _NoNetrc(),
            timeout=(_CONNECT_S, _SILENCE_S),
            allow_redirects=False,
            stream=True,
        )
        if answer.status_code in _REFUSED:
            answer.close()
            raise KnownError("source.refused", host=self.host)
        if answer.status_code not in _REDIRECTS and not answer.ok:
            answer.close()
            raise KnownError("source.error", host=self.host, status=answer.status_code)
        return answer

    def _followed(self, url: str, location: str) -> str:
        """Only to the same host and never from TLS to plain: whoever is elsewhere gets no password of ours."""
        target = urljoin(url, location)
        here, there = urlsplit(url), urlsplit(target)
        if there.hostname != here.hostname or (here.scheme == "https" and there.scheme != "https"):
            raise KnownError("source.redirected", host=self.host)
        return target

    def _whole(self, answer: requests.Response, until: float) -> bytes:
        pieces = bytearray()
        for piece in answer.iter_content(_PIECE_BYTES):
            self._check_stop()
            pieces += piece
            if len(pieces) > self._limits.body_bytes:
                raise KnownError("source.too_large", host=self.host, mebibytes=self._limits.body_bytes // 1_048_576)
            # A source that trickles would never be silent for long enough.
            if time.monotonic() > until:
                raise KnownError("source.timeout", host=self.host)
        return bytes(pieces)

    def _check_stop(self) -> None:
        if self._should_stop():
            raise KnownError("source.stopped", host=self.host)

    def _failure(self, error: Exception) -> KnownError:
        if isinstance(error, requests.exceptions.SSLError | ssl.SSLError):
            return KnownError("source.tls", host=self.host)
        if isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError | TimeoutError):
            return KnownError("source.timeout", host=self.host)
        return KnownError("source.unreachable", host=self.host)


def read_json(body: bytes, host: str) -> Any:
    """Raises KnownError ``source.bad_answer`` (host)."""
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise KnownError("source.bad_answer", host=host) from error


def _context(ca_pem: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if ca_pem:
        try:
            context.load_verify_locations(cadata=ca_pem)
        except (ssl.SSLError, ValueError) as error:
            raise KnownError("source.bad_ca") from error
    return context
