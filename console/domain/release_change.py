"""One change of a release, what it must carry, and what becomes of the release by it: pure rules over the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from console.base.errors import KnownError
from console.domain.release_state import (
    CONFIRMATION_S,
    DECIDED,
    ENDED,
    NEEDS_CONFIRMATION,
    NEEDS_OTHER_EYES,
    TRANSITIONS,
    ReleaseAction,
    ReleaseParty,
    ReleaseState,
)

_NEEDS_NOTE = frozenset({ReleaseAction.REFUSE})


@dataclass(frozen=True)
class ReleaseRequest:
    """On what the police ask: without all of it there is no lawful release."""

    letter_number: str
    report_number: str
    purpose: str
    officer_name: str
    officer_number: str

    def check(self) -> None:
        """Raises KnownError ``release.request_incomplete``."""
        texts = (self.letter_number, self.report_number, self.purpose, self.officer_name, self.officer_number)
        if not all(text.strip() for text in texts):
            raise KnownError("release.request_incomplete")


@dataclass(frozen=True)
class ReleaseChange:
    """What somebody does to a release."""

    action: ReleaseAction
    note: str = ""
    sha256: str = ""
    """Of the package, as who received it computed it."""
    minute_number: str = ""
    """Of the minute of destruction (Berita Acara Pemusnahan)."""
    witness: str = ""
    """Who saw the destruction."""


@dataclass(frozen=True)
class ReleaseFacts:
    """What is known of the release, and of the person who changes it."""

    state: ReleaseState
    package_sha256: str = ""
    retention_until_utc: datetime | None = None
    legal_hold: bool = False
    """Its flag is on hold."""
    is_requester: bool = False
    is_author: bool = False
    """The person flagged what the evidence belongs to."""
    confirmed_utc: datetime | None = None
    """When the person's password was last asked again."""


def state_after(facts: ReleaseFacts, party: ReleaseParty, change: ReleaseChange, now_utc: datetime) -> ReleaseState:
    """The state that ``change`` brings about.

    Raises KnownError ``release.ended``, ``release.already_decided``, ``release.not_yours``, ``release.out_of_order``,
    ``release.same_person``, ``release.confirm_again``, ``release.note_missing``, ``release.wrong_hash``,
    ``release.legal_hold``, ``release.retention_runs``, ``release.minute_missing``.
    """
    after = TRANSITIONS.get((facts.state, change.action, party))
    if after is None:
        raise _refusal(facts.state, change.action)
    if change.action in NEEDS_OTHER_EYES and (facts.is_requester or facts.is_author):
        raise KnownError("release.same_person")
    if change.action in _NEEDS_NOTE and not change.note.strip():
        raise KnownError("release.note_missing")
    if change.action is ReleaseAction.RECEIVE and change.sha256.strip().lower() != facts.package_sha256:
        raise KnownError("release.wrong_hash")
    if change.action is ReleaseAction.DESTROY:
        _check_destruction(facts, change, now_utc)
    if change.action in NEEDS_CONFIRMATION and not is_confirmed(facts.confirmed_utc, now_utc):
        raise KnownError("release.confirm_again")
    return after


def _refusal(state: ReleaseState, action: ReleaseAction) -> KnownError:
    if state in ENDED:
        return KnownError("release.ended")
    if action in {ReleaseAction.APPROVE, ReleaseAction.REFUSE} and state in DECIDED:
        return KnownError("release.already_decided")
    if any((state, action, other) in TRANSITIONS for other in ReleaseParty):
        return KnownError("release.not_yours")
    return KnownError("release.out_of_order")


def is_confirmed(confirmed_utc: datetime | None, now_utc: datetime) -> bool:
    """A moment that lies ahead is a clock that was set back, and proves nothing."""
    if confirmed_utc is None:
        return False
    return timedelta(0) <= now_utc - confirmed_utc <= timedelta(seconds=CONFIRMATION_S)


def _check_destruction(facts: ReleaseFacts, change: ReleaseChange, now_utc: datetime) -> None:
    if facts.legal_hold:
        raise KnownError("release.legal_hold")
    if facts.retention_until_utc is None or now_utc < facts.retention_until_utc:
        raise KnownError("release.retention_runs")
    if not (change.minute_number.strip() and change.witness.strip() and change.note.strip()):
        raise KnownError("release.minute_missing")
