"""Where messages may be posted to: https, or http on this machine alone; never with a password in the address."""

from __future__ import annotations

from urllib.parse import urlsplit

from console.base.errors import KnownError
from console.base.loopback import is_loopback
from console.base.redaction import without_credentials


def checked_post_url(text: str) -> str:
    """``text`` as it may be kept and shown.

    Raises KnownError ``handoff.address_bad`` (url), ``handoff.address_insecure`` (host).
    """
    url = text.strip()
    try:
        parts = urlsplit(url)
        fine = parts.port is None or parts.port > 0
    except ValueError as error:
        raise KnownError("handoff.address_bad", url=url.rpartition("@")[2]) from error
    secret_free = parts.username is None and not parts.fragment and url.isprintable() and " " not in url
    if not fine or not secret_free or parts.scheme not in ("http", "https") or not parts.hostname:
        raise KnownError("handoff.address_bad", url=without_credentials(url))
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise KnownError("handoff.address_insecure", host=parts.hostname)
    return url
