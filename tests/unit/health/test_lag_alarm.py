"""A screen that is late again and again calls for help; one that was late once does not."""

from __future__ import annotations

from console.health.lag_alarm import LATE_MS, LagAlarm


def test_a_loop_that_is_late_again_and_again_is_told_once_for_each_time() -> None:
    alarm = LagAlarm()
    told = [alarm.note(LATE_MS + 1) for _ in range(12)]
    assert told == [False] * 5 + [True] + [False] * 5 + [True]


def test_a_stumble_now_and_then_is_no_alarm() -> None:
    alarm = LagAlarm()
    assert not any(alarm.note(500.0 if look % 8 == 0 else 1.0) for look in range(400))


def test_lags_of_less_than_two_pictures_are_no_alarm() -> None:
    alarm = LagAlarm()
    assert not any(alarm.note(LATE_MS) for _ in range(100))
