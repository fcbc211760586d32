"""Alarms over what people put on a screen: the highest lies on top, each returns when it is over, and people's hands win."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from console.domain.camera import CameraId
from console.domain.layout import Layout, grid
from console.domain.tile_content import TileContent
from console.domain.wall_rule import RuleTrigger
from console.domain.wall_state import WallState
from console.domain.wall_wanted import ScreenContent

QUIET_S = 10
"""A screen is changed by rules at most once in so long; people read what stands there."""
MOST_ALARMS = 16
"""On one screen; of more the least are not kept."""
MOST_CAMERAS = 16


@dataclass(frozen=True)
class Alarm:
    """Something that a rule shows. ``tile`` from 1; None takes the whole screen. ``until_utc`` None: until it is answered."""

    id: UUID
    rule_id: UUID
    rule_name: str
    subject_id: str
    number: str
    cameras: tuple[CameraId, ...]
    priority: int
    at_utc: datetime
    tile: int | None = None
    until_utc: datetime | None = None
    sound: bool = False
    exercise: bool = False
    kind: RuleTrigger = RuleTrigger.FLAG


@dataclass(frozen=True)
class AlarmMark:
    """One tile, from 0, that stands for an alarm."""

    tile: int
    alarm: Alarm


@dataclass(frozen=True)
class Overlay:
    """What rules have made of a screen: ``base`` is what people put there, ``applied`` what the rules gave instead.

    ``parts``: every alarm that has a part in it, also one that lies under another. ``is_whole``: one of them took the screen.
    """

    base: ScreenContent
    applied: ScreenContent
    marks: tuple[AlarmMark, ...] = ()
    parts: frozenset[UUID] = frozenset()
    is_whole: bool = False


def ranked(alarms: Iterable[Alarm]) -> tuple[Alarm, ...]:
    """Highest first: by priority, 1 before 5, then the newest; the id settles what is of one moment."""
    return tuple(sorted(alarms, key=lambda one: (one.priority, -one.at_utc.timestamp(), -one.id.int)))


def overlaid(base: ScreenContent, alarms: Iterable[Alarm]) -> Overlay:
    """``base`` with the alarms over it; a message that people put there stays. Pure: without alarms it is ``base``.

    A tour stands still meanwhile: beside the alarm lies its first page.
    """
    state, marks, kept = base.state, dict[int, AlarmMark](), ranked(alarms)[:MOST_ALARMS]
    for alarm in reversed(kept):
        if alarm.tile is None:
            shown = alarm.cameras[:MOST_CAMERAS]
            layout = _fitting(len(shown))
            state = WallState(layout, _padded(shown, len(layout.cells)))
            marks = {tile: AlarmMark(tile, alarm) for tile in range(len(shown))}
        else:
            # One camera for one tile; several of a flag need a whole screen.
            tile, size = alarm.tile - 1, len(state.layout.cells)
            if alarm.cameras and tile < size:
                tiles = list(_padded(state.tiles, size))
                tiles[tile] = alarm.cameras[0]
                state = replace(state, tiles=tuple(tiles))
                marks[tile] = AlarmMark(tile, alarm)
    content = replace(base, state=state, tour=None if marks else base.tour)
    in_order = tuple(marks[tile] for tile in sorted(marks))
    parts, is_whole = frozenset(one.id for one in kept), any(one.tile is None for one in kept)
    return Overlay(base, content, in_order, parts, is_whole)


def reconciled(
    before: Overlay, current: ScreenContent, alarms: Sequence[Alarm]
) -> tuple[ScreenContent, tuple[Alarm, ...]]:
    """What people want now, and the alarms that still hold, after somebody may have changed the screen.

    What they changed stays theirs: an alarm that lay there is over for them, and nothing comes back over it.
    """
    if current == before.applied:
        return before.base, tuple(alarms)
    if (current.state, current.tour) == (before.applied.state, before.applied.tour):
        return replace(before.base, message=current.message), tuple(alarms)
    if before.is_whole or current.tour is not None or current.state.layout != before.applied.state.layout:
        return current, tuple(one for one in alarms if one.id not in before.parts)
    kept_tiles = {
        mark.tile for mark in before.marks if current.state.tile(mark.tile) == before.applied.state.tile(mark.tile)
    }
    touched = {mark.tile + 1 for mark in before.marks} - {tile + 1 for tile in kept_tiles}
    size = len(current.state.layout.cells)
    tiles = tuple(
        before.base.state.tile(tile) if tile in kept_tiles else current.state.tile(tile) for tile in range(size)
    )
    base = replace(current, state=replace(current.state, tiles=tiles))
    return base, tuple(one for one in alarms if one.id not in before.parts or one.tile not in touched)


def _fitting(count: int) -> Layout:
    side = 1
    while side * side < count:
        side += 1
    rows = side - 1 if side > 1 and side * (side - 1) >= count else side
    return grid(rows, side)


def _padded(tiles: Sequence[TileContent | None], size: int) -> tuple[TileContent | None, ...]:
    kept = tuple(tiles[:size])
    return (*kept, *(None,) * (size - len(kept)))
