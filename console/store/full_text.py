"""Builds FTS5 queries that can't be wrong, whatever a person types."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Runs of letters and digits, case-folded."""
    return _WORD.findall(text.casefold())


def match_all(exact: Iterable[str], prefixes: Iterable[str]) -> str:
    """A query for rows that have every word; empty when there is none (ask nothing of FTS5 then).

    Each word is quoted, so ``AND``, ``NEAR`` or a colon are words like any other.
    """
    wanted = [f'"{word}"' for given in exact for word in words(given)]
    wanted += [f'"{word}"*' for given in prefixes for word in words(given)]
    return " AND ".join(wanted)


def match_groups(exact: Iterable[str], groups: Iterable[tuple[str, Iterable[str]]]) -> str:
    """As ``match_all``, but of each group one is enough: a word that begins with the first, or is one of the others."""
    parts = [match_all(exact, ())]
    for prefix, others in groups:
        choices = [one for one in (match_all((), (prefix,)), *(match_all((other,), ()) for other in others)) if one]
        parts.append(f"({' OR '.join(choices)})" if choices else "")
    return " AND ".join(part for part in parts if part)


def in_column(column: str, query: str) -> str:
    """A query as the others here make it, but within one column only; ``column`` is one of our own names."""
    return f"{{{column}}} : ({query})"
