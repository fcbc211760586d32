"""Which incident categories match what is typed, in either language; no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from console.domain.event import IncidentCategory


def matching(categories: Sequence[IncidentCategory], typed: str) -> list[IncidentCategory]:
    """Every word must begin a word of a name or code; categories where the first word begins the name come first."""
    words = typed.lower().split()
    if not words:
        return list(categories)
    found = [category for category in categories if all(_begins_a_word(category, word) for word in words)]
    return sorted(found, key=lambda category: not _names(category)[0].startswith(words[0]))


def _names(category: IncidentCategory) -> tuple[str, str, str]:
    return category.name_id.lower(), category.name_en.lower(), category.code.lower()


def _begins_a_word(category: IncidentCategory, word: str) -> bool:
    separators = str.maketrans("/()-,", "     ")
    words = " ".join(_names(category)).translate(separators).split()
    return any(part.startswith(word) for part in words) or category.code.lower().startswith(word)
