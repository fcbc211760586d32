"""A wall machine tells what it showed until the centre has it, through outages, restarts and refusals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from console.base.errors import KnownError
from console.domain.wall_showing import Shown
from console.store.kept_file import KeptFile
from console.wall import showings
from console.wall.showings import WallShowings
from console.wire.wall_record import MOST_SHOWINGS, RefusedShowing, ShowingBody, ShowingsAnswer, ShowingsBody
from tests.helpers.clock import FakeClock
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

A, B = UUID(int=1), UUID(int=2)


class _Centre:
    """Keeps the newest that it was told of each, or does not answer."""

    def __init__(self) -> None:
        self.problem: KnownError | None = None
        self.refuses: dict[UUID, str] = {}
        self.asked = 0
        self.batches: list[int] = []
        self.heard: dict[UUID, ShowingBody] = {}

    def tell_showings(self, name: str, body: ShowingsBody) -> ShowingsAnswer:
        assert name == "utama"
        self.asked += 1
        if self.problem is not None:
            raise self.problem
        self.batches.append(len(body.showings))
        refused = [one for one in body.showings if one.spell_id in self.refuses]
        self.heard |= {one.id: one for one in body.showings if one not in refused}
        return ShowingsAnswer(
            refused=tuple(RefusedShowing(id=one.id, code=self.refuses[one.spell_id]) for one in refused)
        )

    def live_s(self, spell: UUID) -> float:
        return sum(one.live_s for one in self.heard.values() if one.spell_id == spell)


class _Machine:
    """One start of a machine after another, on the same disk."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "shown.kept"
        self.centre, self.clock = _Centre(), FakeClock()
        self.showings = self._start()

    def _start(self) -> WallShowings:
        kept = KeptFile(self.path, self.clock)
        return WallShowings(self.centre, "utama", kept, self.clock, self.clock.now_utc)

    def again(self) -> WallShowings:
        self.showings = self._start()
        self.showings.start()
        return self.showings

    def shows(self, seconds: int, *spells: UUID) -> None:
        for _second in range(seconds):
            self.showings.look(dict.fromkeys(spells, Shown.LIVE))
            self.clock.advance(1)
        self.showings.look(dict.fromkeys(spells, Shown.LIVE))

    def tells(self) -> None:
        asked = self.centre.asked
        self.showings.kick()
        wait_until(lambda: self.centre.asked > asked, what="a report")


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[_Machine]:
    machine = _Machine(tmp_path)
    yield machine
    machine.showings.close()


def test_what_goes_on_is_told_again_with_more_of_it_and_as_the_same(machine: _Machine) -> None:
    machine.showings.start()
    machine.shows(10, A)
    machine.tells()
    wait_until(lambda: machine.centre.live_s(A) == 10)
    machine.shows(10, A, B)
    machine.tells()
    wait_until(lambda: (machine.centre.live_s(A), machine.centre.live_s(B)) == (20, 10))
    assert len(machine.centre.heard) == 2


def test_what_ended_while_the_centre_was_away_is_told_by_the_next_start(machine: _Machine) -> None:
    machine.showings.start()
    machine.centre.problem = KnownError("net.unreachable", host="pusat")
    machine.shows(10, A)
    machine.shows(5, B)
    machine.tells()
    machine.showings.close()
    machine.centre.problem = None
    machine.again()
    machine.tells()
    wait_until(lambda: (machine.centre.live_s(A), machine.centre.live_s(B)) == (10, 5))


def test_what_the_centre_refuses_is_forgotten_and_takes_nothing_else_along(
    machine: _Machine, expect_log: ExpectLog
) -> None:
    expect_log("ronda.wall", "WARNING", "wall.showing_overlaps")
    machine.showings.start()
    machine.centre.refuses[A] = "wall.showing_overlaps"
    machine.shows(10, A, B)
    machine.tells()
    wait_until(lambda: machine.centre.live_s(B) == 10)
    machine.centre.refuses.clear()
    machine.shows(5, A, B)
    machine.tells()
    wait_until(lambda: machine.centre.live_s(B) == 15)
    wait_until(lambda: machine.centre.live_s(A) == 5, what="the showing that began anew")


def test_a_report_is_cut_into_batches_and_what_is_kept_is_bounded(
    machine: _Machine, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
) -> None:
    expect_log("ronda.wall", "WARNING", "accounts of what was shown are lost")
    monkeypatch.setattr(showings, "MOST_KEPT", MOST_SHOWINGS + 10)
    machine.centre.problem = KnownError("net.unreachable", host="pusat")
    spells = [UUID(int=number) for number in range(1, MOST_SHOWINGS + 12)]
    machine.shows(1, *spells)
    machine.shows(1)
    machine.centre.problem = None
    machine.showings.start()
    machine.tells()
    wait_until(lambda: sum(machine.centre.batches) == MOST_SHOWINGS + 10)
    assert machine.centre.batches == [MOST_SHOWINGS, 10]


def test_a_centre_that_knows_no_such_wall_any_more_is_not_told_for_ever(machine: _Machine) -> None:
    machine.showings.start()
    machine.shows(3, A)
    machine.shows(1)
    machine.centre.problem = KnownError("wall.unknown", status=404)
    machine.tells()
    machine.centre.problem = None
    machine.shows(3, B)
    machine.tells()
    wait_until(lambda: machine.centre.live_s(B) == 3)
    assert machine.centre.live_s(A) == 0


def test_a_file_of_another_version_is_left(machine: _Machine, expect_log: ExpectLog) -> None:
    expect_log("ronda.wall", "WARNING", "of another version")
    KeptFile(machine.path, machine.clock).write(b'{"showings": 3}')
    machine.again()
    assert machine.showings.problem is None
