"""Waiting gives the value that came, or says what did not."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from tests.helpers.clock import FakeClock
from tests.helpers.waiting import wait_until


def test_the_value_that_came_is_given_back() -> None:
    values = iter([0, 0, 7])
    assert wait_until(lambda: next(values)) == 7


def test_what_did_not_come_is_named() -> None:
    with pytest.raises(AssertionError, match="a picture"):
        wait_until(threading.Event().is_set, timeout_s=0.02, what="a picture")


def test_the_fake_clock_moves_wall_and_monotonic_apart() -> None:
    clock = FakeClock()
    before_utc, before_s = clock.now_utc(), clock.monotonic_s()
    clock.advance(5)
    clock.jump_wall(-3600)
    assert (clock.now_utc() - before_utc).total_seconds() == 5 - 3600
    assert clock.monotonic_s() - before_s == 5
    with pytest.raises(ValueError, match="never goes back"):
        clock.advance(-1)


def test_every_test_has_its_own_home(own_home: Path, tmp_path: Path) -> None:
    assert os.environ["RONDA_HOME"] == str(own_home)
    assert own_home.is_relative_to(tmp_path)
