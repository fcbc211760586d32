"""When a picture before or after a repair is wanted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.domain.repair_picture import wants_after, wants_before
from console.domain.repair_state import RepairState
from tests.helpers.clock import START_UTC

_HOUR = timedelta(hours=1)


@pytest.mark.parametrize("state", list(RepairState))
def test_a_picture_before_is_taken_until_somebody_mends(state: RepairState) -> None:
    assert wants_before(state) is (state in {RepairState.OPEN, RepairState.SENT, RepairState.ACCEPTED})


def _wants(state: RepairState, works_h: float | None, *, was_down: bool = True, closed_h: float | None = None) -> bool:
    def hours(count: float | None) -> object:
        return None if count is None else START_UTC + count * _HOUR

    works, closed = hours(works_h), hours(closed_h)
    return wants_after(state, START_UTC, closed, works, START_UTC + 48 * _HOUR, was_down=was_down)  # type: ignore[arg-type]


def test_one_that_came_back_is_wanted_even_before_the_owner_says_so() -> None:
    assert _wants(RepairState.OPEN, 2)
    assert not _wants(RepairState.OPEN, None)


def test_one_that_worked_all_the_time_waits_for_the_owners_word() -> None:
    assert not _wants(RepairState.ACCEPTED, -5, was_down=False)
    assert _wants(RepairState.REPAIRED, -5, was_down=False)


def test_none_is_wanted_a_day_after_the_end_or_of_what_was_rejected() -> None:
    assert _wants(RepairState.CLOSED, 2, closed_h=30)
    assert not _wants(RepairState.CLOSED, 2, closed_h=23)
    assert not _wants(RepairState.REJECTED, 2, closed_h=30)
