"""Who may move a camera at this moment: one person for the whole city, until a while after their last movement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

KEPT_S = 10.0
"""How long a camera stays somebody's after their last movement."""


@dataclass(frozen=True)
class Mover:
    """A person who wants to move a camera."""

    id: str
    name: str
    may_take_over: bool = False
    """May take a camera from somebody who may not."""


@dataclass(frozen=True)
class PtzLock:
    """A camera is one person's; ``until_s`` is monotonic time."""

    holder: Mover
    until_s: float


class LockStep(Enum):
    """What a wish came to."""

    TAKEN = "taken"
    RENEWED = "renewed"
    TAKEN_OVER = "taken_over"
    REFUSED = "refused"


@dataclass(frozen=True)
class LockRuling:
    """How the lock stands after a wish, and whose it was before where it was taken from them."""

    step: LockStep
    lock: PtzLock
    lost_by: Mover | None = None


def standing(lock: PtzLock | None, now_s: float) -> PtzLock | None:
    """The lock, if it still holds."""
    return lock if lock is not None and now_s < lock.until_s else None


def wished(
    lock: PtzLock | None, mover: Mover, now_s: float, *, kept_s: float = KEPT_S, take_over: bool = False
) -> LockRuling:
    """``mover`` wants to move the camera; with ``take_over`` even from somebody else."""
    held = standing(lock, now_s)
    mine = PtzLock(mover, now_s + kept_s)
    if held is None:
        return LockRuling(LockStep.TAKEN, mine)
    if held.holder.id == mover.id:
        return LockRuling(LockStep.RENEWED, mine)
    if take_over and can_take_over(mover, held.holder):
        return LockRuling(LockStep.TAKEN_OVER, mine, held.holder)
    return LockRuling(LockStep.REFUSED, held)


def can_take_over(mover: Mover, holder: Mover) -> bool:
    """Among equals the one who has it keeps it."""
    return mover.may_take_over and not holder.may_take_over and mover.id != holder.id


def released(lock: PtzLock | None, mover: Mover, now_s: float) -> PtzLock | None:
    """``mover`` lets the camera go; nobody lets go what is somebody else's."""
    held = standing(lock, now_s)
    return None if held is not None and held.holder.id == mover.id else held
