"""For every release and whatever is done to it: only the table moves it, and nobody goes round four eyes, time or hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.domain.release_change import ReleaseChange, ReleaseFacts, ReleaseRequest, state_after
from console.domain.release_state import (
    CONFIRMATION_S,
    ENDED,
    TRANSITIONS,
    ReleaseAction,
    ReleaseParty,
    ReleaseState,
    allowed,
)

NOW = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
_CODES = {
    "release.ended",
    "release.already_decided",
    "release.not_yours",
    "release.out_of_order",
    "release.same_person",
    "release.confirm_again",
    "release.note_missing",
    "release.wrong_hash",
    "release.legal_hold",
    "release.retention_runs",
    "release.minute_missing",
}
parties = st.sampled_from(ReleaseParty)
texts = st.sampled_from(["", " ", "sesuai surat"])
moments = st.none() | st.integers(-1000, 1000).map(lambda seconds: NOW + timedelta(seconds=seconds))
facts = st.builds(
    ReleaseFacts,
    state=st.sampled_from(ReleaseState),
    package_sha256=st.sampled_from(["a" * 64, "b" * 64]),
    retention_until_utc=moments,
    legal_hold=st.booleans(),
    is_requester=st.booleans(),
    is_author=st.booleans(),
    confirmed_utc=moments,
)
changes = st.builds(
    ReleaseChange,
    action=st.sampled_from(ReleaseAction),
    note=texts,
    sha256=st.sampled_from(["", "a" * 64, "B" * 64]),
    minute_number=texts,
    witness=texts,
)


def _taken(facts: ReleaseFacts, party: ReleaseParty, change: ReleaseChange) -> ReleaseState | str:
    try:
        return state_after(facts, party, change, NOW)
    except KnownError as error:
        return error.code


@given(facts, parties, changes)
def test_a_release_moves_by_the_table_or_is_refused_by_a_known_code(
    facts: ReleaseFacts, party: ReleaseParty, change: ReleaseChange
) -> None:
    after = _taken(facts, party, change)
    if isinstance(after, str):
        assert after in _CODES
    else:
        assert after is TRANSITIONS[facts.state, change.action, party]


@given(facts, parties, changes)
def test_nothing_is_approved_without_other_eyes_and_a_password_given_now(
    facts: ReleaseFacts, party: ReleaseParty, change: ReleaseChange
) -> None:
    after = _taken(facts, party, change)
    if after is not ReleaseState.APPROVED or change.action is not ReleaseAction.APPROVE:
        return
    assert party is ReleaseParty.OFFICER
    assert not facts.is_requester
    assert not facts.is_author
    assert facts.confirmed_utc is not None
    assert 0 <= (NOW - facts.confirmed_utc).total_seconds() <= CONFIRMATION_S


@given(facts, parties, changes)
def test_nothing_is_destroyed_before_its_time_under_hold_or_without_its_minute(
    facts: ReleaseFacts, party: ReleaseParty, change: ReleaseChange
) -> None:
    if _taken(facts, party, change) is not ReleaseState.DESTROYED:
        return
    assert party is ReleaseParty.OFFICER
    assert not facts.legal_hold
    assert facts.retention_until_utc is not None
    assert facts.retention_until_utc <= NOW
    assert all(text.strip() for text in (change.minute_number, change.witness, change.note))


@given(facts, parties, changes)
def test_an_end_is_an_end(facts: ReleaseFacts, party: ReleaseParty, change: ReleaseChange) -> None:
    if facts.state in ENDED:
        assert _taken(facts, party, change) == "release.ended"


@given(facts, parties, changes)
def test_only_the_right_hash_says_that_it_was_received(
    facts: ReleaseFacts, party: ReleaseParty, change: ReleaseChange
) -> None:
    if change.action is ReleaseAction.RECEIVE and _taken(facts, party, change) is ReleaseState.RECEIVED:
        assert change.sha256.lower() == facts.package_sha256


def test_every_state_can_be_reached_and_every_open_one_left() -> None:
    reached, todo = {ReleaseState.REQUESTED}, [ReleaseState.REQUESTED]
    while todo:
        state = todo.pop()
        for (source, _action, _party), after in TRANSITIONS.items():
            if source is state and after not in reached:
                reached.add(after)
                todo.append(after)
    assert reached == set(ReleaseState)
    left = {source for (source, _action, _party), after in TRANSITIONS.items() if after is not source}
    assert left == set(ReleaseState) - ENDED


def test_a_package_is_never_made_or_fetched_by_the_evidence_officer() -> None:
    for state in ReleaseState:
        assert not {ReleaseAction.PACK, ReleaseAction.RELEASE, ReleaseAction.RECEIVE} & set(
            allowed(state, ReleaseParty.OFFICER)
        )


@given(st.lists(st.sampled_from(["", "\t", "B/12/XI/2026"]), min_size=5, max_size=5))
def test_a_request_lacks_nothing_or_is_refused(given_texts: list[str]) -> None:
    request = ReleaseRequest(*given_texts)
    if all(text.strip() for text in given_texts):
        request.check()
    else:
        with pytest.raises(KnownError) as caught:
            request.check()
        assert caught.value.code == "release.request_incomplete"
