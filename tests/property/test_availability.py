"""Availability for any spells: sums are the span, splitting changes nothing, no order matters, a slow count agrees."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.domain.availability import Measured, Piece, Stretch, Tally, blanks_of, pieces, tallies, whole_of

_END_S = 60
_TIMES = st.integers(-5, _END_S + 5)
_STRETCHES = st.lists(st.tuples(_TIMES, _TIMES), max_size=6)
_SPELLS = st.lists(st.builds(Piece, _TIMES, _TIMES, st.sampled_from(Measured)), max_size=10)


def _tallies(spells: list[Piece], runs: list[Stretch], exempt: list[Stretch], cuts: list[int]) -> list[Tally]:
    begin_s, end_s = cuts[0], cuts[-1]
    return tallies(pieces(spells, blanks_of(runs, exempt, begin_s, end_s), begin_s, end_s), cuts)


def _slowly(spells: list[Piece], runs: list[Stretch], exempt: list[Stretch]) -> list[Measured]:
    """Second by second."""
    seconds = [Measured.UNKNOWN] * _END_S
    taken = [False] * _END_S
    for spell in sorted(spells, key=lambda one: (one.begin_s, one.end_s, one.kind.value)):
        for second in range(max(0, spell.begin_s), min(_END_S, spell.end_s)):
            seconds[second] = seconds[second] if taken[second] else spell.kind
            taken[second] = True
    for second in range(_END_S):
        if any(begin <= second < end for begin, end in exempt):
            seconds[second] = Measured.EXEMPT
        elif not any(begin <= second < end for begin, end in runs):
            seconds[second] = Measured.UNKNOWN
    return seconds


@given(_SPELLS, _STRETCHES, _STRETCHES, st.sets(st.integers(1, _END_S - 1), max_size=5))
def test_splitting_anywhere_gives_the_same_and_sums_are_the_span(
    spells: list[Piece], runs: list[Stretch], exempt: list[Stretch], inner: set[int]
) -> None:
    cuts = [0, *sorted(inner), _END_S]
    parts = _tallies(spells, runs, exempt, cuts)
    assert [part.span_s for part in parts] == [end - begin for begin, end in pairwise(cuts)]
    assert whole_of(parts) == _tallies(spells, runs, exempt, [0, _END_S])[0]
    alone = [_tallies(spells, runs, exempt, [begin, end])[0] for begin, end in pairwise(cuts)]
    assert alone == parts


@given(_SPELLS, _STRETCHES, _STRETCHES, st.randoms(use_true_random=False))
def test_no_order_matters(
    spells: list[Piece], runs: list[Stretch], exempt: list[Stretch], chance: random.Random
) -> None:
    told = _tallies(spells, runs, exempt, [0, _END_S])
    for shuffled in (spells, runs, exempt):
        chance.shuffle(shuffled)
    assert _tallies(spells, runs, exempt, [0, _END_S]) == told


@given(_SPELLS, _STRETCHES, _STRETCHES)
def test_counted_second_by_second_it_is_the_same(
    spells: list[Piece], runs: list[Stretch], exempt: list[Stretch]
) -> None:
    found = _tallies(spells, runs, exempt, [0, _END_S])[0]
    seconds = _slowly(spells, runs, exempt)
    counted = [seconds.count(kind) for kind in (Measured.UP, Measured.DOWN, Measured.UNKNOWN, Measured.EXEMPT)]
    assert counted == [found.up_s, found.down_s, found.unknown_s, found.exempt_s]
    told = "".join({Measured.UP: "u", Measured.DOWN: "d"}.get(second, "") for second in seconds)
    outages = [len(run) for run in told.split("u") if run]
    assert (found.outages, found.longest_s) == (len(outages), max(outages, default=0))
