"""Which cameras have a flag that is still open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.base.ids import new_id
from console.domain.camera import CameraId
from console.domain.event import EventEntry, EventKind, EventWay, flagged_cameras
from console.domain.flag_state import FlagAction, FlagState
from tests.helpers.clock import START_UTC

_FLAG = EventEntry(new_id(), EventKind.FLAG, CameraId("cam-1"), START_UTC, "", EventWay.SAVED, "KAM-01", 1)


@pytest.mark.parametrize(
    "stage", [None, FlagState.DELIVERED, FlagState.ON_HOLD, FlagState.RESOLVED, FlagState.REOPENED]
)
def test_a_flag_that_waits_for_somebody_is_open(stage: FlagState | None) -> None:
    assert flagged_cameras([replace(_FLAG, stage=stage)]) == {"cam-1"}


@pytest.mark.parametrize("stage", [FlagState.CLOSED, FlagState.CANCELLED, FlagState.DUPLICATE])
def test_a_flag_that_ended_is_not(stage: FlagState) -> None:
    assert flagged_cameras([replace(_FLAG, stage=stage)]) == frozenset()


def test_a_flag_that_was_withdrawn_here_is_not_though_the_centre_has_not_heard() -> None:
    assert flagged_cameras([replace(_FLAG, said=frozenset({FlagAction.CANCEL}))]) == frozenset()
    assert flagged_cameras([replace(_FLAG, said=frozenset({FlagAction.NOTE}))]) == {"cam-1"}


def test_a_flag_that_was_withdrawn_here_and_reopened_at_the_centre_is_open() -> None:
    reopened = replace(_FLAG, said=frozenset({FlagAction.CANCEL}), stage=FlagState.REOPENED)
    assert flagged_cameras([reopened]) == {"cam-1"}


def test_a_bookmark_is_no_flag() -> None:
    assert flagged_cameras([replace(_FLAG, kind=EventKind.BOOKMARK)]) == frozenset()
