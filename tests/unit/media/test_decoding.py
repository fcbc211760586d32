"""A graphics card with which workers die again and again decodes no more; one worker that dies is no reason."""

from __future__ import annotations

import pytest

from console.base.errors import KnownError
from console.media.births import NewWorker
from console.media.decoding import DecodingDesk
from console.media.fleet import Fleet
from console.media.io_thread import IoThread
from tests.helpers.clock import FakeClock
from tests.helpers.logfail import ExpectLog


class Desk:
    """A desk of a fleet that has nobody."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.lost = 0
        self.told: list[KnownError] = []
        fleet = Fleet(_nobody)
        self.desk = DecodingDesk(IoThread(lambda: None), fleet, self.clock, lambda: self.lost)
        self.desk.given_up.connect(self.told.append)
        self.desk.allow_hardware(True)

    def lose(self, count: int, after_s: float = 0.0) -> None:
        self.clock.advance(after_s)
        self.lost += count
        self.desk.tick()


def _nobody() -> NewWorker:
    raise AssertionError("no worker is wanted")


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_three_workers_within_a_minute_end_it_and_it_is_told_once(desk: Desk, expect_log: ExpectLog) -> None:
    expect_log("ronda.media", "WARNING", "decodes no more")
    desk.lose(2)
    assert not desk.told
    desk.lose(1, after_s=50)
    desk.lose(1, after_s=1)
    assert [error.code for error in desk.told] == ["media.hardware_given_up"]


def test_deaths_far_apart_or_without_the_card_end_nothing(desk: Desk) -> None:
    for _ in range(6):
        desk.lose(1, after_s=40)
    desk.desk.allow_hardware(False)
    desk.lose(5, after_s=1)
    assert not desk.told
