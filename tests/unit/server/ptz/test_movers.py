"""A thread for each camera that is moved, no more than allowed, and none for one that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from console.base.errors import KnownError
from console.domain.ptz_speed import PtzSpeed
from console.server.ptz.movers import Movers
from console.server.ptz.pace import Pace
from console.server.settings import Lifetimes, Limits
from tests.helpers.clock import FakeClock
from tests.helpers.fake_ptz import FakePtz
from tests.helpers.waiting import wait_until
from tests.unit.server.ptz.test_worker import SOURCE

RIGHT = PtzSpeed(pan=1.0)
OTHER = replace(SOURCE, camera_id="kam-002")


@pytest.fixture
def camera() -> FakePtz:
    return FakePtz()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def movers(camera: FakePtz, clock: FakeClock) -> Iterator[Movers]:
    made = Movers(Lifetimes(), Limits(ptz_cameras=1), clock, camera.of)
    yield made
    camera.may_answer.set()
    made.close()


def test_a_camera_that_stands_still_makes_room_for_another(camera: FakePtz, movers: Movers) -> None:
    movers.move(SOURCE, RIGHT)
    wait_until(camera.was_told("move", 1.0, 0.0, 0.0))
    with pytest.raises(KnownError, match=r"ptz\.busy"):
        movers.move(OTHER, RIGHT)
    movers.stop(SOURCE).result(10)

    def is_let_in() -> bool:
        try:
            movers.move(OTHER, RIGHT)
        except KnownError:
            return False
        return True

    wait_until(is_let_in)


def test_a_camera_that_nobody_moves_any_more_has_no_thread(camera: FakePtz, movers: Movers, clock: FakeClock) -> None:
    movers.stop(SOURCE).result(10)
    movers.keep_names(SOURCE.camera_id, {"1": "Gerbang"})
    assert movers.preset_name(SOURCE.camera_id, "1") == "Gerbang"
    clock.advance(31)
    # Its names go with its thread.
    wait_until(lambda: not movers.preset_name(SOURCE.camera_id, "1"))
    movers.move(SOURCE, RIGHT)
    wait_until(lambda: len(camera.sources) == 2)


def test_a_hand_may_be_quick_but_not_for_ever(clock: FakeClock) -> None:
    pace = Pace(20.0, 40, clock)
    assert [pace.allows("a") for _ in range(41)] == [True] * 40 + [False]
    assert pace.allows("b")
    clock.advance(0.5)
    assert [pace.allows("a") for _ in range(11)] == [True] * 10 + [False]
    clock.advance(3600)
    assert sum(pace.allows("a") for _ in range(100)) == 40
