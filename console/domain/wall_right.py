"""Who may send to a screen of a wall: by role, by how the screen is set up, and while nobody else has claimed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from console.base.errors import KnownError

LEAST_CLAIM_S = 60
MOST_CLAIM_S = 12 * 3_600


@dataclass(frozen=True)
class WallSender:
    """A person at a wall. ``steers``: any screen, and the claims of others; ``sends``: screens that are open to operators."""

    id: str
    name: str
    sends: bool = False
    steers: bool = False


@dataclass(frozen=True)
class WallClaim:
    """A screen is one person's for a while, for a reason."""

    holder_id: str
    holder: str
    reason: str
    since_utc: datetime
    until_utc: datetime


def standing_claim(claim: WallClaim | None, now_utc: datetime) -> WallClaim | None:
    """The claim, if it still holds."""
    return claim if claim is not None and now_utc < claim.until_utc else None


def check_right(
    sender: WallSender, screen: int, claim: WallClaim | None, now_utc: datetime, *, open_to_operators: bool
) -> None:
    """Raises KnownError ``wall.not_open`` (screen) or ``wall.claimed`` (screen, holder)."""
    if not (sender.steers or (sender.sends and open_to_operators)):
        raise KnownError("wall.not_open", screen=screen)
    standing = standing_claim(claim, now_utc)
    if standing is not None and standing.holder_id != sender.id:
        raise KnownError("wall.claimed", screen=screen, holder=standing.holder)


def new_claim(sender: WallSender, reason: str, for_s: int, now_utc: datetime) -> WallClaim:
    """Once ``check_right`` let the sender pass; who has the screen already begins anew."""
    held_s = min(max(for_s, LEAST_CLAIM_S), MOST_CLAIM_S)
    return WallClaim(sender.id, sender.name, reason, now_utc, now_utc + timedelta(seconds=held_s))


def check_may_end(sender: WallSender, screen: int, claim: WallClaim | None, now_utc: datetime) -> None:
    """Who has the screen, or who steers. Raises KnownError ``wall.claimed`` (screen, holder)."""
    standing = standing_claim(claim, now_utc)
    if standing is not None and standing.holder_id != sender.id and not sender.steers:
        raise KnownError("wall.claimed", screen=screen, holder=standing.holder)
