"""Stretches of time in memory of a fixed size, and how short ones grow into long ones."""

from __future__ import annotations

from dataclasses import astuple, fields
from typing import Any, Protocol, Self, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Spans: TypeAlias = NDArray[np.void]
"""A column for each field of the stretches' class, in the order of time."""


class Stretch(Protocol):
    """A frozen dataclass of sums over a stretch of time."""

    @property
    def begin_unix_s(self) -> int: ...

    def joined(self, other: Self) -> Self: ...


S = TypeVar("S", bound=Stretch)


def row_type(kind: type[Any]) -> np.dtype[np.void]:
    """The columns for a class of stretches."""
    return np.dtype([(one.name, "f4" if one.type == "float" else "i8") for one in fields(kind)])


class SpanRing:
    """One thread, or under the caller's lock."""

    def __init__(self, length: int, rows: np.dtype[np.void]) -> None:
        self._rows = np.zeros(length, rows)
        self._count = 0

    def add(self, span: Any) -> None:
        self._rows[self._count % len(self._rows)] = astuple(span)
        self._count += 1

    def rows(self) -> Spans:
        """A copy, oldest first."""
        if self._count <= len(self._rows):
            return self._rows[: self._count].copy()
        place = self._count % len(self._rows)
        return np.concatenate((self._rows[place:], self._rows[:place]))

    def newest(self, count: int) -> Spans:
        """A copy of the last so many, oldest first."""
        most = min(count, self._count, len(self._rows))
        return self._rows[np.arange(self._count - most, self._count) % len(self._rows)]

    def forget_from(self, unix_s: int) -> None:
        """Those that begin then or later."""
        kept = self.rows()
        kept = kept[kept["begin_unix_s"] < unix_s]
        self._rows[: len(kept)] = kept
        self._count = len(kept)


def grown(before: S | None, piece: S, begin: S) -> tuple[S | None, S]:
    """What ended before ``piece``, if anything, and what it belongs to; ``begin`` is the empty stretch that it lies in."""
    if before is not None and before.begin_unix_s == begin.begin_unix_s:
        return None, before.joined(piece)
    return before, begin.joined(piece)
