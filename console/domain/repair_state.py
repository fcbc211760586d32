"""The states of a repair ticket, and who may bring it from which into which."""

from __future__ import annotations

from enum import Enum

from console.base.errors import KnownError


class RepairState(Enum):
    """How a repair stands."""

    OPEN = "open"
    """Written down; no system of the owner has it yet."""
    SENT = "sent"
    """The owner's system said that it arrived."""
    ACCEPTED = "accepted"
    REPAIRING = "repairing"
    REPAIRED = "repaired"
    """The owner says so; the cameras have to show it."""
    CLOSED = "closed"
    REJECTED = "rejected"


class RepairAction(Enum):
    """What is done to a repair."""

    OPEN = "open"
    DELIVER = "deliver"
    ACCEPT = "accept"
    BEGIN = "begin"
    REPAIR = "repair"
    REJECT = "reject"
    NOTE = "note"
    CLOSE = "close"


class RepairParty(Enum):
    """Who does it."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    """Also what an owner without a system of its own says by telephone."""
    OWNER = "owner"
    """The owner's system, signed."""
    CENTRE = "centre"


ENDED = frozenset({RepairState.CLOSED, RepairState.REJECTED})
"""Nothing more happens to it; what fails again is a new one."""
_NEW = frozenset({RepairState.OPEN, RepairState.SENT})
_GOING_ON = _NEW | {RepairState.ACCEPTED, RepairState.REPAIRING, RepairState.REPAIRED}
_STEPS: dict[RepairAction, tuple[frozenset[RepairState], RepairState | None]] = {
    RepairAction.DELIVER: (frozenset({RepairState.OPEN}), RepairState.SENT),
    RepairAction.ACCEPT: (_NEW, RepairState.ACCEPTED),
    # What was repaired and fails again goes on as the same repair.
    RepairAction.BEGIN: (_GOING_ON - {RepairState.REPAIRING}, RepairState.REPAIRING),
    RepairAction.REPAIR: (_GOING_ON - {RepairState.REPAIRED}, RepairState.REPAIRED),
    RepairAction.REJECT: (_GOING_ON - {RepairState.REPAIRED}, RepairState.REJECTED),
    RepairAction.NOTE: (_GOING_ON, None),
    RepairAction.CLOSE: (_GOING_ON, RepairState.CLOSED),
}
_OWNERS = frozenset(
    {RepairAction.ACCEPT, RepairAction.BEGIN, RepairAction.REPAIR, RepairAction.REJECT, RepairAction.NOTE}
)
_MAY: dict[RepairParty, frozenset[RepairAction]] = {
    RepairParty.OPERATOR: frozenset({RepairAction.NOTE}),
    RepairParty.SUPERVISOR: _OWNERS | {RepairAction.CLOSE},
    RepairParty.OWNER: _OWNERS,
    RepairParty.CENTRE: frozenset({RepairAction.DELIVER, RepairAction.CLOSE}),
}
NEEDS_NOTE = frozenset({RepairAction.REJECT, RepairAction.NOTE})


def may_do(party: RepairParty, action: RepairAction) -> bool:
    return action in _MAY[party]


def after(state: RepairState, action: RepairAction) -> RepairState:
    """Raises KnownError ``repair.ended``, ``repair.out_of_order``."""
    if state in ENDED:
        raise KnownError("repair.ended")
    step = _STEPS.get(action)
    if step is None or state not in step[0]:
        raise KnownError("repair.out_of_order")
    return step[1] or state


def steps_for(party: RepairParty, state: RepairState) -> list[RepairAction]:
    """What this party can do now, in the order of the table."""
    return [action for action, (before, _after) in _STEPS.items() if state in before and may_do(party, action)]
