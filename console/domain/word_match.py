"""How well a few typed words fit a name: beginnings and parts of words, initials, small typing errors."""

from __future__ import annotations

import re
from collections.abc import Iterable

from console.domain.near_words import LEAST_LETTERS, begins_nearly

_WORD = re.compile(r"[^\W_]+")
_EXACT, _BEGINNING, _INITIALS, _INSIDE, _NEARLY = range(5)
_LEAST_INSIDE = 3


def distance(typed: str, names: Iterable[str]) -> int | None:
    """0 is best; None when some typed word fits none of the words of any one name."""
    words = _words(typed)
    found = [far for name in names if (far := _distance(words, _words(name))) is not None]
    return min(found, default=None)


def _distance(typed: list[str], name: list[str]) -> int | None:
    if not typed:
        return None
    if len(typed) == 1 and len(typed[0]) > 1 and "".join(word[0] for word in name).startswith(typed[0]):
        return _INITIALS
    whole = 0
    for word in typed:
        best = min(
            (_of_word(word, one) for one in name), default=None, key=lambda far: _NEARLY + 1 if far is None else far
        )
        if best is None:
            return None
        whole += best
    return whole


def _of_word(typed: str, word: str) -> int | None:
    if word.startswith(typed):
        return _EXACT if word == typed else _BEGINNING
    if len(typed) >= _LEAST_INSIDE and typed in word:
        return _INSIDE
    return _NEARLY if len(typed) >= LEAST_LETTERS and begins_nearly(typed, word) else None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
