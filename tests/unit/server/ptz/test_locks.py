"""The rest of the city hears of a lock when it changes, and now and then while it goes on."""

from __future__ import annotations

from console.domain.ptz_lock import LockStep, Mover
from console.server.ptz.locks import PtzLocks
from tests.helpers.clock import FakeClock

SARI, BUDI, RATNA = Mover("1", "Sari"), Mover("2", "Budi"), Mover("3", "Ratna", may_take_over=True)


def test_of_forty_movements_in_ten_seconds_two_are_told() -> None:
    clock = FakeClock()
    locks = PtzLocks(10.0, clock)
    told = 0
    for _ in range(40):
        told += locks.must_tell("k", locks.wish("k", SARI))
        clock.advance(0.25)
    assert told == 2


def test_taking_over_and_letting_go_are_told_at_once() -> None:
    clock = FakeClock()
    locks = PtzLocks(10.0, clock)
    assert locks.must_tell("k", locks.wish("k", SARI))
    assert not locks.must_tell("k", locks.wish("k", BUDI, take_over=True))
    assert locks.must_tell("k", locks.wish("k", RATNA, take_over=True))
    assert not locks.release("k", SARI)
    assert locks.release("k", RATNA)
    assert locks.of("k") is None
    assert not locks.release("k", RATNA)
    assert locks.must_tell("k", locks.wish("k", BUDI))


def test_a_lock_is_over_after_its_time_and_told_anew() -> None:
    clock = FakeClock()
    locks = PtzLocks(10.0, clock)
    locks.must_tell("k", locks.wish("k", SARI))
    clock.advance(10.0)
    assert locks.of("k") is None
    ruling = locks.wish("k", BUDI)
    assert (ruling.step, locks.must_tell("k", ruling)) == (LockStep.TAKEN, True)


def test_what_could_not_be_written_down_is_as_if_it_had_not_been() -> None:
    clock = FakeClock()
    locks = PtzLocks(10.0, clock)
    taken = locks.wish("k", SARI)
    locks.must_tell("k", taken)
    over = locks.wish("k", RATNA, take_over=True)
    locks.must_tell("k", over)
    locks.put_back("k", over)
    held = locks.of("k")
    assert held is not None
    assert held.holder == SARI
    clock.advance(1)
    newer = locks.wish("k", SARI).lock
    locks.put_back("k", taken)
    assert locks.of("k") == newer
