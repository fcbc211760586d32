"""HTTP to a source: verified TLS, bounded time and size, no password in an error, no redirect to another host with one."""

from __future__ import annotations

import io
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
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from console.base.errors import KnownError
from console.base.redaction import Secret

_PIECE_BYTES = 65_536
_MOST_REDIRECTS = 3
_REDIRECTS = {301, 302, 303, 307, 308}
_CHALLENGED = 401
_REFUSED = {401, 403}


@dataclass(frozen=True)
class FetchLimits:
    """What one request may use."""

    seconds: float = 60.0
    body_bytes: int = 64 * 1024 * 1024
    connect_s: float = 5.0
    silence_s: float = 15.0


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
    """User and password of HTTP's own sign-in: basic, or digest where ``digest`` says so."""
    digest: bool = False
    """The password goes only as an answer to the source's challenge, and not at all where it sends none."""
    also: frozenset[int] = frozenset()
    """Statuses from 400 up whose answer is wanted as well, such as a SOAP fault's."""


@dataclass(frozen=True)
class Answer:
    """A 2xx answer, or one that was asked for by its status, whole."""

    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    cookies: Mapping[str, str] = field(repr=False)
    status: int = 200


class _NoNetrc(AuthBase):
    """Without an ``auth``, requests would take a password from ``~/.netrc``."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _Digest(HTTPDigestAuth):
    """Answers a challenge without reading the page that came with it, which may be endless."""

    def handle_401(self, r: requests.Response, **kwargs: Any) -> requests.Response:
        if r.status_code == _CHALLENGED:
            r.close()
            r.raw = io.BytesIO()
        try:
            answered: requests.Response = super().handle_401(r, **kwargs)  # type: ignore[no-untyped-call]  # stubs lack it
        except (KeyError, TypeError, ValueError):
            return r  # the challenge lacks what could be answered: a refusal as it stands
        return answered


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
        self.url = base_url.rstrip("/")
        self._base = self.url + "/"
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
                    if answer.status_code in _REDIRECTS:
                        url, params = self._followed(ask, url, answer.headers.get("Location", "")), None
                        continue
                    body = self._whole(answer, until)
                    return Answer(body, answer.headers, answer.cookies.get_dict(), answer.status_code)
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
            auth=_sign_in(ask),
            timeout=(self._limits.connect_s, self._limits.silence_s),
            allow_redirects=False,
            stream=True,
        )
        if answer.status_code in ask.also:
            return answer
        if answer.status_code in _REFUSED:
            answer.close()
            raise KnownError("source.refused", host=self.host)
        if answer.status_code not in _REDIRECTS and not answer.ok:
            answer.close()
            raise KnownError("source.error", host=self.host, status=answer.status_code)
        return answer

    def _followed(self, ask: Ask, url: str, location: str) -> str:
        """Only to the same host and never from TLS to plain: whoever is elsewhere gets no password of ours.
        What is not a plain question is never sent twice.
        """
        target = urljoin(url, location)
        here, there = urlsplit(url), urlsplit(target)
        elsewhere = there.hostname != here.hostname or (here.scheme == "https" and there.scheme != "https")
        if elsewhere or ask.method != "GET":
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


def _sign_in(ask: Ask) -> AuthBase:
    if ask.login is None:
        return _NoNetrc()
    user, password = ask.login
    if ask.digest:
        return _Digest(user, password.reveal())
    # As bytes: of text that is not Latin-1 requests would tell the whole, password included.
    return HTTPBasicAuth(user.encode(), password.reveal().encode())


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
