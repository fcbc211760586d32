"""What was on a wall: spells of cameras on tiles, and what the machines that showed them counted."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from console.domain.wall_showing import Showing
from console.wire.model import Message, UtcTime

MOST_SHOWINGS = 200
"""In one report."""
MOST_SPELLS = 500
"""In one page."""
PutKind = Literal["person", "preset", "undo", "rule", "rule_over", "rule_held", "setup", ""]
"""``rule_held``: a rule did not show it, since the screen was somebody's; such a spell has no length."""


class ShowingBody(Message):
    """A ``Showing``; what is wrong with one is said of that one alone."""

    id: UUID
    spell_id: UUID
    from_utc: UtcTime
    to_utc: UtcTime
    live_s: float = 0.0
    stale_s: float = 0.0
    dark_s: float = 0.0

    def showing(self) -> Showing:
        return Showing(self.id, self.spell_id, self.from_utc, self.to_utc, self.live_s, self.stale_s, self.dark_s)

    @classmethod
    def of(cls, one: Showing) -> ShowingBody:
        return cls(
            id=one.id,
            spell_id=one.spell_id,
            from_utc=one.from_utc,
            to_utc=one.to_utc,
            live_s=one.live_s,
            stale_s=one.stale_s,
            dark_s=one.dark_s,
        )


class ShowingsBody(Message):
    """What a machine tells of its tiles."""

    showings: tuple[ShowingBody, ...] = Field(max_length=MOST_SHOWINGS)


class RefusedShowing(Message):
    """``code``: why it can't be so."""

    id: UUID
    code: str


class ShowingsAnswer(Message):
    """All others are on record."""

    refused: tuple[RefusedShowing, ...] = ()


class WallSpellRecord(Message):
    """One camera on one tile, from when to when it was wanted there; ``to_utc`` None: it is there now.

    ``shown_from_utc`` to ``shown_to_utc`` is when a machine really showed it, None while none has said so.
    """

    id: UUID
    screen: int
    screen_title: str
    tile: int
    """From 1; 0 is the whole screen: a tour, with its name for the camera's."""
    camera_id: str
    camera_number: int
    camera_name: str
    from_utc: UtcTime
    to_utc: UtcTime | None = None
    put_by: str
    put_kind: PutKind = ""
    put_what: str = ""
    """The preset's or rule's name."""
    shown_from_utc: UtcTime | None = None
    shown_to_utc: UtcTime | None = None
    live_s: float = 0.0
    stale_s: float = 0.0
    dark_s: float = 0.0


class WallSpells(Message):
    """Newest first; ``total``: all that were found. ``before``: what the next page is asked with, None after the last."""

    spells: tuple[WallSpellRecord, ...]
    total: int
    before: UUID | None = None


class KnownWall(Message):
    """A wall by name, without anything that it shows; ``area_code`` is empty for one that was deleted."""

    name: str
    title: str
    area_code: str
    screens: tuple[str, ...]
    """Their titles, by number."""


class KnownWalls(Message):
    """Those of the reader's areas."""

    walls: tuple[KnownWall, ...]
