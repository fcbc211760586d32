"""When a delivery is tried again."""

from __future__ import annotations

import pytest

from console.base.ids import new_id
from console.events.outbox import Job, JobKind
from console.events.schedule import Schedule, retry_delay_s
from tests.helpers.clock import FakeClock


def job(priority: int = 1, kind: JobKind = JobKind.PUT_FLAG) -> Job:
    return Job(1, kind, new_id(), new_id(), priority, 0, refused=False)


def test_an_urgent_flag_follows_its_ladder() -> None:
    assert [retry_delay_s(job(), failures) for failures in range(1, 8)] == [2, 5, 10, 20, 30, 30, 30]


@pytest.mark.parametrize("other", [job(priority=2), job(kind=JobKind.UPLOAD)])
def test_everything_else_backs_off_to_a_minute(other: Job) -> None:
    assert retry_delay_s(other, 1) <= 2
    assert 30 <= retry_delay_s(other, 50) <= 60


def test_a_new_job_is_due_at_once_and_a_failed_one_later() -> None:
    schedule, clock = Schedule(), FakeClock()
    assert schedule.due_s(1) <= clock.monotonic_s()

    schedule.failed(job(), clock.monotonic_s())

    assert schedule.due_s(1) == clock.monotonic_s() + 2


def test_a_wall_clock_that_jumps_back_delays_nothing() -> None:
    schedule, clock = Schedule(), FakeClock()
    schedule.failed(job(), clock.monotonic_s())

    clock.jump_wall(-86_400)
    clock.advance(2)

    assert schedule.due_s(1) <= clock.monotonic_s()


def test_a_network_that_is_back_makes_all_due_but_remembers_the_failures() -> None:
    schedule, clock = Schedule(), FakeClock()
    schedule.failed(job(), clock.monotonic_s())
    schedule.all_due()
    assert schedule.due_s(1) <= clock.monotonic_s()

    schedule.failed(job(), clock.monotonic_s())

    assert schedule.due_s(1) == clock.monotonic_s() + 5
