"""How places are written and typed: RT and RW numbers become single words, whatever zeros and signs are between."""

from __future__ import annotations

import re
from dataclasses import dataclass

from console.domain.area import AreaLevel, area_level
from console.store.full_text import words

_RT_SLASH_RW = re.compile(r"\brt\s*[.:-]?\s*0*(\d+)\s*/\s*(?:rw\s*[.:-]?\s*)?0*(\d+)\b")
_NUMBERED = re.compile(r"(?<![^\W\d_])(rt|rw)\s*[.:-]?\s*0*(\d+)")
_PLACE_WORD = re.compile(r"(rt|rw)\d+")
_MOST_DIGITS = 17
"""Of a call-up number; SQLite's integers end soon after."""
_ABBREVIATIONS = {
    "gg": "gang",
    "gng": "gang",
    "jend": "jenderal",
    "jl": "jalan",
    "jln": "jalan",
    "perum": "perumahan",
    "psr": "pasar",
    "simp": "simpang",
    "spg": "simpang",
    "sta": "stasiun",
    "tmn": "taman",
}
_STATE_SCHOOL = re.compile(r"\b(sd|smp|sma|smk)\s*\.?\s*(?:n|negeri)\b\.?\s*|\b(sd|smp|sma|smk)n\s*\.?\s*(?=\d)")
_SPOKEN_LEVELS = (AreaLevel.RT, AreaLevel.RW)


def normal_words(text: str) -> list[str]:
    """``RT 03/RW 04 Krapyak`` gives ``rt3 rw4 krapyak``; ``RT 3/4`` is how Indonesians write RT 3 RW 4.

    Schools of the state are ``smpn 3``, however they are written.
    """
    return words(_STATE_SCHOOL.sub(_short_school, _numbered(text)))


def _numbered(text: str) -> str:
    lowered = _RT_SLASH_RW.sub(r"rt\1 rw\2 ", text.casefold())
    return _NUMBERED.sub(r" \1\2 ", lowered)


def _short_school(found: re.Match[str]) -> str:
    return f"{found[1] or found[2]}n "


def _typed_words(text: str) -> list[str]:
    """What is typed short may be written long: ``jl`` asks for ``jalan``.

    A beginning such as ``simp`` finds its long form by itself, and may be the beginning of something else.
    """
    long_forms = {short: long for short, long in _ABBREVIATIONS.items() if not long.startswith(short)}
    return [long_forms.get(word, word) for word in normal_words(text)]


def every_form(text: str) -> list[str]:
    """The words that it is found by: each as it is written and in each of its other forms, once."""
    forms: dict[str, None] = {}
    numbered = _numbered(text)
    short = _STATE_SCHOOL.sub(_short_school, numbered)
    # Few are schools; the others have one form, which is not made twice.
    for word in words(short) if short == numbered else (*words(short), *words(numbered)):
        forms[word] = None
        if word in _ABBREVIATIONS:
            forms[_ABBREVIATIONS[word]] = None
    return list(forms)


@dataclass(frozen=True)
class Query:
    """What a person typed: whole words and beginnings of words."""

    exact: tuple[str, ...]
    prefixes: tuple[str, ...]
    number: int | None
    """When a call-up number was typed and nothing else."""


def read_query(text: str) -> Query:
    """RT 3 means RT 3 and never RT 30; every other word may still be half typed."""
    found = _typed_words(text)
    exact = tuple(word for word in found if _PLACE_WORD.fullmatch(word))
    prefixes = tuple(word for word in found if not _PLACE_WORD.fullmatch(word))
    only = found[0] if len(found) == 1 else ""
    is_number = only.isascii() and only.isdigit() and len(only) <= _MOST_DIGITS
    return Query(exact, prefixes, int(only) if is_number else None)


def place_name(code: str, name: str) -> str:
    """What an area is called within a place: ``RT 3`` for RT and RW, else its own name."""
    if area_level(code) in _SPOKEN_LEVELS:
        kind, digits = code.rpartition("/")[2][:2], code.rpartition("/")[2][2:]
        return f"{kind} {int(digits)}"
    return name
