"""Controllers on named pipes: plugged in late, torn, garbled, pulled out while they move, not to be read."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.controllers import reader as reader_module
from console.controllers.device import Controller
from console.controllers.reader import Arrival, ControllerNews, ControllerReader
from console.domain.ptz_speed import STILL, PtzSpeed
from tests.helpers.fake_controller import AXIS, BUTTON, FULL, INITIAL, FakeController, event
from tests.helpers.waiting import wait_until

FOUND, LOST = ControllerNews(Arrival.FOUND, "js0"), ControllerNews(Arrival.LOST, "js0")


@dataclass
class Told:
    """What the reader said, in its order."""

    speeds: list[PtzSpeed] = field(default_factory=list)
    buttons: list[int] = field(default_factory=list)
    ways: list[tuple[int, int]] = field(default_factory=list)
    news: list[ControllerNews] = field(default_factory=list)
    errors: list[KnownError] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)

    def note_speed(self, speed: PtzSpeed) -> None:
        self.threads.add(threading.current_thread().name)
        self.speeds.append(speed)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def plugged() -> Iterator[list[FakeController]]:
    made: list[FakeController] = []
    yield made
    for controller in made:
        controller.unplug()


@pytest.fixture
def reader(tmp_path: Path, told: Told, plugged: list[FakeController]) -> Iterator[ControllerReader]:
    plugged.append(FakeController(tmp_path))
    made = ControllerReader(SystemClock(), tmp_path, look_every_s=0.01)
    made.steered.connect(told.note_speed)
    made.pressed.connect(told.buttons.append)
    made.pointed.connect(told.ways.append)
    made.news.connect(told.news.append)
    made.failed.connect(told.errors.append)
    made.start()
    yield made
    made.close()


@pytest.mark.usefixtures("reader")
def test_stick_buttons_and_cross_are_told_from_a_thread_of_their_own(told: Told, plugged: list[FakeController]) -> None:
    (pad,) = plugged
    pad.push(0, FULL)
    pad.press(3)
    pad.push(6, -FULL)
    pad.push(6, 0)
    wait_until(lambda: told.speeds == [PtzSpeed(pan=1.0)] and told.ways)
    pad.push(0, 0)

    wait_until(lambda: told.speeds == [PtzSpeed(pan=1.0), STILL])
    assert told.buttons == [3]
    assert told.ways == [(-1, 0)]
    assert told.threads == {"controllers"}


@pytest.mark.usefixtures("reader")
def test_letting_go_of_the_second_stick_stops_the_zoom(told: Told, plugged: list[FakeController]) -> None:
    (pad,) = plugged
    pad.push(4, -FULL)
    wait_until(lambda: told.speeds == [PtzSpeed(zoom=1.0)])
    pad.push(4, 1000)

    wait_until(lambda: told.speeds == [PtzSpeed(zoom=1.0), STILL])


@pytest.mark.usefixtures("reader")
def test_an_event_in_two_pieces_is_one(told: Told, plugged: list[FakeController]) -> None:
    (pad,) = plugged
    whole = event(AXIS, 1, -FULL)
    pad.send(whole[:3])
    wait_until(lambda: FOUND in told.news)
    pad.send(whole[3:])

    wait_until(lambda: told.speeds == [PtzSpeed(tilt=1.0)])


@pytest.mark.usefixtures("reader")
def test_pulled_out_while_it_moves_it_stops_and_is_found_again(
    told: Told, plugged: list[FakeController], tmp_path: Path
) -> None:
    (pad,) = plugged
    # Made before the first is gone: the system gives a file that is gone its number again.
    plugged.append(FakeController(tmp_path, plugged=False))
    pad.push(0, FULL)
    wait_until(lambda: told.speeds == [PtzSpeed(pan=1.0)])

    pad.unplug()
    wait_until(lambda: told.news == [FOUND, LOST])
    assert told.speeds == [PtzSpeed(pan=1.0), STILL]

    plugged[-1].plug()
    plugged[-1].push(0, -FULL)
    wait_until(lambda: told.speeds[-1] == PtzSpeed(pan=-1.0))
    assert told.news == [FOUND, LOST, FOUND]


@pytest.mark.usefixtures("reader")
def test_garbage_stops_what_moves_and_that_device_is_left_alone(
    told: Told, plugged: list[FakeController], tmp_path: Path
) -> None:
    (pad,) = plugged
    pad.push(0, FULL)
    wait_until(lambda: told.speeds == [PtzSpeed(pan=1.0)])

    pad.send(b"\x00" * 16)
    wait_until(lambda: told.news == [FOUND, LOST])
    assert told.speeds[-1] == STILL
    plugged.append(FakeController(tmp_path, "js1"))
    wait_until(lambda: len(told.news) == 3)

    assert told.news[-1] == ControllerNews(Arrival.FOUND, "js1")


def test_a_stick_that_is_pushed_from_the_beginning_moves_nothing_until_it_was_let_go(
    tmp_path: Path, told: Told, plugged: list[FakeController]
) -> None:
    pad = FakeController(tmp_path, axes=0)
    plugged.append(pad)
    pad.send(event(AXIS | INITIAL, 0, FULL) + event(BUTTON | INITIAL, 0, 1) + event(AXIS, 0, FULL - 5))
    pad.press(2)
    made = ControllerReader(SystemClock(), tmp_path, look_every_s=0.01)
    made.steered.connect(told.note_speed)
    made.pressed.connect(told.buttons.append)
    made.start()
    wait_until(lambda: told.buttons == [2])
    assert told.speeds == []

    pad.push(0, 0)
    pad.push(0, -FULL)

    wait_until(lambda: told.speeds == [PtzSpeed(pan=-1.0)])
    made.close()
    assert told.speeds == [PtzSpeed(pan=-1.0), STILL]


@pytest.mark.usefixtures("reader")
def test_of_two_controllers_the_one_that_is_pushed_further_counts(
    told: Told, plugged: list[FakeController], tmp_path: Path
) -> None:
    plugged.append(FakeController(tmp_path, "js1"))
    plugged[1].push(0, -FULL)
    wait_until(lambda: told.speeds == [PtzSpeed(pan=-1.0)])
    plugged[0].push(0, FULL // 2)
    plugged[0].press(1)
    wait_until(lambda: told.buttons == [1])
    assert told.speeds == [PtzSpeed(pan=-1.0)]

    plugged[1].unplug()

    wait_until(lambda: len(told.speeds) > 1)
    assert 0 < told.speeds[1].pan < 1


def test_a_device_that_may_not_be_read_is_told_once_and_tried_on(
    tmp_path: Path, told: Told, plugged: list[FakeController], monkeypatch: pytest.MonkeyPatch
) -> None:
    plugged.append(FakeController(tmp_path))
    tries: list[Path] = []

    def refuse(path: Path) -> object:
        tries.append(path)
        if len(tries) < 8:
            raise PermissionError(13, "Permission denied", str(path))
        return Controller(path)

    monkeypatch.setattr(reader_module, "Controller", refuse)
    made = ControllerReader(SystemClock(), tmp_path, look_every_s=0.01)
    made.failed.connect(told.errors.append)
    made.news.connect(told.news.append)
    made.start()

    wait_until(lambda: told.news == [FOUND])
    made.close()
    assert [(error.code, error.params) for error in told.errors] == [
        ("controller.denied", {"path": str(tmp_path / "js0")})
    ]


def test_a_machine_without_such_devices_is_no_trouble(tmp_path: Path) -> None:
    made = ControllerReader(SystemClock(), tmp_path / "none", look_every_s=0.01)
    made.start()
    made.close()
