"""When a person must take the telephone: after half a minute on this disk alone, or unanswered at the last level."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.base.ids import new_id
from console.domain.camera import CameraId
from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.flag_alarm import AlarmKind, alarms, wait_key
from console.domain.flag_clock import FlagRules
from console.domain.flag_state import FlagAction, FlagState
from tests.helpers.clock import START_UTC

_SAVED = EventEntry(new_id(), EventKind.FLAG, CameraId("cam-1"), START_UTC, "", EventWay.SAVED, "KAM-01", 1)
_WAITING = replace(_SAVED, way=EventWay.DELIVERED, stage=FlagState.DELIVERED, clock_utc=START_UTC, waits=True)


def _kinds(entry: EventEntry, waited_s: float) -> list[AlarmKind]:
    key = wait_key(entry)
    return [alarm.kind for alarm in alarms([entry], {} if key is None else {key: waited_s}, FlagRules())]


@pytest.mark.parametrize("way", [EventWay.SAVED, EventWay.REFUSED])
def test_a_p1_that_is_still_here_after_half_a_minute_is_told_by_voice(way: EventWay) -> None:
    entry = replace(_SAVED, way=way)
    assert _kinds(entry, 29.9) == []
    assert _kinds(entry, 30) == [AlarmKind.UNSENT]


def test_what_is_less_urgent_may_wait_for_the_centre() -> None:
    assert _kinds(replace(_SAVED, priority=2), 3_600) == []


def test_an_unanswered_p1_is_told_by_voice_at_the_last_level() -> None:
    assert _kinds(replace(_WAITING, level=1), 59) == []
    assert _kinds(replace(_WAITING, level=2), 0) == [AlarmKind.UNANSWERED]


def test_a_centre_that_fell_silent_hides_no_alarm() -> None:
    assert _kinds(replace(_WAITING, level=0), 60) == [AlarmKind.UNANSWERED]


def test_a_p2_alarms_at_its_only_level_and_a_p3_never() -> None:
    assert _kinds(replace(_WAITING, priority=2), 180) == [AlarmKind.UNANSWERED]
    assert _kinds(replace(_WAITING, priority=3), 86_400) == []


@pytest.mark.parametrize("action", [FlagAction.TELEPHONE, FlagAction.CANCEL])
def test_what_was_told_or_withdrawn_here_alarms_no_more_though_the_centre_does_not_know_yet(action: FlagAction) -> None:
    for entry in (_SAVED, replace(_WAITING, level=2)):
        assert _kinds(replace(entry, said=frozenset({action})), 3_600) == []


def test_a_flag_that_was_told_before_it_was_reopened_alarms_again() -> None:
    reopened = replace(_WAITING, stage=FlagState.REOPENED, said=frozenset(), level=2)
    assert _kinds(reopened, 0) == [AlarmKind.UNANSWERED]


def test_answered_flags_and_bookmarks_have_no_alarm() -> None:
    answered = replace(_WAITING, way=EventWay.ACKNOWLEDGED, stage=FlagState.ACKNOWLEDGED, waits=False, level=2)
    assert _kinds(answered, 3_600) == []
    assert _kinds(replace(_SAVED, kind=EventKind.BOOKMARK), 3_600) == []
