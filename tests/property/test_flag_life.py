"""For every flag and whatever is said of it: only the table moves it, and ends are ends."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.flag_change import NEEDS_NOTE, NEEDS_OFFICER, REASONS, FlagChange, FlagReason, state_after
from console.domain.flag_state import ENDED, TRANSITIONS, FlagAction, FlagParty, FlagState, allowed

_CODES = {
    "flag.closed",
    "flag.already_acknowledged",
    "flag.change_not_yours",
    "flag.change_out_of_order",
    "flag.reason_missing",
    "flag.note_missing",
    "flag.officer_missing",
    "flag.duplicate_missing",
    "flag.camera_missing",
}
states, parties = st.sampled_from(FlagState), st.sampled_from(FlagParty)
texts = st.sampled_from(["", " ", "Aiptu Slamet"])
changes = st.builds(
    FlagChange,
    id=st.uuids(),
    action=st.sampled_from(FlagAction),
    reason=st.none() | st.sampled_from(FlagReason),
    note=texts,
    officer_name=texts,
    officer_number=texts,
    duplicate_of=st.none() | st.uuids(),
    camera_id=st.sampled_from([None, CameraId("cam-2")]),
)


def _taken(state: FlagState, party: FlagParty, change: FlagChange) -> FlagState | str:
    try:
        return state_after(state, party, change)
    except KnownError as error:
        return error.code


@given(states, parties, changes)
def test_a_flag_moves_by_the_table_or_is_refused_by_a_known_code(
    state: FlagState, party: FlagParty, change: FlagChange
) -> None:
    after = _taken(state, party, change)
    if isinstance(after, str):
        assert after in _CODES
    else:
        assert after is TRANSITIONS[state, change.action, party]


@given(states, parties, changes)
def test_whatever_ends_or_delays_a_flag_has_its_reason(state: FlagState, party: FlagParty, change: FlagChange) -> None:
    if isinstance(_taken(state, party, change), str):
        return
    if change.action in REASONS:
        assert change.reason in REASONS[change.action]
    if change.action in NEEDS_NOTE or change.reason is FlagReason.OTHER:
        assert change.note.strip()
    if change.action in NEEDS_OFFICER:
        assert change.officer_name.strip()
        assert change.officer_number.strip()
    if change.action is FlagAction.MARK_DUPLICATE:
        assert change.duplicate_of is not None


@given(st.sampled_from(sorted(ENDED, key=str)), parties, changes)
def test_from_an_end_there_is_no_way_but_to_reopen(state: FlagState, party: FlagParty, change: FlagChange) -> None:
    after = _taken(state, party, change)
    if change.action is FlagAction.REOPEN and FlagAction.REOPEN in allowed(state, party):
        assert after in {FlagState.REOPENED, "flag.note_missing"}
    else:
        assert after == "flag.closed"


def test_every_state_can_be_reached_and_left() -> None:
    reached, todo = {FlagState.DRAFT}, [FlagState.DRAFT]
    while todo:
        state = todo.pop()
        for (source, _action, _party), after in TRANSITIONS.items():
            if source is state and after not in reached:
                reached.add(after)
                todo.append(after)
    assert reached == set(FlagState)
    left = {source for (source, _action, _party), after in TRANSITIONS.items() if after is not source}
    assert left == set(FlagState)


@pytest.mark.parametrize("state", [state for state in FlagState if state not in ENDED])
def test_an_open_flag_at_the_centre_can_always_be_brought_to_an_end(state: FlagState) -> None:
    ends = {allowed for (source, allowed, _party) in TRANSITIONS if source is state}
    if state is FlagState.DRAFT:
        assert ends == {FlagAction.FLAG}
    else:
        assert ends & {FlagAction.CLOSE, FlagAction.CANCEL}


def test_who_is_no_party_to_an_action_is_told_so_and_not_that_it_is_too_late() -> None:
    change = FlagChange(UUID(int=1), FlagAction.ACKNOWLEDGE, officer_name="Slamet", officer_number="78")
    assert _taken(FlagState.SENT, FlagParty.OPERATOR, change) == "flag.change_not_yours"
    assert _taken(FlagState.FLAGGED, FlagParty.POLICE, change) == "flag.change_out_of_order"
    assert _taken(FlagState.ONSCENE, FlagParty.POLICE, change) == "flag.already_acknowledged"
