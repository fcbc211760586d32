"""Types whose printed form can't leak: a password or an address with a password is never shown by accident."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit, urlunsplit


@dataclass(frozen=True)
class Secret:
    """A password or token in memory; ``str``, ``repr`` and f-strings give ``***``, only ``reveal()`` gives the value."""

    _value: str = field(repr=False)

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret(***)"

    def __str__(self) -> str:
        return "***"


def without_credentials(url: str) -> str:
    """``url`` with user, password, query and fragment taken out: the form that may be logged."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    if parts.port is not None:
        host = f"{host}:{parts.port}"
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


def with_credentials(url: str, user: str, password: Secret) -> str:
    """``url`` with percent-encoded user and password, for a library that takes them nowhere else; never log it."""
    if not user:
        return url
    parts = urlsplit(url)
    netloc = parts.netloc.rpartition("@")[2]
    userinfo = f"{quote(user, safe='')}:{quote(password.reveal(), safe='')}"
    return urlunsplit((parts.scheme, f"{userinfo}@{netloc}", parts.path, parts.query, parts.fragment))
