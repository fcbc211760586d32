"""Which addresses a centre may have: https, or http on this machine alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from console.base.errors import KnownError
from console.base.loopback import is_loopback
from console.base.redaction import without_credentials


def checked_base_url(text: str) -> str:
    """``text`` without a slash at its end. Raises KnownError ``net.bad_address`` or ``net.insecure``."""
    url = text.strip()
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError as error:
        raise KnownError("net.bad_address", url=url.rpartition("@")[2]) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_fine:
        raise KnownError("net.bad_address", url=url.rpartition("@")[2])
    if parts.username is not None or parts.query or parts.fragment:
        raise KnownError("net.bad_address", url=without_credentials(url))
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise KnownError("net.insecure", host=parts.hostname)
    return url.rstrip("/")
