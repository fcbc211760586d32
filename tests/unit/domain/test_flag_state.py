"""The way of a flag, written down a second time on purpose: who may do what, step by step."""

from __future__ import annotations

import pytest

from console.domain.flag_state import PARTY_OF_ROLE, FlagAction, FlagParty, FlagState, allowed, is_open
from console.domain.roles import Permission, Role, may

TABLE = {
    (FlagState.SENT, FlagParty.OPERATOR): "cancel mark_duplicate note telephone add_camera",
    (FlagState.SENT, FlagParty.SUPERVISOR): "verify close cancel mark_duplicate note telephone add_camera",
    (FlagState.SENT, FlagParty.POLICE): "deliver acknowledge assign mark_duplicate note",
    (FlagState.SENT, FlagParty.SYSTEM): "deliver escalate",
    (FlagState.ACKNOWLEDGED, FlagParty.OPERATOR): "note telephone add_camera",
    (FlagState.ACKNOWLEDGED, FlagParty.SUPERVISOR): "verify hold close cancel mark_duplicate note telephone add_camera",
    (FlagState.ACKNOWLEDGED, FlagParty.POLICE): "assign go arrive hold resolve close mark_duplicate note",
    (FlagState.ENROUTE, FlagParty.POLICE): "assign arrive hold resolve close mark_duplicate note",
    (FlagState.ONSCENE, FlagParty.POLICE): "assign hold resolve close mark_duplicate note",
    (FlagState.ON_HOLD, FlagParty.POLICE): "assign go arrive resume resolve close mark_duplicate note",
    (FlagState.RESOLVED, FlagParty.OPERATOR): "close note telephone add_camera",
    (FlagState.RESOLVED, FlagParty.POLICE): "close reopen note",
    (FlagState.CLOSED, FlagParty.OPERATOR): "",
    (FlagState.CLOSED, FlagParty.SUPERVISOR): "reopen",
    (FlagState.CLOSED, FlagParty.POLICE): "reopen",
    (FlagState.CLOSED, FlagParty.SYSTEM): "",
}


@pytest.mark.parametrize(("state", "party"), TABLE)
def test_each_party_may_do_these_things_only(state: FlagState, party: FlagParty) -> None:
    assert " ".join(action.value for action in allowed(state, party)) == TABLE[state, party]


def test_every_role_that_may_change_flags_is_a_party() -> None:
    assert set(PARTY_OF_ROLE) == {role for role in Role if may(role, Permission.CHANGE_FLAGS)}


def test_a_resolved_flag_still_waits_for_its_closing() -> None:
    assert is_open(FlagState.RESOLVED)
    assert not is_open(FlagState.CANCELLED)
    assert FlagAction.CLOSE in allowed(FlagState.RESOLVED, FlagParty.OPERATOR)
