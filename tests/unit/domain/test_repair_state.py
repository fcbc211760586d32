"""The life of a repair: who may take which step when, and that nothing happens after its end."""

from __future__ import annotations

import pytest

from console.base.errors import KnownError
from console.domain.repair_state import ENDED, RepairAction, RepairParty, RepairState, after, may_do, steps_for


def _life(*actions: RepairAction) -> RepairState:
    state = RepairState.OPEN
    for action in actions:
        state = after(state, action)
    return state


def test_from_open_to_closed() -> None:
    way = (RepairAction.DELIVER, RepairAction.ACCEPT, RepairAction.BEGIN, RepairAction.REPAIR, RepairAction.CLOSE)
    assert _life(*way) is RepairState.CLOSED
    assert _life(RepairAction.DELIVER, RepairAction.NOTE) is RepairState.SENT
    assert _life(RepairAction.REPAIR, RepairAction.BEGIN) is RepairState.REPAIRING, "it failed again"


@pytest.mark.parametrize(
    ("before", "action"),
    [
        (RepairState.SENT, RepairAction.DELIVER),
        (RepairState.REPAIRING, RepairAction.ACCEPT),
        (RepairState.REPAIRED, RepairAction.REJECT),
        (RepairState.OPEN, RepairAction.OPEN),
    ],
)
def test_a_step_out_of_order_is_refused(before: RepairState, action: RepairAction) -> None:
    with pytest.raises(KnownError, match=r"repair\.out_of_order"):
        after(before, action)


@pytest.mark.parametrize("ended", [RepairState.CLOSED, RepairState.REJECTED])
@pytest.mark.parametrize("action", list(RepairAction))
def test_nothing_happens_to_what_has_ended(ended: RepairState, action: RepairAction) -> None:
    assert ended in ENDED
    with pytest.raises(KnownError, match=r"repair\.ended"):
        after(ended, action)
    assert all(steps_for(party, ended) == [] for party in RepairParty)


def test_operators_write_notes_owners_say_how_far_it_is_and_only_the_room_closes() -> None:
    assert steps_for(RepairParty.OPERATOR, RepairState.SENT) == [RepairAction.NOTE]
    assert not may_do(RepairParty.OWNER, RepairAction.CLOSE)
    assert not may_do(RepairParty.SUPERVISOR, RepairAction.DELIVER)
    assert steps_for(RepairParty.OWNER, RepairState.ACCEPTED) == [
        RepairAction.BEGIN,
        RepairAction.REPAIR,
        RepairAction.REJECT,
        RepairAction.NOTE,
    ]
