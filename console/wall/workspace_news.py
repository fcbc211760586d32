"""What to do about news of a workspace that is open here: nobody is pulled away from what they are doing; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from uuid import UUID

from console.domain.tile_content import MessageBoard
from console.domain.wall_state import WallState
from console.wall.named_workspace import NamedWorkspace
from console.wall.workspace import Workspace

WallsNow = Mapping[int, WallState]
"""By the numbers of their windows."""


class News(Enum):
    """What is to be done."""

    NOTHING = "nothing"
    SAME = "same"
    """There is a newer one with the same windows, or with what is on the walls already."""
    ASK = "ask"
    APPLY = "apply"
    GONE = "gone"
    """It is shared no more; what is on the walls stays."""


@dataclass(frozen=True)
class Opened:
    """The workspace that was called up last. ``put``: the walls as they were right after it."""

    id: UUID
    name: str
    revision: int
    workspace: Workspace
    put: WallsNow

    def is_changed(self, now: WallsNow) -> bool:
        """Somebody has done something to them since; a window that was closed counts."""
        return any(now.get(number) != state for number, state in self.put.items())


def news_of(opened: Opened, told: NamedWorkspace | None, now: WallsNow, *, at_once: bool, is_busy: bool) -> News:
    """``told``: as it is known now; ``is_busy``: a question or a menu is open here."""
    if told is None:
        return News.GONE
    if told.waits or told.revision == opened.revision:
        return News.NOTHING
    if told.workspace == opened.workspace:
        return News.SAME
    if all(now.get(window.number) == window.wall for window in told.workspace.windows if window.number in now):
        return News.SAME
    if at_once and not is_busy and not opened.is_changed(now):
        return News.APPLY
    return News.ASK


def for_reader(one: NamedWorkspace, words: str) -> Workspace:
    """``words`` on each tile whose camera is not the reader's to see."""
    closed = dict(one.left_out)
    windows = [
        replace(window, wall=_with_words(window.wall, closed.get(window.number, ()), words))
        for window in one.workspace.windows
    ]
    return Workspace(tuple(windows))


def _with_words(wall: WallState, tiles: tuple[int, ...], words: str) -> WallState:
    board = MessageBoard(words)
    return WallState(
        wall.layout, tuple(board if tile in tiles else one for tile, one in enumerate(wall.tiles)), wall.locked
    )
