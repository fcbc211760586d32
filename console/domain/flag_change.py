"""One change of a flag, what it must carry, and what becomes of the flag by it: pure rules over the table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.flag_state import ENDED, TAKEN, TRANSITIONS, FlagAction, FlagParty, FlagState


class FlagReason(Enum):
    """Why a flag is closed, cancelled or put on hold."""

    HANDLED = "handled"
    NOT_FOUND = "not_found"
    FALSE_ALARM = "false_alarm"
    WRONG_CATEGORY = "wrong_category"
    REFERRED = "referred"
    """To another service of the city."""
    NOT_COMPETENT = "not_competent"
    """It lies outside what or where this police may act."""
    EXERCISE = "exercise"
    MISTAKEN = "mistaken"
    """Pressed by mistake, or the wrong camera."""
    WAITING_UNIT = "waiting_unit"
    WAITING_INFORMATION = "waiting_information"
    OTHER = "other"
    """Needs a note."""


REASONS = {
    FlagAction.CLOSE: (
        FlagReason.HANDLED,
        FlagReason.NOT_FOUND,
        FlagReason.FALSE_ALARM,
        FlagReason.WRONG_CATEGORY,
        FlagReason.REFERRED,
        FlagReason.NOT_COMPETENT,
        FlagReason.EXERCISE,
    ),
    FlagAction.CANCEL: (
        FlagReason.MISTAKEN,
        FlagReason.FALSE_ALARM,
        FlagReason.WRONG_CATEGORY,
        FlagReason.EXERCISE,
        FlagReason.OTHER,
    ),
    FlagAction.HOLD: (FlagReason.WAITING_UNIT, FlagReason.WAITING_INFORMATION, FlagReason.OTHER),
}
"""The actions that need a reason, and the reasons that each of them takes."""

NEEDS_OFFICER = frozenset({FlagAction.ACKNOWLEDGE, FlagAction.ASSIGN})
NEEDS_NOTE = frozenset({FlagAction.NOTE, FlagAction.REOPEN})


@dataclass(frozen=True)
class FlagChange:
    """What somebody says of a flag; ``id`` makes saying it again harmless."""

    id: UUID
    action: FlagAction
    reason: FlagReason | None = None
    note: str = ""
    officer_name: str = ""
    officer_number: str = ""
    duplicate_of: UUID | None = None
    camera_id: CameraId | None = None
    """The camera that is added."""


def state_after(state: FlagState, party: FlagParty, change: FlagChange) -> FlagState:
    """The state that ``change`` brings about.

    Raises KnownError ``flag.closed``, ``flag.already_acknowledged``, ``flag.change_not_yours``,
    ``flag.change_out_of_order``, ``flag.reason_missing``, ``flag.note_missing``, ``flag.officer_missing``,
    ``flag.duplicate_missing``, ``flag.camera_missing``.
    """
    after = TRANSITIONS.get((state, change.action, party))
    if after is None:
        raise _refusal(state, change.action)
    check_contents(change)
    return after


def _refusal(state: FlagState, action: FlagAction) -> KnownError:
    if state in ENDED:
        return KnownError("flag.closed")
    if action is FlagAction.ACKNOWLEDGE and state in TAKEN | {FlagState.RESOLVED}:
        return KnownError("flag.already_acknowledged")
    if any((state, action, other) in TRANSITIONS for other in FlagParty):
        return KnownError("flag.change_not_yours")
    return KnownError("flag.change_out_of_order")


def check_contents(change: FlagChange) -> None:
    """Raises KnownError ``flag.reason_missing``, ``flag.note_missing``, ``flag.officer_missing``, ``flag.duplicate_missing``,
    ``flag.camera_missing``.
    """
    reasons = REASONS.get(change.action)
    if reasons is not None and change.reason not in reasons:
        raise KnownError("flag.reason_missing")
    if (change.action in NEEDS_NOTE or change.reason is FlagReason.OTHER) and not change.note.strip():
        raise KnownError("flag.note_missing")
    if change.action in NEEDS_OFFICER and not (change.officer_name.strip() and change.officer_number.strip()):
        raise KnownError("flag.officer_missing")
    if change.action is FlagAction.MARK_DUPLICATE and change.duplicate_of is None:
        raise KnownError("flag.duplicate_missing")
    if change.action is FlagAction.ADD_CAMERA and not change.camera_id:
        raise KnownError("flag.camera_missing")
