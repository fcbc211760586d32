"""Takes out of free text what looks like a secret: the last line of defence for logs, crash reports and support files."""

from __future__ import annotations

import re

from console.base.redaction import without_credentials

_HIDDEN = "***"
# Each repetition is bounded: else a long line of one letter would take the square of its length.
# To the next space: where an address ends is not plain when a password holds quotes or brackets.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://\S+")
_NAMES = (
    r"pass(?:word|wd|phrase)?|pwd|secret|token|authorization|cookie|api[_-]?key|private[_-]?key|kata[_ -]?sandi|sandi"
)
_NAMED = re.compile(
    rf"""(?ix) ( [\w-]{{0,40}}(?:{_NAMES})[\w-]{{0,40}} ["']? \s* [:=] \s* )
    (?: (?:bearer|basic)\s+\S+ | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | [^\s&,;)}}\]]+ )"""
)
_SCHEME = re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,}")
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL)
_SIGNING_KEY = re.compile(r"\bwhs[ek]c?_[A-Za-z0-9+/=_-]+")
# Upper case, lower case and digits, long and unbroken: a token. Hashes and ids have one case, names have no digits.
_TOKEN = re.compile(r"\b(?=[\w-]{0,200}[a-z])(?=[\w-]{0,200}[A-Z])(?=[\w-]{0,200}\d)[A-Za-z0-9_-]{32,}")


def scrub(text: str) -> str:
    """``text`` without logins in addresses, named secrets, bearer tokens and keys; more is hidden, never less."""
    text = _PRIVATE_KEY.sub(_HIDDEN, text)
    text = _ADDRESS.sub(lambda found: without_credentials(found[0]), text)
    text = _NAMED.sub(lambda found: f"{found[1]}{_HIDDEN}", text)
    text = _SCHEME.sub(lambda found: f"{found[1]} {_HIDDEN}", text)
    text = _SIGNING_KEY.sub(_HIDDEN, text)
    return _TOKEN.sub(_HIDDEN, text)
