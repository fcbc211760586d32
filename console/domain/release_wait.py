"""Which releases wait for an evidence officer: a decision, a package to put away, a package whose time is over."""

from __future__ import annotations

from datetime import datetime

from console.domain.release_state import ReleaseState


def waits_for_officer(
    state: ReleaseState, retention_until_utc: datetime | None, now_utc: datetime, *, held: bool
) -> bool:
    """A package that was fetched and confirmed waits to be put away, so that nobody fetches it any more."""
    if state is ReleaseState.RETAINED:
        return is_due(retention_until_utc, now_utc) and not held
    return state in {ReleaseState.REQUESTED, ReleaseState.RECEIVED}


def is_due(retention_until_utc: datetime | None, now_utc: datetime) -> bool:
    """Its time is over: it may be destroyed where nothing holds it."""
    return retention_until_utc is not None and now_utc >= retention_until_utc
