"""The distance of two clocks is that of the earliest packet; later ones are late, and a clock that was set is followed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from console.media.worker.camera_clock import JUMP_S, CameraClock


def test_lateness_is_measured_against_the_earliest_packet() -> None:
    clock = CameraClock()
    found = [clock.lateness_s(second, 100.0 + second + late) for second, late in ((0, 0.05), (1, 0.02), (2, 0.08))]
    assert found == pytest.approx([0.0, 0.0, 0.06], abs=1e-6)


def test_a_clock_that_was_set_is_followed_at_once() -> None:
    clock = CameraClock()
    clock.lateness_s(5000.0, 100.0)
    assert clock.lateness_s(10.0, 100.1) == 0.0
    assert clock.ours_s(10.1, 100.2) == pytest.approx(100.2)
    assert JUMP_S < 5000.0


def test_a_slow_clock_is_never_left_behind_for_long() -> None:
    clock = CameraClock()
    late = [clock.lateness_s(number * 0.99 / 15, number / 15) for number in range(3000)]
    assert max(late) < 0.1
    assert all(abs(after - before) < 0.01 for before, after in pairwise(late))


def test_what_was_forgotten_does_not_count() -> None:
    clock = CameraClock()
    clock.lateness_s(0.0, 100.0)
    clock.forget()
    assert clock.lateness_s(1.0, 102.0) == 0.0
