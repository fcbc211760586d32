"""How much of a stretch of time a camera worked, was down, or was not measured: whole seconds that always add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import reduce
from typing import NamedTuple


class Measured(Enum):
    """What a second of a camera counts as."""

    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"
    """Nobody measured: the centre was off, the camera was not in the directory, or its state is not known."""
    EXEMPT = "exempt"
    """Closed, or outside the hours of its owner's terms: neither up nor down, and no outage."""


_MEANINGS = {"online": Measured.UP, "offline": Measured.DOWN, "stale": Measured.DOWN}
"""By state; a camera whose picture stands still shows nobody what happens. Any other state is no measurement."""


def meaning_of(state: str) -> Measured:
    return _MEANINGS.get(state, Measured.UNKNOWN)


class Piece(NamedTuple):
    """From ``begin_s`` until before ``end_s``, in whole seconds since 1970."""

    begin_s: int
    end_s: int
    kind: Measured


Stretch = tuple[int, int]


@dataclass(frozen=True)
class Tally:
    """The seconds of one camera in a stretch. An outage lasts from when it was found down until it was found up:
    what was not measured, or does not count, in between neither ends it nor makes it longer."""

    up_s: int = 0
    down_s: int = 0
    unknown_s: int = 0
    exempt_s: int = 0
    outages: int = 0
    longest_s: int = 0
    head_s: int = 0
    """Down before it was up for the first time: goes on what the stretch before ended with."""
    tail_s: int = 0
    """Down after it was up for the last time."""

    @property
    def span_s(self) -> int:
        return self.up_s + self.down_s + self.unknown_s + self.exempt_s

    def then(self, later: Tally) -> Tally:
        """With the stretch that follows this one at once: the same as if both had been counted as one."""
        joined_s = self.tail_s + later.head_s
        return Tally(
            self.up_s + later.up_s,
            self.down_s + later.down_s,
            self.unknown_s + later.unknown_s,
            self.exempt_s + later.exempt_s,
            self.outages + later.outages - (1 if self.tail_s and later.head_s else 0),
            max(self.longest_s, later.longest_s, joined_s),
            self.head_s if self.up_s else joined_s,
            later.tail_s if later.up_s else joined_s,
        )


@dataclass(frozen=True)
class Availability:
    """Of one camera, or of many together: seconds are those of all of them."""

    cameras: int = 0
    measured_cameras: int = 0
    """Those of which any second was measured."""
    up_s: int = 0
    down_s: int = 0
    unknown_s: int = 0
    exempt_s: int = 0
    outages: int = 0
    longest_s: int = 0

    @classmethod
    def of(cls, tally: Tally) -> Availability:
        return cls(
            1,
            int(tally.up_s + tally.down_s > 0),
            tally.up_s,
            tally.down_s,
            tally.unknown_s,
            tally.exempt_s,
            tally.outages,
            tally.longest_s,
        )

    def __add__(self, other: Availability) -> Availability:
        return Availability(
            self.cameras + other.cameras,
            self.measured_cameras + other.measured_cameras,
            self.up_s + other.up_s,
            self.down_s + other.down_s,
            self.unknown_s + other.unknown_s,
            self.exempt_s + other.exempt_s,
            self.outages + other.outages,
            max(self.longest_s, other.longest_s),
        )

    @property
    def measured_s(self) -> int:
        return self.up_s + self.down_s

    @property
    def share(self) -> float | None:
        """Up, of the time that was measured; None when none was."""
        return self.up_s / self.measured_s if self.measured_s else None

    @property
    def measured_share(self) -> float | None:
        """Measured, of the time that counts; None when none does."""
        counted_s = self.measured_s + self.unknown_s
        return self.measured_s / counted_s if counted_s else None

    @property
    def repair_s(self) -> int | None:
        """How long an outage lasts on average (MTTR), one that goes on counted as far as it has come."""
        return round(self.down_s / self.outages) if self.outages else None


def pieces(spells: Iterable[Piece], blanks: Sequence[Piece], begin_s: int, end_s: int) -> Iterator[Piece]:
    """The stretch without a hole: spells where no blank lies, and unknown where there is neither.

    ``spells`` in any order, of two that overlap the one counts that began first; ``blanks`` as ``blanks_of`` gives them.
    """
    at = 0
    for first_s, last_s, kind in _covering(spells, begin_s, end_s):
        reached_s = first_s
        while reached_s < last_s:
            while at < len(blanks) and blanks[at].end_s <= reached_s:
                at += 1
            blank = blanks[at] if at < len(blanks) else None
            if blank is None or blank.begin_s >= last_s:
                yield Piece(reached_s, last_s, kind)
                break
            if blank.begin_s > reached_s:
                yield Piece(reached_s, blank.begin_s, kind)
            until_s = min(last_s, blank.end_s)
            yield Piece(max(reached_s, blank.begin_s), until_s, blank.kind)
            reached_s = until_s


def blanks_of(runs: Iterable[Stretch], exempt: Iterable[Stretch], begin_s: int, end_s: int) -> list[Piece]:
    """Where no spell counts: exempt, or the centre did not run. In the order of time; no two overlap."""
    running = [Piece(first_s, last_s, Measured.UP) for first_s, last_s in joined(runs)]
    apart = [Piece(first_s, last_s, Measured.EXEMPT) for first_s, last_s in joined(exempt)]
    return [one for one in pieces(running, apart, begin_s, end_s) if one.kind is not Measured.UP]


def tallies(counted: Iterable[Piece], cuts: Sequence[int]) -> list[Tally]:
    """One for each stretch between two ``cuts``, which rise; ``counted`` covers all of them, as ``pieces`` gives it."""
    found: list[Tally] = []
    counter, place = _Counter(), 1
    for first_s, last_s, kind in counted:
        reached_s = first_s
        while last_s > cuts[place]:
            counter.add(kind, cuts[place] - reached_s)
            reached_s = cuts[place]
            found.append(counter.tally())
            counter, place = _Counter(), place + 1
        counter.add(kind, last_s - reached_s)
    found.append(counter.tally())
    return found


def whole_of(parts: Iterable[Tally]) -> Tally:
    """Of stretches that follow each other without a hole."""
    return reduce(Tally.then, parts, Tally())


class _Counter:
    """Adds pieces up in the order of time."""

    def __init__(self) -> None:
        self._sums = dict.fromkeys(Measured, 0)
        self._outages = self._longest_s = self._head_s = self._run_s = 0

    def add(self, kind: Measured, length_s: int) -> None:
        if not length_s:
            return
        if kind is Measured.DOWN:
            self._outages += not self._run_s
            self._run_s += length_s
            self._longest_s = max(self._longest_s, self._run_s)
            if not self._sums[Measured.UP]:
                self._head_s = self._run_s
        elif kind is Measured.UP:
            self._run_s = 0
        self._sums[kind] += length_s

    def tally(self) -> Tally:
        sums = self._sums
        return Tally(
            sums[Measured.UP],
            sums[Measured.DOWN],
            sums[Measured.UNKNOWN],
            sums[Measured.EXEMPT],
            self._outages,
            self._longest_s,
            self._head_s,
            self._run_s,
        )


def _covering(spells: Iterable[Piece], begin_s: int, end_s: int) -> Iterator[Piece]:
    reached_s = begin_s
    for spell in sorted(spells, key=_order):
        first_s, last_s = max(spell.begin_s, reached_s), min(spell.end_s, end_s)
        if first_s >= last_s:
            continue
        if first_s > reached_s:
            yield Piece(reached_s, first_s, Measured.UNKNOWN)
        yield Piece(first_s, last_s, spell.kind)
        reached_s = last_s
    if reached_s < end_s:
        yield Piece(reached_s, end_s, Measured.UNKNOWN)


def _order(piece: Piece) -> tuple[int, int, str]:
    return piece.begin_s, piece.end_s, piece.kind.value


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """In the order of time, those that touch as one; empty ones are none."""
    whole: list[Stretch] = []
    for begin_s, end_s in sorted(stretches):
        if end_s <= begin_s:
            continue
        if whole and begin_s <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end_s))
        else:
            whole.append((begin_s, end_s))
    return whole
