"""Whether a typed word is nearly another one: one letter wrong, missing, too many, or two of them exchanged."""

from __future__ import annotations

LEAST_LETTERS = 4
"""Shorter words are each other's neighbours too often."""


def within_one_edit(one: str, other: str) -> bool:
    """Also true of equal words."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    rest, other_rest = short[same:], long[same:]
    return rest[1:] == other_rest[1:] or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])


def begins_nearly(typed: str, word: str) -> bool:
    """``word`` begins with ``typed``, or with something one edit away: words may still be half typed."""
    size = len(typed)
    return any(within_one_edit(typed, word[:length]) for length in (size - 1, size, size + 1) if length <= len(word))
