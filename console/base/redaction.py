"""Types whose printed form can't leak: a password or an address with a password is never shown by accident."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit, urlunsplit

_HIDDEN = "***"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_AUTHORITY_END = re.compile(r"[/?#]")


@dataclass(frozen=True)
class Secret:
    """A password or token in memory; ``str``, ``repr`` and f-strings give ``***``, only ``reveal()`` gives the value."""

    _value: str = field(repr=False)

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret(***)"

    def __str__(self) -> str:
        return _HIDDEN


def without_credentials(url: str) -> str:
    """``url`` with user, password, query and fragment taken out: the form that may be logged.

    Where it is not plain what belongs to a password (one with ``/``, ``?`` or ``#`` in it), more is hidden, never less.
    """
    scheme, found, rest = url.partition("://")
    if not found or not _SCHEME.fullmatch(scheme):
        return _HIDDEN
    authority = _AUTHORITY_END.split(rest, maxsplit=1)[0]
    if "@" in rest[len(authority) :]:
        return f"{scheme}://{_HIDDEN}"
    try:
        parts = urlsplit(f"{scheme}://{rest.rpartition('@')[2]}")
        port = parts.port
    except ValueError:
        return f"{scheme}://{_HIDDEN}"
    host = parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    if port is not None:
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


def with_credentials(url: str, user: str, password: Secret) -> str:
    """``url`` with percent-encoded user and password, for a library that takes them nowhere else; never log it."""
    if not user:
        return url
    parts = urlsplit(url)
    netloc = parts.netloc.rpartition("@")[2]
    userinfo = f"{quote(user, safe='')}:{quote(password.reveal(), safe='')}"
    return urlunsplit((parts.scheme, f"{userinfo}@{netloc}", parts.path, parts.query, parts.fragment))
