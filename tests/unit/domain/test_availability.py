"""Availability: exact against a plan of outages; what is not measured or does not count is neither up nor down."""

from __future__ import annotations

from console.domain.availability import (
    Availability,
    Measured,
    Piece,
    Stretch,
    Tally,
    blanks_of,
    meaning_of,
    pieces,
    tallies,
    whole_of,
)

UP, DOWN = Measured.UP, Measured.DOWN
MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86_400
MONTH_S = 30 * DAY_S


def _counted(
    spells: list[Piece], *, runs: list[Stretch] | None = None, exempt: list[Stretch] | None = None, end_s: int = DAY_S
) -> Tally:
    blanks = blanks_of([(0, end_s)] if runs is None else runs, exempt or [], 0, end_s)
    return whole_of(tallies(pieces(spells, blanks, 0, end_s), (0, end_s)))


def _with_outages(outages: list[Stretch], end_s: int) -> list[Piece]:
    spells, at_s = [], 0
    for begin_s, until_s in outages:
        spells += [Piece(at_s, begin_s, UP), Piece(begin_s, until_s, DOWN)]
        at_s = until_s
    return [*spells, Piece(at_s, end_s, UP)]


def test_a_month_with_a_plan_of_outages_is_exact_to_the_minute() -> None:
    plan = [(day * DAY_S + 7 * HOUR_S, day * DAY_S + 7 * HOUR_S + (day + 1) * MINUTE_S) for day in range(30)]
    found = Availability.of(_counted(_with_outages(plan, MONTH_S), end_s=MONTH_S))
    minutes = sum(range(1, 31))
    assert (found.outages, found.down_s, found.longest_s) == (30, minutes * MINUTE_S, 30 * MINUTE_S)
    assert found.up_s == MONTH_S - minutes * MINUTE_S
    assert found.repair_s == minutes * MINUTE_S / 30
    assert found.share == 1 - minutes * MINUTE_S / MONTH_S


def test_the_time_in_which_the_centre_was_off_is_neither_up_nor_down() -> None:
    spells = [Piece(0, 10 * HOUR_S, UP), Piece(10 * HOUR_S, DAY_S, DOWN)]
    found = _counted(spells, runs=[(0, 9 * HOUR_S), (11 * HOUR_S, 20 * HOUR_S)])
    assert (found.up_s, found.down_s, found.unknown_s) == (9 * HOUR_S, 9 * HOUR_S, 6 * HOUR_S)


def test_an_outage_with_a_hole_in_the_measuring_is_one_outage_of_the_measured_time() -> None:
    spells = [Piece(0, HOUR_S, UP), Piece(HOUR_S, DAY_S, DOWN)]
    found = _counted(spells, runs=[(0, 2 * HOUR_S), (5 * HOUR_S, 6 * HOUR_S)])
    assert (found.outages, found.longest_s, found.down_s) == (1, 2 * HOUR_S, 2 * HOUR_S)


def test_time_that_does_not_count_is_no_outage() -> None:
    spells = [Piece(0, DAY_S, DOWN)]
    found = _counted(spells, exempt=[(6 * HOUR_S, 18 * HOUR_S)])
    assert (found.down_s, found.exempt_s, found.outages) == (12 * HOUR_S, 12 * HOUR_S, 1)
    assert _counted(spells, exempt=[(0, DAY_S)]) == Tally(exempt_s=DAY_S)


def test_without_a_spell_nothing_is_known() -> None:
    found = Availability.of(_counted([]))
    assert (found.unknown_s, found.share, found.repair_s, found.measured_cameras) == (DAY_S, None, None, 0)


def test_many_cameras_add_up_and_the_longest_outage_is_the_longest_of_any() -> None:
    one = Availability.of(_counted([Piece(0, DAY_S, UP)]))
    other = Availability.of(_counted([Piece(0, HOUR_S, DOWN), Piece(HOUR_S, DAY_S, UP)]))
    both = one + other
    assert (both.cameras, both.measured_s, both.outages, both.longest_s) == (2, 2 * DAY_S, 1, HOUR_S)
    assert both.share == 47 / 48


def test_a_picture_that_stands_still_is_down_and_a_state_of_a_newer_centre_is_no_measurement() -> None:
    told = [meaning_of(state) for state in ("online", "offline", "stale", "unknown", "dreaming")]
    assert told == [UP, DOWN, DOWN, Measured.UNKNOWN, Measured.UNKNOWN]
