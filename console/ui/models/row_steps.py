"""How one list of rows becomes another by few steps, so that a view keeps what is open and selected; no Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_MOVES = 40
"""More of them take longer than showing all rows anew."""


@dataclass(frozen=True)
class Removed:
    """The rows from ``first`` to ``last``."""

    first: int
    last: int


@dataclass(frozen=True)
class Moved:
    """One row, to where it is afterwards."""

    row: int
    to: int


@dataclass(frozen=True)
class Inserted:
    """So many new rows before ``at``: those that are there afterwards."""

    at: int
    count: int


Step = Removed | Moved | Inserted


def row_steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """To be done in their order; names are unique in each list."""
    wanted = set(new)
    kept = [name for name in old if name in wanted]
    still = set(kept)
    moves = _moves(kept, [name for name in new if name in still])
    if moves is None:
        return [Removed(0, len(old) - 1), Inserted(0, len(new))]
    return [
        *(Removed(first, last) for first, last in reversed(list(_runs(old, still)))),
        *moves,
        *(Inserted(first, last - first + 1) for first, last in _runs(new, still)),
    ]


def _moves(rows: Sequence[str], wanted: Sequence[str]) -> list[Step] | None:
    """None where there are too many."""
    now, place = list(rows), {name: row for row, name in enumerate(wanted)}
    steps: list[Step] = []
    for row, name in enumerate(wanted):
        while now[row] != name:
            if len(steps) == MOST_MOVES:
                return None
            # Either what should be here comes up, or what is here goes down to its place at once.
            step = Moved(row, place[now[row]]) if now[row + 1] == name else Moved(now.index(name, row), row)
            now.insert(step.to, now.pop(step.row))
            steps.append(step)
    return steps


def _runs(names: Sequence[str], known: set[str]) -> Iterator[tuple[int, int]]:
    """The first and last row of each run of names that are not known."""
    first: int | None = None
    for row, name in enumerate(names):
        if name in known:
            if first is not None:
                yield first, row - 1
            first = None
        elif first is None:
            first = row
    if first is not None:
        yield first, len(names) - 1
