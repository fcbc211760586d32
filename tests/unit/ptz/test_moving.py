"""The newest movement is sent, a stop always, and what the screen stops wishing is stopped; and whose a camera is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.clock_offset import ClockOffset
from console.domain.ptz_speed import PtzSpeed
from console.net.server_sent import PushEvent
from console.ptz.holders import Holding
from console.ptz.moving import CameraMoving
from console.ptz.steering import GAP_S
from console.wire.ptz import PtzLockRecord
from console.wire.push import PushKind
from tests.helpers.clock import FakeClock
from tests.helpers.fake_moving_centre import ME, FakeMovingCentre
from tests.helpers.fake_push import FakePush
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

CAMERA, OTHER = CameraId("kam-001"), CameraId("kam-002")
RIGHT, LEFT = PtzSpeed(pan=1.0), PtzSpeed(pan=-0.5)
MOVED_RIGHT, MOVED_LEFT = ("move", CAMERA, 1.0, 0.0, 0.0), ("move", CAMERA, -0.5, 0.0, 0.0)
AWAY = KnownError("net.unreachable", host="pusat")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def centre(clock: FakeClock) -> FakeMovingCentre:
    return FakeMovingCentre(clock)


@pytest.fixture
def push() -> FakePush:
    return FakePush(up=True)


@pytest.fixture
def moving(centre: FakeMovingCentre, push: FakePush, clock: FakeClock) -> Iterator[CameraMoving]:
    made = CameraMoving(centre, push, clock, ME)
    made.start()
    yield made
    centre.may_answer.set()
    made.close()


def _asked(centre: FakeMovingCentre, *what: tuple[object, ...]) -> Callable[[], bool]:
    return lambda: centre.asked == list(what)


def test_what_came_while_the_centre_was_slow_is_forgotten_but_for_the_newest(
    moving: CameraMoving, centre: FakeMovingCentre, clock: FakeClock
) -> None:
    centre.may_answer.clear()
    moving.move(CAMERA, RIGHT)
    wait_until(_asked(centre, MOVED_RIGHT))
    for share in (0.1, 0.2, 0.3):
        moving.move(CAMERA, RIGHT.times(share))
    moving.move(CAMERA, LEFT)
    centre.may_answer.set()
    clock.advance(GAP_S)
    wait_until(_asked(centre, MOVED_RIGHT, MOVED_LEFT))


def test_a_stop_is_sent_however_soon_it_comes(moving: CameraMoving, centre: FakeMovingCentre) -> None:
    centre.may_answer.clear()
    moving.move(CAMERA, RIGHT)
    wait_until(_asked(centre, MOVED_RIGHT))
    moving.move(CAMERA, LEFT)
    moving.stop(CAMERA)
    centre.may_answer.set()
    wait_until(_asked(centre, MOVED_RIGHT, ("stop", CAMERA)))


def test_each_wish_is_sent_once_more_and_without_wishes_the_camera_is_stopped(
    moving: CameraMoving, centre: FakeMovingCentre, clock: FakeClock
) -> None:
    moving.move(CAMERA, RIGHT)
    wait_until(_asked(centre, MOVED_RIGHT))
    clock.advance(0.5)
    moving.move(CAMERA, RIGHT)
    wait_until(_asked(centre, MOVED_RIGHT, MOVED_RIGHT))
    # The screen hangs.
    clock.advance(0.9)
    wait_until(_asked(centre, MOVED_RIGHT, MOVED_RIGHT, ("stop", CAMERA)))


def test_a_hand_that_never_rests_is_sent_ten_times_a_second_and_its_end_at_once(
    moving: CameraMoving, centre: FakeMovingCentre, clock: FakeClock
) -> None:
    """Time passes in steps of 10 ms, as the places of a mouse come."""
    for step in range(100):
        moving.move(CAMERA, RIGHT.times(step / 100))
        clock.advance(0.01)
    moving.stop(CAMERA)
    wait_until(lambda: centre.asked and centre.asked[-1] == ("stop", CAMERA))
    assert len(centre.asked) <= 12


def test_a_touch_right_after_a_stop_is_sent_as_soon_as_it_may_be(
    moving: CameraMoving, centre: FakeMovingCentre, clock: FakeClock
) -> None:
    moving.move(CAMERA, RIGHT)
    wait_until(_asked(centre, MOVED_RIGHT))
    moving.stop(CAMERA)
    wait_until(_asked(centre, MOVED_RIGHT, ("stop", CAMERA)))
    moving.move(CAMERA, LEFT)
    clock.advance(GAP_S)
    wait_until(_asked(centre, MOVED_RIGHT, ("stop", CAMERA), MOVED_LEFT))


def test_another_camera_is_moved_only_after_the_first_has_stopped(
    moving: CameraMoving, centre: FakeMovingCentre, clock: FakeClock
) -> None:
    moving.move(CAMERA, RIGHT)
    wait_until(_asked(centre, MOVED_RIGHT))
    clock.advance(GAP_S)
    moving.move(OTHER, RIGHT)
    wait_until(_asked(centre, MOVED_RIGHT, ("stop", CAMERA), ("move", OTHER, 1.0, 0.0, 0.0)))


def test_the_end_of_the_console_stops_what_moves(moving: CameraMoving, centre: FakeMovingCentre) -> None:
    moving.move(CAMERA, RIGHT)
    wait_until(_asked(centre, MOVED_RIGHT))
    moving.close()
    assert centre.asked == [MOVED_RIGHT, ("stop", CAMERA)]


def test_a_centre_that_is_away_is_said_until_something_is_done_again(
    moving: CameraMoving, centre: FakeMovingCentre, clock: FakeClock
) -> None:
    centre.fails_with = AWAY
    moving.move(CAMERA, RIGHT)
    wait_until(lambda: moving.problem_of(CAMERA) is AWAY)
    moving.stop(CAMERA)
    # Tried a few times; then the centre stops the camera by itself.
    wait_until(lambda: centre.asked.count(("stop", CAMERA)) == 3)
    centre.fails_with = None
    clock.advance(GAP_S)
    moving.move(CAMERA, RIGHT)
    wait_until(lambda: moving.problem_of(CAMERA) is None)
    assert centre.asked.count(("stop", CAMERA)) == 3


def test_a_camera_that_fails_is_said_while_the_centre_takes_the_movement(
    moving: CameraMoving, centre: FakeMovingCentre
) -> None:
    centre.problem = "ptz.unreachable"
    moving.move(CAMERA, RIGHT)
    wait_until(lambda: (told := moving.problem_of(CAMERA)) is not None and told.code == "ptz.unreachable")
    assert moving.problem_of(OTHER) is None


def test_what_the_camera_refuses_to_stop_is_asked_once(moving: CameraMoving, centre: FakeMovingCentre) -> None:
    centre.fails_with = KnownError("ptz.unreachable", status=424)
    moving.stop(CAMERA)
    wait_until(lambda: moving.problem_of(CAMERA) is centre.fails_with)
    moving.move(OTHER, RIGHT)
    wait_until(lambda: centre.asked == [("stop", CAMERA), ("move", OTHER, 1.0, 0.0, 0.0)])


def test_that_somebody_else_has_it_is_said_no_longer_than_it_can_be_so(
    moving: CameraMoving, centre: FakeMovingCentre, clock: FakeClock
) -> None:
    centre.fails_with = KnownError("ptz.locked", holder="Budi", status=409)
    moving.move(CAMERA, RIGHT)
    wait_until(lambda: moving.problem_of(CAMERA) is centre.fails_with)
    clock.advance(10)
    # What may still move is to be stopped; whoever has it now has done that.
    wait_until(lambda: ("stop", CAMERA) in centre.asked)
    assert moving.problem_of(CAMERA) is None


def _push(push: FakePush, record: PtzLockRecord) -> None:
    push.pushed.emit(PushEvent("7", PushKind.PTZ_LOCK, record.model_dump_json().encode()))


def test_whose_a_camera_is_comes_from_answers_and_from_the_centre_by_itself(
    moving: CameraMoving, centre: FakeMovingCentre, push: FakePush, clock: FakeClock
) -> None:
    moving.take_over(CAMERA)
    held = moving.holding(CAMERA)
    assert held is not None
    assert (held.holder, held.is_mine) == ("Sari", True)
    lost: list[Holding] = []
    moving.lost.connect(lost.append)
    _push(push, centre.record(CAMERA, "2", "Budi", lost_by_id=ME))
    held = moving.holding(CAMERA)
    assert held is not None
    assert (held.holder, held.is_mine, lost) == ("Budi", False, [held])
    clock.advance(10)
    assert moving.holding(CAMERA) is None
    _push(push, centre.record(OTHER, "2", "Budi", lost_by_id="3"))
    assert len(lost) == 1
    _push(push, PtzLockRecord(camera_id=OTHER, until_utc=clock.now_utc()))
    assert moving.holding(OTHER) is None


def test_until_when_is_told_by_the_clock_of_this_machine(
    moving: CameraMoving, centre: FakeMovingCentre, clock: FakeClock
) -> None:
    centre.clock_offset = ClockOffset(59.0, 61.0, clock.now_utc())
    moving.take_over(CAMERA)
    held = moving.holding(CAMERA)
    assert held is not None
    assert held.until_utc == clock.now_utc() + timedelta(seconds=70)


def test_news_that_make_no_sense_change_nothing(moving: CameraMoving, push: FakePush, expect_log: ExpectLog) -> None:
    expect_log("ronda.ptz", "WARNING", "makes no sense")
    moving.take_over(CAMERA)
    push.pushed.emit(PushEvent("8", PushKind.PTZ_LOCK, b"{}"))
    assert moving.holding(CAMERA) is not None


def test_what_is_not_done_is_raised(moving: CameraMoving, centre: FakeMovingCentre) -> None:
    assert [one.name for one in moving.presets(CAMERA)] == ["Gerbang"]
    assert moving.save(CAMERA, "Gang 4").token == "2"
    moving.go_to(CAMERA, "1")
    moving.forget(CAMERA, "1")
    moving.release(CAMERA)
    assert [ask[0] for ask in centre.asked] == ["presets", "save", "go", "delete", "release"]
    centre.fails_with = AWAY
    with pytest.raises(KnownError, match=r"net\.unreachable"):
        moving.presets(CAMERA)
