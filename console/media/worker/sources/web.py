"""HTTP for the media worker: signs in, follows redirects within the web, trusts as told, and never says a secret."""

from __future__ import annotations

import http.client
import ssl
import urllib.error
import urllib.request
from email.message import Message
from typing import IO
from urllib.parse import urlsplit

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.source_options import SourceOptions
from console.media.worker.sources.source import READ_TIMEOUT_S
from console.media.worker.sources.trust import tls_context

_AGENT = "Ronda"
_TOLD_TO_ALL = frozenset({"referer", "origin", "user-agent"})
"""A portal's pictures often lie on another host, which demands these as well; any other header may be a secret."""
_CODES = {401: "camera.unauthorized", 403: "camera.unauthorized", 404: "camera.not_found", 410: "camera.not_found"}


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to http and https only; what was meant for one host is not told to another."""

    def http_error_302(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage
    ) -> http.client.HTTPResponse | None:
        # Before urllib looks: it refuses most of them too, but says no more than that the answer was no picture.
        if urlsplit(headers.get("location") or headers.get("uri") or "").scheme.lower() not in ("", "http", "https"):
            fp.close()
            raise KnownError("camera.bad_address")
        return super().http_error_302(req, fp, code, msg, headers)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        following = super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # typeshed wants HTTPMessage
        if following is not None and _host(newurl) != _host(req.full_url):
            following.headers = {name: text for name, text in req.headers.items() if name.lower() in _TOLD_TO_ALL}
        return following


class Web:
    """One source's way into the web. One thread."""

    def __init__(self, url: str, user: str, password: Secret, options: SourceOptions) -> None:
        """Raises KnownError ``camera.untrusted`` when the certificate given with the source is none."""
        self._home = _host(url)
        self._headers = dict(options.headers)
        logins = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        if user:
            root = f"{urlsplit(url).scheme}://{urlsplit(url).netloc.rpartition('@')[2]}/"
            logins.add_password(None, root, user, password.reveal())
        try:
            context = tls_context(options)
        except ssl.SSLError:
            raise KnownError("camera.untrusted") from None
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(context=context),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.HTTPDefaultErrorHandler(),
            _Redirects(),
            urllib.request.HTTPDigestAuthHandler(logins),
            urllib.request.HTTPBasicAuthHandler(logins),
        ):
            self._opener.add_handler(handler)

    def get(self, url: str, byte_range: tuple[int, int] | None = None) -> http.client.HTTPResponse:
        """An open answer; its ``url`` is where it really came from. Raises KnownError; reads may raise OSError."""
        if urlsplit(url).scheme.lower() not in ("http", "https"):
            raise KnownError("camera.bad_address")
        at_home = _host(url) == self._home
        mine = {name: text for name, text in self._headers.items() if at_home or name.lower() in _TOLD_TO_ALL}
        headers = {"User-Agent": _AGENT, **mine}
        if byte_range is not None:
            headers["Range"] = f"bytes={byte_range[0]}-{byte_range[1]}"
        try:
            answer = self._opener.open(urllib.request.Request(url, headers=headers), timeout=READ_TIMEOUT_S)  # noqa: S310  web only, see above
        except urllib.error.HTTPError as error:
            with error:
                raise KnownError(_CODES.get(error.code, "camera.unreachable")) from None
        except urllib.error.URLError as error:
            raise KnownError(_code_of(error.reason)) from None
        except (OSError, ValueError, http.client.HTTPException) as error:
            # From None: their texts may hold the address with its secrets.
            raise KnownError(_code_of(error)) from None
        assert isinstance(answer, http.client.HTTPResponse)  # noqa: S101  nothing else is made by these handlers
        return answer


def body_error(error: Exception) -> KnownError:
    """What it means that an answer broke off or went silent; said without its text."""
    return KnownError("camera.timeout" if isinstance(error, TimeoutError) else "camera.unreachable")


def _code_of(error: object) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "camera.untrusted"
    if isinstance(error, TimeoutError):
        return "camera.timeout"
    return "camera.bad_address" if isinstance(error, (ValueError, http.client.InvalidURL)) else "camera.unreachable"


def _host(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme.lower(), parts.hostname or "", parts.port
