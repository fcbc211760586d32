"""One POST to the other side: nothing followed, nothing read but the status, and an end to every wait."""

from __future__ import annotations

import http.client
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from socket import SHUT_RDWR
from urllib.parse import urlsplit

from console.handoff.addresses import checked_post_url

_CONNECT_S = 5.0
_OK = range(200, 300)


@dataclass(frozen=True)
class Outcome:
    """What came of one try. Only the status counts: a receiver that says 200 has it, whatever else it says."""

    status: int = 0
    """0 when there was no answer."""
    fault: str = ""
    """``unreachable``, ``timeout``, ``tls``, ``no_http``; empty when there was an answer."""
    retry_after: str = ""

    @property
    def delivered(self) -> bool:
        return self.status in _OK

    def word(self) -> str:
        """For lists and logs: the fault, or the status as digits."""
        return self.fault or str(self.status)


def post(
    url: str, body: bytes, headers: Mapping[str, str], timeout_s: float = 15.0, ca_pem: str | None = None
) -> Outcome:
    """Blocks for at most ``timeout_s``. Never raises for what the network or the other side does.

    Raises KnownError ``handoff.address_bad``, ``handoff.address_insecure`` for a URL that is not to be posted to.
    """
    parts = urlsplit(checked_post_url(url))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    late = threading.Event()
    try:
        connection = _connection(parts.scheme, str(parts.hostname), parts.port, ca_pem)
        with _ended_after(connection, timeout_s, late):
            outcome = _answer(connection, target, body, headers)
    except ssl.SSLError:
        outcome = Outcome(fault="tls")
    except OSError:
        outcome = Outcome(fault="unreachable")
    # Headers that we cut off look complete, so a late answer counts as none: the message is the same when it comes again.
    return Outcome(fault="timeout") if late.is_set() else outcome


def _connection(scheme: str, host: str, port: int | None, ca_pem: str | None) -> http.client.HTTPConnection:
    if scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=_CONNECT_S)
    return http.client.HTTPSConnection(
        host, port, timeout=_CONNECT_S, context=ssl.create_default_context(cadata=ca_pem)
    )


def _answer(connection: http.client.HTTPConnection, target: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
    connection.connect()
    connection.sock.settimeout(None)  # _ended_after ends the wait as a whole: one timeout a read would never end a drip
    try:
        connection.request("POST", target, body, {"User-Agent": "Ronda", "Connection": "close", **headers})
        response = connection.getresponse()
    except http.client.HTTPException:
        return Outcome(fault="no_http")
    return Outcome(status=response.status, retry_after=response.headers.get("Retry-After", ""))


@contextmanager
def _ended_after(connection: http.client.HTTPConnection, timeout_s: float, late: threading.Event) -> Iterator[None]:
    def end() -> None:
        late.set()
        with suppress(OSError, AttributeError):  # not connected yet, or gone already
            connection.sock.shutdown(SHUT_RDWR)

    watch = threading.Timer(timeout_s, end)
    watch.name = "end of a post"
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        watch.join()
        connection.close()


def retry_after_s(text: str, now_utc: datetime) -> float | None:
    """Seconds that a ``Retry-After`` asks for, as a number or as a date; None when it says nothing usable."""
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return None if moment.tzinfo is None else max(0.0, (moment - now_utc).total_seconds())
