"""A wall machine shows the newest that is wanted, answers until it is heard, and begins again with what it showed last."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from console.base.errors import KnownError
from console.domain.layout import grid
from console.domain.wall_state import WallState
from console.net.server_sent import PushEvent
from console.store.kept_file import KeptFile
from console.wall.wanted import WantedWall
from console.wire.push import PushKind
from console.wire.screen_layout import ScreenLayout
from console.wire.walls import AckBody, WallWantedRecord, WantedScreen
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.fake_push import FakePush
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

_LAYOUT = ScreenLayout.of(WallState(grid(1, 1), (None,)))


def _record(version: int, *, message: str = "", lasts_s: int = 30) -> WallWantedRecord:
    screen = WantedScreen(
        number=1,
        title="Kiri",
        layout=_LAYOUT,
        message=message,
        version=version,
        command_id=UUID(int=version),
        expires_utc=START_UTC + timedelta(seconds=lasts_s),
    )
    return WallWantedRecord(wall="utama", title="Utama", version=version, screens=(screen,))


class _Centre:
    """Answers with what is wanted, or not at all."""

    def __init__(self) -> None:
        self.wanted = _record(1)
        self.problem: KnownError | None = None
        self.asked = threading.Event()
        self.answered = threading.Event()
        self.asks = 0
        self.heard: list[tuple[UUID, AckBody]] = []

    def wall_wanted(self, name: str) -> WallWantedRecord:
        assert name == "utama"
        self.asked.set()
        self.asks += 1
        if self.problem is not None:
            raise self.problem
        return self.wanted

    def acknowledge_wall(self, command_id: UUID, body: AckBody) -> None:
        problem = self.problem
        self.answered.set()
        if problem is not None:
            raise problem
        self.heard.append((command_id, body))


class _Machine:
    """One start of a machine after another, on the same disk."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "wall.kept"
        self.centre, self.push, self.clock = _Centre(), FakePush(), FakeClock()
        self.wanted = self._start()

    def _start(self) -> WantedWall:
        kept = KeptFile(self.path, self.clock)
        return WantedWall(self.centre, self.push, "utama", kept, self.clock.now_utc)  # type: ignore[arg-type]  # a fake

    def again(self) -> WantedWall:
        self.wanted.close()
        self.wanted = self._start()
        return self.wanted

    def shows(self, version: int) -> None:
        def is_shown() -> bool:
            return self.wanted.current is not None and self.wanted.current.version == version

        wait_until(is_shown, what=f"version {version}")

    def told(self) -> None:
        self.push.pushed.emit(PushEvent("1", PushKind.WALL_WANTED, b"{}"))


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[_Machine]:
    machine = _Machine(tmp_path)
    yield machine
    machine.wanted.close()


def test_what_is_wanted_is_shown_when_it_is_told_and_answered_once(machine: _Machine) -> None:
    machine.wanted.start()
    machine.shows(1)
    machine.centre.wanted = _record(4)
    machine.told()
    machine.shows(4)
    machine.wanted.answer(machine.centre.wanted.screens[0])
    wait_until(lambda: machine.centre.heard, what="an answer")
    assert machine.centre.heard == [(UUID(int=4), AckBody(screen=1, state="applied"))]


def test_it_is_told_that_somebody_looks_by_push_and_by_answer_and_shows_nothing_else_for_it(machine: _Machine) -> None:
    changes: list[None] = []
    looks: list[None] = []
    machine.wanted.changed.connect(changes.append)
    machine.wanted.watched.connect(looks.append)
    machine.wanted.start()
    machine.shows(1)
    machine.push.pushed.emit(PushEvent("1", PushKind.WALL_WATCHED, b"{}"))
    assert len(looks) == 1
    machine.centre.wanted = _record(1).model_copy(update={"watched": True})
    machine.told()
    wait_until(lambda: len(looks) == 2, what="an answer that says so")
    assert len(changes) == 1


def test_an_answer_waits_for_a_centre_that_is_away(machine: _Machine) -> None:
    machine.wanted.start()
    machine.shows(1)
    machine.centre.problem = KnownError("net.unreachable", host="pusat")
    machine.centre.asked.clear()
    machine.wanted.answer(machine.centre.wanted.screens[0], "no_display")
    assert machine.centre.heard == []
    machine.centre.problem = None
    machine.wanted.kick()
    wait_until(lambda: machine.centre.heard, what="the answer")
    rejected = AckBody(screen=1, state="rejected", detail="no_display")
    assert machine.centre.heard == [(UUID(int=1), rejected)]


def test_an_answer_that_the_centre_refuses_is_not_told_for_ever(machine: _Machine) -> None:
    machine.wanted.start()
    machine.shows(1)
    machine.centre.problem = KnownError("wall.unknown_command", status=404)
    machine.wanted.answer(machine.centre.wanted.screens[0])
    wait_until(machine.centre.answered.is_set, what="the answer")
    machine.centre.problem = None
    machine.centre.wanted = _record(2)
    machine.wanted.kick()
    machine.shows(2)
    assert machine.centre.heard == []


def test_an_answer_is_told_without_asking_anything_again(machine: _Machine) -> None:
    machine.wanted.start()
    machine.shows(1)
    machine.wanted.answer(machine.centre.wanted.screens[0])
    wait_until(lambda: machine.centre.heard, what="an answer")
    assert machine.centre.asks == 1


def test_that_its_own_answer_has_arrived_is_nothing_to_show(machine: _Machine) -> None:
    changes: list[None] = []
    machine.wanted.changed.connect(changes.append)
    machine.wanted.start()
    wait_until(lambda: changes == [None], what="the first wall")
    wanted = machine.centre.wanted
    answered = wanted.screens[0].model_copy(update={"acknowledged": True})
    machine.centre.wanted = wanted.model_copy(update={"screens": (answered,)})
    machine.told()
    wait_until(lambda: machine.wanted.current == machine.centre.wanted, what="the answered wall")
    assert changes == [None]
    again = machine.again()
    assert again.current is not None
    assert again.current.screens[0].acknowledged


def test_what_came_after_its_time_is_shown_and_said_to_be_late(machine: _Machine) -> None:
    machine.clock.advance(31)
    machine.wanted.start()
    machine.shows(1)
    machine.wanted.answer(machine.centre.wanted.screens[0])
    wait_until(lambda: machine.centre.heard, what="an answer")
    assert machine.centre.heard == [(UUID(int=1), AckBody(screen=1, state="expired"))]


def test_the_next_start_without_the_centre_shows_the_last_wall(machine: _Machine) -> None:
    machine.centre.wanted = _record(7, message="Rapat")
    machine.wanted.start()
    machine.shows(7)
    wait_until(machine.path.exists, what="the kept wall")
    machine.centre.problem = KnownError("net.unreachable", host="pusat")
    assert machine.again().current == _record(7, message="Rapat")


def test_a_damaged_file_gives_the_wall_before_it(machine: _Machine, expect_log: ExpectLog) -> None:
    expect_log("ronda.store", "ERROR", "was damaged")
    machine.wanted.start()
    machine.shows(1)
    machine.centre.wanted = _record(2)
    machine.told()
    machine.shows(2)
    machine.wanted.close()
    machine.path.write_bytes(machine.path.read_bytes()[:-9])
    wanted = machine.again()
    assert wanted.current == _record(1)
    assert wanted.problem is not None
    assert wanted.problem.code == "store.kept_older"


def test_a_file_of_another_version_is_left_for_what_the_centre_says(machine: _Machine, expect_log: ExpectLog) -> None:
    expect_log("ronda.wall", "WARNING", "of another version")
    KeptFile(machine.path, machine.clock).write(b'{"wall": 3}')
    assert machine.again().current is None
