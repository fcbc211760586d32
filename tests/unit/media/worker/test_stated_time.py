"""What a camera says of the time: believed when it holds for some seconds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from console.base import clock as clock_module
from console.media.worker.stated_time import StatedTime

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


@pytest.fixture
def stated(monkeypatch: pytest.MonkeyPatch) -> StatedTime:
    monkeypatch.setattr(clock_module.SystemClock, "now_utc", lambda _self: NOW)
    return StatedTime()


def note(stated: StatedTime, *ahead_s: float) -> None:
    for second, one in enumerate(ahead_s):
        assert stated.is_due(second * 10**9)
        stated.note(NOW.timestamp() + one, second * 10**9)


def test_the_picture_that_came_fastest_tells(stated: StatedTime) -> None:
    note(stated, 2.8, 2.9, 2.75)

    assert stated.ahead_s() == pytest.approx(2.9, abs=1e-5)


def test_one_statement_a_second_is_enough(stated: StatedTime) -> None:
    note(stated, 1.0)

    assert not stated.is_due(999_999_999)


@pytest.mark.parametrize(
    "ahead_s", [(), (2.0, 2.0), (0.0, -1.0, -2.0, -3.0)], ids=["none", "few", "standing timestamps"]
)
def test_what_does_not_hold_is_not_known(stated: StatedTime, ahead_s: tuple[float, ...]) -> None:
    note(stated, *ahead_s)

    assert stated.ahead_s() is None


def test_a_new_connection_begins_anew(stated: StatedTime) -> None:
    note(stated, 1.0, 1.0, 1.0)
    stated.forget()

    assert stated.ahead_s() is None
