"""The newest movement wins, a stop is never left out, and a camera whose console is gone does not go on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.ptz_speed import PtzSpeed
from console.server.keys import Login
from console.server.ptz.source import PtzSource
from console.server.ptz.worker import CameraWorker
from console.server.sources.adapter import PtzAddress, PtzProtocol
from tests.helpers.clock import FakeClock
from tests.helpers.fake_ptz import FakePtz
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

SOURCE = PtzSource("kam-001", PtzAddress(PtzProtocol.ONVIF, "http://127.0.0.1:9/ptz", "p1"), Login("a", Secret("b")))
RIGHT, LEFT = PtzSpeed(pan=1.0), PtzSpeed(pan=-0.5)


@pytest.fixture
def camera() -> FakePtz:
    return FakePtz()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def worker(camera: FakePtz, clock: FakeClock) -> Iterator[CameraWorker]:
    made = CameraWorker(SOURCE, camera.of, clock, 1.0, lambda _worker: False)
    yield made
    camera.may_answer.set()
    made.close()


def test_while_a_camera_answers_slowly_only_the_newest_movement_waits(camera: FakePtz, worker: CameraWorker) -> None:
    camera.may_answer.clear()
    worker.move(RIGHT)
    wait_until(camera.was_told("move", 1.0, 0.0, 0.0))
    for share in (0.1, 0.2, 0.3):
        worker.move(RIGHT.times(share))
    worker.move(LEFT)
    camera.may_answer.set()
    wait_until(camera.was_told("move", -0.5, 0.0, 0.0))
    assert camera.told == [("move", 1.0, 0.0, 0.0), ("move", -0.5, 0.0, 0.0)]


def test_a_stop_comes_before_all_that_waits_and_takes_the_movement_with_it(
    camera: FakePtz, worker: CameraWorker
) -> None:
    camera.may_answer.clear()
    worker.move(RIGHT)
    wait_until(camera.was_told("move", 1.0, 0.0, 0.0))
    presets = worker.ask(lambda driver: driver.presets())
    worker.move(LEFT)
    stopped = worker.stop()
    camera.may_answer.set()
    stopped.result(10)
    assert [one.name for one in presets.result(10)] == ["Gerbang", "Parkiran/timur"]
    assert camera.told == [("move", 1.0, 0.0, 0.0), ("stop",), ("presets",)]


def test_a_movement_that_nobody_renews_is_stopped(camera: FakePtz, worker: CameraWorker, clock: FakeClock) -> None:
    worker.move(RIGHT)
    wait_until(camera.was_told("move", 1.0, 0.0, 0.0))
    clock.advance(0.9)
    worker.move(RIGHT)
    clock.advance(0.9)
    assert ("stop",) not in camera.told
    clock.advance(0.2)
    wait_until(camera.was_told("stop"))
    wait_until(lambda: worker.is_idle)
    assert camera.told.count(("stop",)) == 1


def test_a_movement_that_goes_on_is_said_again_for_cameras_that_end_it_by_themselves(
    camera: FakePtz, worker: CameraWorker, clock: FakeClock
) -> None:
    for moves in (1, 2, 3):
        worker.move(RIGHT)
        wait_until(lambda moves=moves: camera.told == [("move", 1.0, 0.0, 0.0)] * moves)  # type: ignore[misc]  # bound now
        for _ in range(2):
            clock.advance(0.25)
            worker.move(RIGHT)


def test_a_stop_that_did_not_get_through_is_told_and_tried_again(
    camera: FakePtz, worker: CameraWorker, clock: FakeClock
) -> None:
    worker.move(RIGHT)
    wait_until(camera.was_told("move", 1.0, 0.0, 0.0))
    camera.fails_with = "ptz.unreachable"
    with pytest.raises(KnownError, match=r"ptz\.unreachable"):
        worker.stop().result(10)
    assert worker.problem == "ptz.unreachable"
    camera.fails_with = ""
    clock.advance(1.5)
    wait_until(lambda: camera.told.count(("stop",)) == 2)
    wait_until(lambda: worker.is_idle)
    assert worker.problem == ""


def test_a_camera_that_never_answers_is_given_up_after_a_while(
    camera: FakePtz, worker: CameraWorker, clock: FakeClock, expect_log: ExpectLog
) -> None:
    expect_log("ronda.centre", "WARNING", "a camera was not stopped")
    camera.fails_with = "ptz.unreachable"
    with pytest.raises(KnownError):
        worker.stop().result(10)
    for stops in range(2, 11):
        clock.advance(1.5)
        wait_until(lambda stops=stops: camera.told.count(("stop",)) == stops)  # type: ignore[misc]  # bound now
    wait_until(lambda: worker.is_idle)


def test_who_moves_on_is_not_stopped_by_a_stop_of_before(
    camera: FakePtz, worker: CameraWorker, clock: FakeClock
) -> None:
    camera.fails_with = "ptz.unreachable"
    with pytest.raises(KnownError):
        worker.stop().result(10)
    camera.fails_with = ""
    worker.move(RIGHT)
    wait_until(camera.was_told("move", 1.0, 0.0, 0.0))
    clock.advance(0.9)
    worker.move(RIGHT)
    clock.advance(0.9)
    worker.move(LEFT)
    wait_until(camera.was_told("move", -0.5, 0.0, 0.0))
    assert camera.told.count(("stop",)) == 1


def test_too_many_commands_are_refused_not_kept(camera: FakePtz, worker: CameraWorker) -> None:
    camera.may_answer.clear()
    worker.ask(lambda driver: driver.presets())
    wait_until(camera.was_told("presets"))
    for _ in range(4):
        worker.ask(lambda driver: driver.presets())
    with pytest.raises(KnownError, match=r"ptz\.busy"):
        worker.ask(lambda driver: driver.presets())


def test_a_bug_of_a_driver_does_not_keep_the_camera_from_being_stopped(clock: FakeClock, expect_log: ExpectLog) -> None:
    expect_log("ronda.centre", "ERROR", "bug while moving a camera")

    class Broken(FakePtz):
        def move(self, pan: float, tilt: float, zoom: float) -> None:
            super().move(pan, tilt, zoom)
            raise ZeroDivisionError

    camera = Broken()
    worker = CameraWorker(SOURCE, camera.of, clock, 1.0, lambda _worker: False)
    worker.move(RIGHT)
    wait_until(lambda: worker.problem == "centre.internal")
    worker.close()
    assert camera.told == [("move", 1.0, 0.0, 0.0), ("stop",)]


def test_the_end_of_the_centre_stops_what_moves(camera: FakePtz, worker: CameraWorker) -> None:
    worker.move(RIGHT)
    wait_until(camera.was_told("move", 1.0, 0.0, 0.0))
    worker.close()
    assert camera.told[-1] == ("stop",)


def test_a_camera_with_a_new_password_is_opened_anew(camera: FakePtz, worker: CameraWorker) -> None:
    worker.stop().result(10)
    worker.stop().result(10)
    worker.source = PtzSource(SOURCE.camera_id, SOURCE.address, Login("a", Secret("lain")))
    worker.stop().result(10)
    assert [source.login.password.reveal() for source in camera.sources] == ["b", "lain"]
    assert camera.closed == 1
    worker.close()
    assert camera.closed == 2
