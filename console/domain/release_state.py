"""The states of a release, evidence on its way to the police on their letter, and who may bring it from which into which."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class ReleaseState(Enum):
    """How a release stands."""

    REQUESTED = "requested"
    """The police asked for it, with letter and report number."""
    APPROVED = "approved"
    """A second person agreed; the package is being made."""
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """Who asked needs it no longer."""
    PACKED = "packed"
    """Sealed, and ready to be fetched."""
    RELEASED = "released"
    """Fetched by who asked."""
    RECEIVED = "received"
    """Who fetched it said by its hash that it came whole."""
    RETAINED = "retained"
    """Put away until its time is over; nobody fetches it any more."""
    DESTROYED = "destroyed"
    """The package is gone; what was done with it is still known."""


class ReleaseAction(Enum):
    """What is done to a release."""

    REQUEST = "request"
    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    PACK = "pack"
    RELEASE = "release"
    """A download began; each one is written down."""
    RECEIVE = "receive"
    RETAIN = "retain"
    DESTROY = "destroy"


class ReleaseParty(Enum):
    """Who does it."""

    REQUESTER = "requester"
    """The police officer who asked, or a liaison of the area where a police system asked."""
    OFFICER = "officer"
    """An evidence officer."""
    SYSTEM = "system"
    """The centre itself."""


ENDED = frozenset({ReleaseState.REFUSED, ReleaseState.WITHDRAWN, ReleaseState.DESTROYED})
"""Nothing more happens to it; who still needs evidence asks anew."""
FETCHABLE = frozenset({ReleaseState.PACKED, ReleaseState.RELEASED, ReleaseState.RECEIVED})
DECIDED = frozenset(ReleaseState) - {ReleaseState.REQUESTED, ReleaseState.WITHDRAWN}

NEEDS_OTHER_EYES = frozenset({ReleaseAction.APPROVE})
"""Not by who asked, and not by who flagged."""
NEEDS_CONFIRMATION = frozenset({ReleaseAction.APPROVE, ReleaseAction.DESTROY})
"""Only right after the person's password was asked again."""

CONFIRMATION_S = 300.0
"""How long a password that was given again counts."""


def _rows() -> Iterable[tuple[ReleaseAction, ReleaseParty, Iterable[ReleaseState], ReleaseState | None]]:
    """(what, by whom, from, to); to None is a fact that is written down and leaves the state as it is."""
    officer, requester, system = ReleaseParty.OFFICER, ReleaseParty.REQUESTER, ReleaseParty.SYSTEM
    requested, approved = ReleaseState.REQUESTED, ReleaseState.APPROVED
    yield ReleaseAction.APPROVE, officer, (requested,), approved
    yield ReleaseAction.REFUSE, officer, (requested,), ReleaseState.REFUSED
    # Once it is sealed it exists, and has to go the way of all packages to its minute of destruction.
    yield ReleaseAction.WITHDRAW, requester, (requested, approved), ReleaseState.WITHDRAWN
    yield ReleaseAction.PACK, system, (approved,), ReleaseState.PACKED
    yield ReleaseAction.RELEASE, requester, (ReleaseState.PACKED,), ReleaseState.RELEASED
    yield ReleaseAction.RELEASE, requester, (ReleaseState.RELEASED, ReleaseState.RECEIVED), None
    yield ReleaseAction.RECEIVE, requester, (ReleaseState.RELEASED,), ReleaseState.RECEIVED
    # Also what nobody fetched: a package must not lie open for ever because its receiver forgot it.
    yield ReleaseAction.RETAIN, officer, FETCHABLE, ReleaseState.RETAINED
    yield ReleaseAction.DESTROY, officer, (ReleaseState.RETAINED,), ReleaseState.DESTROYED


TRANSITIONS: dict[tuple[ReleaseState, ReleaseAction, ReleaseParty], ReleaseState] = {
    (state, action, party): state if to is None else to for action, party, states, to in _rows() for state in states
}
"""(state, action, party) to the state afterwards; what is not in it does not happen. A request begins at REQUESTED."""


def allowed(state: ReleaseState, party: ReleaseParty) -> tuple[ReleaseAction, ...]:
    """What ``party`` may do now, in the order of ``ReleaseAction``."""
    return tuple(action for action in ReleaseAction if (state, action, party) in TRANSITIONS)
