"""What the hand-over note of a shift must be, whose it is to read, and when its second signature is late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from console.domain.area import contains, in_scope

LONGEST_TEXT = 4_000
LONGEST_WHY = 500
LONGEST_REMARK = 1_000
MOST_WATCHED = 50
MOST_CAMERAS = 12
"""In one line of what is watched."""
LONGEST_SHIFT = timedelta(hours=24)
DUE_AFTER = timedelta(minutes=30)
"""So long after the start of the next shift a note is signed by the second person, or a supervisor is told."""


class HandoverPart(Enum):
    """What a signature says."""

    GIVES = "gives"
    TAKES = "takes"


class HandoverState(Enum):
    """How far a note has come."""

    WRITTEN = "written"
    """It came without the author's signature: their console could not ask the centre for it."""
    SIGNED = "signed"
    DONE = "done"


class RemarkKind(Enum):
    """What is added to a note afterwards; the note itself is never changed."""

    REMARK = "remark"
    QUESTION = "question"
    CORRECTION = "correction"
    """By its author."""


@dataclass(frozen=True)
class Reach:
    """Areas that somebody sees, or that a note is about."""

    areas: tuple[str, ...]
    denied: tuple[str, ...] = ()

    def holds(self, other: Reach) -> bool:
        """Whoever has this reach may see all of the other one."""
        if not other.areas or not all(in_scope(area, self.areas, self.denied) for area in other.areas):
            return False
        hidden = (one for one in self.denied if any(contains(area, one) for area in other.areas))
        return all(any(contains(left_out, one) for left_out in other.denied) for one in hidden)


def note_fault(text: str, watched: Sequence[tuple[str, int]]) -> str | None:
    """The code of what is wrong with the words of a note, or None. ``watched``: why, and how many cameras."""
    if not text.strip() and not watched:
        return "handover.empty"
    if len(text) > LONGEST_TEXT or any(len(why) > LONGEST_WHY for why, _count in watched):
        return "handover.too_long"
    if len(watched) > MOST_WATCHED or any(count > MOST_CAMERAS for _why, count in watched):
        return "handover.too_many"
    if any(not why.strip() or not count for why, count in watched):
        return "handover.line_empty"
    return None


def state_of(parts: Iterable[HandoverPart]) -> HandoverState:
    """``parts``: those that are signed."""
    signed = set(parts)
    if HandoverPart.GIVES not in signed:
        return HandoverState.WRITTEN
    return HandoverState.DONE if HandoverPart.TAKES in signed else HandoverState.SIGNED


def signing_fault(part: HandoverPart, signed: Iterable[HandoverPart], *, is_author: bool) -> str | None:
    """The code of why this person may not sign so now, or None."""
    if part is HandoverPart.GIVES:
        return None if is_author else "handover.not_yours"
    if is_author:
        return "handover.own_note"
    return None if HandoverPart.GIVES in set(signed) else "handover.not_signed"


def is_late(state: HandoverState, until_utc: datetime, now_utc: datetime, due_after: timedelta = DUE_AFTER) -> bool:
    """``until_utc``: the end of the shift that the note is of, which is the start of the next one."""
    return state is not HandoverState.DONE and now_utc > until_utc + due_after
