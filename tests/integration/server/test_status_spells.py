"""How long each camera was in which state: written with the status, kept when the camera goes, known where nobody looked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.camera import DirectoryStatus
from console.server.housekeeping import tidy
from console.server.spells.running import MARK_EVERY_S, RunningMark, runs_between
from console.server.spells.tables import OPEN_UNIX_S
from console.server.statuses import BACKDATED
from tests.helpers.centre import RunningCentre
from tests.helpers.clock import START_UTC, FakeClock
from tests.integration.server.conftest import FAR, NEAR

START_S = int(START_UTC.timestamp())
DAY_S = 86_400
ONLINE, OFFLINE = DirectoryStatus.ONLINE, DirectoryStatus.OFFLINE


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def centre(database_url: str, tmp_path: Path, clock: FakeClock) -> Iterator[RunningCentre]:
    """Not listening: what is looked at is what it writes."""
    centre = RunningCentre(tmp_path, database_url=database_url, clock=clock)
    centre.add_cameras([NEAR, FAR])
    yield centre
    centre.close()


def _spells(centre: RunningCentre, camera_id: str = "kam-001") -> list[tuple[str, int, int | None]]:
    """State, begin and end in seconds after the start; None for one that lasts."""
    mine = sorted(
        (row["from_unix_s"], row["to_unix_s"], row["state"])
        for row in centre.rows("camera_spells")
        if row["camera_id"] == camera_id
    )
    return [(state, begin - START_S, None if end == OPEN_UNIX_S else end - START_S) for begin, end, state in mine]


def _runs(centre: RunningCentre, clock: FakeClock) -> list[tuple[int, int]]:
    now_s = int(clock.now_utc().timestamp())
    with centre.centre.database.read() as connection:
        return [
            (begin - START_S, end - START_S)
            for begin, end in runs_between(connection, START_S - DAY_S, START_S + DAY_S, now_s)
        ]


def test_a_change_ends_one_spell_and_begins_the_next(centre: RunningCentre, clock: FakeClock) -> None:
    clock.advance(60)
    centre.set_status("kam-001", OFFLINE)
    clock.advance(30)
    centre.set_status("kam-001", OFFLINE)
    clock.advance(30)
    centre.set_status("kam-001", ONLINE)
    assert _spells(centre) == [("online", 0, 60), ("offline", 60, 120), ("online", 120, None)]
    assert _spells(centre, "kam-002") == [("online", 0, None)]


def test_a_clock_set_back_makes_no_two_spells_of_one_time(centre: RunningCentre, clock: FakeClock) -> None:
    clock.advance(60)
    centre.set_status("kam-001", OFFLINE)
    clock.jump_wall(-3600)
    centre.set_status("kam-001", ONLINE)
    clock.advance(3700)
    centre.set_status("kam-001", OFFLINE)
    assert _spells(centre) == [("online", 0, 60), ("online", 60, 160), ("offline", 160, None)]


def test_a_camera_that_leaves_and_comes_back_was_not_measured_in_between(
    centre: RunningCentre, clock: FakeClock
) -> None:
    clock.advance(60)
    centre.add_cameras([FAR], full=True)
    clock.advance(60)
    centre.set_status("kam-001", OFFLINE)
    clock.advance(60)
    centre.add_cameras([NEAR, FAR])
    assert _spells(centre) == [("online", 0, 60), ("online", 180, None)]


def test_a_camera_that_the_directory_forgot_keeps_name_and_spells_until_they_are_old(
    centre: RunningCentre, clock: FakeClock
) -> None:
    lifetimes = centre.settings.lifetimes
    centre.set_status("kam-001", OFFLINE)
    clock.advance(60)
    centre.add_cameras([FAR], full=True)
    clock.advance(lifetimes.tombstone_s + 60)
    tidy(centre.centre)
    assert [row["id"] for row in centre.rows("cameras")] == ["kam-002"]
    assert [(row["camera_id"], row["name"]) for row in centre.rows("gone_cameras")] == [("kam-001", NEAR.name)]
    assert _spells(centre) == [("offline", 0, 60)]

    clock.advance(lifetimes.spells_s)
    tidy(centre.centre)
    assert centre.rows("gone_cameras") == []
    assert (_spells(centre), _spells(centre, "kam-002")) == ([], [("online", 0, None)])


def test_the_time_in_which_the_centre_was_away_is_known(centre: RunningCentre, clock: FakeClock) -> None:
    mark = RunningMark(centre.centre)
    for _ in range(10):
        mark.look()
        clock.advance(MARK_EVERY_S / 2)
    mark.stop()
    clock.advance(3600)
    again = RunningMark(centre.centre)
    again.look()
    clock.advance(MARK_EVERY_S)
    assert _runs(centre, clock) == [(0, 150), (3750, 3780)]


def test_a_machine_that_slept_or_whose_clock_was_set_did_not_measure_meanwhile(
    centre: RunningCentre, clock: FakeClock
) -> None:
    mark = RunningMark(centre.centre)
    mark.look()
    clock.advance(MARK_EVERY_S)
    mark.look()
    clock.advance(3600)
    mark.look()
    clock.advance(MARK_EVERY_S)
    mark.look()
    clock.advance(7 * DAY_S)
    assert _runs(centre, clock) == [(0, 30), (3630, 3660)]


def test_a_camera_is_down_since_its_last_picture_and_works_since_its_first(
    centre: RunningCentre, clock: FakeClock
) -> None:
    centre.set_status("kam-001", ONLINE)
    clock.advance(600)
    last = clock.now_utc() - timedelta(seconds=190)
    centre.set_status("kam-001", OFFLINE, since_utc=last)
    clock.advance(100)
    centre.set_status("kam-001", ONLINE, since_utc=clock.now_utc() - timedelta(seconds=7))
    assert _spells(centre)[-3:] == [("online", 0, 410), ("offline", 410, 693), ("online", 693, None)]


def test_what_began_longer_ago_than_anybody_watched_counts_from_when_it_was_found(
    centre: RunningCentre, clock: FakeClock
) -> None:
    centre.set_status("kam-001", ONLINE)
    clock.advance(7200)
    centre.set_status("kam-001", OFFLINE, since_utc=clock.now_utc() - BACKDATED - timedelta(seconds=1))
    clock.advance(10)
    # Nor does anything begin in the future, or before what it ends.
    centre.set_status("kam-001", ONLINE, since_utc=clock.now_utc() + timedelta(hours=1))
    clock.advance(10)
    centre.set_status("kam-001", OFFLINE, since_utc=clock.now_utc() - timedelta(seconds=300))
    assert _spells(centre)[-2:] == [("offline", 7200, 7210), ("offline", 7210, None)]
