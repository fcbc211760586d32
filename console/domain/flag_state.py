"""The states of a flag and the one table of who may bring it from which state into which."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from console.domain.roles import Role


class FlagState(Enum):
    """How a flag stands; ``escalated`` is no state but a level, see ``flag_clock``."""

    DRAFT = "draft"
    """The operator is filling it in."""
    FLAGGED = "flagged"
    """On the console's disk, not at the centre yet."""
    VERIFIED = "verified"
    """A supervisor looked at it before it was sent."""
    SENT = "sent"
    """The centre has it; no police have it on a screen yet."""
    DELIVERED = "delivered"
    """It reached a police inbox or a receiver; nobody has answered yet."""
    ACKNOWLEDGED = "acknowledged"
    """An officer took it."""
    ASSIGNED = "assigned"
    ENROUTE = "enroute"
    ONSCENE = "onscene"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"
    """Dealt with at the place; a person still has to close it with a reason."""
    CLOSED = "closed"
    CANCELLED = "cancelled"
    DUPLICATE = "duplicate"
    REOPENED = "reopened"


class FlagAction(Enum):
    """What is done to a flag."""

    FLAG = "flag"
    VERIFY = "verify"
    SEND = "send"
    DELIVER = "deliver"
    ACKNOWLEDGE = "acknowledge"
    ASSIGN = "assign"
    GO = "go"
    ARRIVE = "arrive"
    HOLD = "hold"
    RESUME = "resume"
    RESOLVE = "resolve"
    CLOSE = "close"
    CANCEL = "cancel"
    MARK_DUPLICATE = "mark_duplicate"
    REOPEN = "reopen"
    NOTE = "note"
    TELEPHONE = "telephone"
    """The police were told by voice: another channel, when this one is not answered."""
    ESCALATE = "escalate"
    ADD_CAMERA = "add_camera"
    """Another camera that saw it, or sees what became of it."""


class FlagParty(Enum):
    """Who does it; several roles of people, and none, may be one party."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    POLICE = "police"
    """A liaison at the inbox, or a receiver whose signed answer came back."""
    SYSTEM = "system"


PARTY_OF_ROLE = {
    Role.OPERATOR: FlagParty.OPERATOR,
    Role.SUPERVISOR: FlagParty.SUPERVISOR,
    Role.POLICE_LIAISON: FlagParty.POLICE,
}
"""Other roles change no flag."""

UNANSWERED = frozenset({FlagState.SENT, FlagState.DELIVERED, FlagState.REOPENED})
TAKEN = frozenset({FlagState.ACKNOWLEDGED, FlagState.ASSIGNED, FlagState.ENROUTE, FlagState.ONSCENE, FlagState.ON_HOLD})
ENDED = frozenset({FlagState.CLOSED, FlagState.CANCELLED, FlagState.DUPLICATE})
"""Nothing more happens to it, unless somebody opens it again."""
_HERE = frozenset({FlagState.FLAGGED, FlagState.VERIFIED})
_AT_CENTRE = UNANSWERED | TAKEN | {FlagState.RESOLVED}

_ROOM = (FlagParty.OPERATOR, FlagParty.SUPERVISOR)
_LEADERS = (FlagParty.SUPERVISOR, FlagParty.POLICE)
_PEOPLE = (*_ROOM, FlagParty.POLICE)
_POLICE = (FlagParty.POLICE,)

Key = tuple[FlagState, FlagAction, FlagParty]


def _rows() -> Iterable[tuple[FlagAction, tuple[FlagParty, ...], Iterable[FlagState], FlagState | None]]:
    """(what, by whom, from, to); to None is a fact that is written down and leaves the state as it is."""
    supervisor = (FlagParty.SUPERVISOR,)
    moving = TAKEN - {FlagState.ON_HOLD}
    yield FlagAction.FLAG, _ROOM, (FlagState.DRAFT,), FlagState.FLAGGED
    yield FlagAction.VERIFY, supervisor, (FlagState.FLAGGED,), FlagState.VERIFIED
    # The police must not wait for a second look, so a flag is usually verified after it was sent.
    yield FlagAction.VERIFY, supervisor, _AT_CENTRE, None
    yield FlagAction.SEND, _ROOM, _HERE, FlagState.SENT
    yield FlagAction.DELIVER, (FlagParty.POLICE, FlagParty.SYSTEM), UNANSWERED, FlagState.DELIVERED
    yield FlagAction.ACKNOWLEDGE, _POLICE, UNANSWERED, FlagState.ACKNOWLEDGED
    # Who sends somebody has taken the flag: a dispatcher is not made to say it twice.
    yield FlagAction.ASSIGN, _POLICE, UNANSWERED | TAKEN, FlagState.ASSIGNED
    yield FlagAction.GO, _POLICE, TAKEN - {FlagState.ENROUTE, FlagState.ONSCENE}, FlagState.ENROUTE
    yield FlagAction.ARRIVE, _POLICE, TAKEN - {FlagState.ONSCENE}, FlagState.ONSCENE
    yield FlagAction.HOLD, _LEADERS, moving, FlagState.ON_HOLD
    yield FlagAction.RESUME, _LEADERS, (FlagState.ON_HOLD,), FlagState.ACKNOWLEDGED
    yield FlagAction.RESOLVE, _POLICE, TAKEN, FlagState.RESOLVED
    yield FlagAction.CLOSE, _POLICE, TAKEN | {FlagState.RESOLVED}, FlagState.CLOSED
    yield FlagAction.CLOSE, supervisor, _AT_CENTRE, FlagState.CLOSED
    yield FlagAction.CLOSE, (FlagParty.OPERATOR,), (FlagState.RESOLVED,), FlagState.CLOSED
    yield FlagAction.CANCEL, _ROOM, _HERE | UNANSWERED, FlagState.CANCELLED
    # Officers are on their way by now: that they are called back is not for one operator to say.
    yield FlagAction.CANCEL, supervisor, TAKEN, FlagState.CANCELLED
    yield FlagAction.MARK_DUPLICATE, _PEOPLE, UNANSWERED, FlagState.DUPLICATE
    yield FlagAction.MARK_DUPLICATE, _LEADERS, TAKEN, FlagState.DUPLICATE
    yield FlagAction.REOPEN, _LEADERS, ENDED | {FlagState.RESOLVED}, FlagState.REOPENED
    yield FlagAction.NOTE, _PEOPLE, _AT_CENTRE, None
    yield FlagAction.TELEPHONE, _ROOM, _AT_CENTRE, None
    yield FlagAction.ADD_CAMERA, _ROOM, _AT_CENTRE, None
    yield FlagAction.ESCALATE, (FlagParty.SYSTEM,), UNANSWERED | TAKEN, None


TRANSITIONS: dict[Key, FlagState] = {
    (state, action, party): state if to is None else to
    for action, parties, states, to in _rows()
    for state in states
    for party in parties
}
"""(state, action, party) to the state afterwards; what is not in it does not happen."""


def is_open(state: FlagState) -> bool:
    """Somebody still has to do something about it."""
    return state not in ENDED


def allowed(state: FlagState, party: FlagParty) -> tuple[FlagAction, ...]:
    """What ``party`` may do now, in the order of ``FlagAction``."""
    return tuple(action for action in FlagAction if (state, action, party) in TRANSITIONS)
