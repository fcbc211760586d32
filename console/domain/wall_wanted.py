"""What the screens of a wall are to show, as one value: changed step by step, and taken back one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from console.base.errors import KnownError
from console.domain.layout import grid
from console.domain.tile_content import TileContent
from console.domain.wall_state import WallState
from console.domain.wall_tour import WallTour

MOST_SCREENS = 32
LONGEST_MESSAGE = 200


@dataclass(frozen=True)
class ScreenContent:
    """One screen: layout, tiles, and a message across it where there is one. Of a tour ``state`` is the first page."""

    state: WallState
    message: str = ""
    tour: WallTour | None = None

    @property
    def has_boards(self) -> bool:
        """Now, or on a page of its tour."""
        return bool(self.state.others) or (self.tour is not None and self.tour.has_boards)


EMPTY_SCREEN = ScreenContent(WallState(grid(2, 2), (None,) * 4))


@dataclass(frozen=True)
class Stamp:
    """Who changed a screen, when, by which command, and until when the command was to be carried out."""

    command_id: UUID
    by: str
    at_utc: datetime
    expires_utc: datetime


@dataclass(frozen=True)
class ScreenWanted:
    """``version`` is the wall's, of the change that made the screen what it is; 0 before any."""

    content: ScreenContent = EMPTY_SCREEN
    version: int = 0
    stamp: Stamp | None = None


@dataclass(frozen=True)
class WallWanted:
    """Screens count from 1. ``before``: what the last change replaced, by screen; empty where nothing can be undone."""

    screens: tuple[ScreenWanted, ...]
    version: int = 0
    before: Mapping[int, ScreenContent] | None = None

    def screen(self, number: int) -> ScreenWanted:
        """Raises KnownError ``wall.unknown_screen`` (screen)."""
        if not 1 <= number <= len(self.screens):
            raise KnownError("wall.unknown_screen", screen=number)
        return self.screens[number - 1]

    def with_contents(self, contents: Mapping[int, ScreenContent], stamp: Stamp) -> WallWanted:
        """One step: all of ``contents`` at once. What is so already is no step. Raises KnownError ``wall.unknown_screen``."""
        news = {number: one for number, one in contents.items() if self.screen(number).content != one}
        if not news:
            return self
        version = self.version + 1
        screens = tuple(
            ScreenWanted(news[number], version, stamp) if number in news else screen
            for number, screen in enumerate(self.screens, start=1)
        )
        before = {number: self.screen(number).content for number in news}
        return WallWanted(screens, version, before)

    def one_back(self) -> Mapping[int, ScreenContent]:
        """What undoes the last change. It is a step itself when it is done, and undoing that brings the change back.

        Raises KnownError ``wall.nothing_to_undo``.
        """
        if not self.before:
            raise KnownError("wall.nothing_to_undo")
        return self.before

    def resized(self, count: int) -> WallWanted:
        """With so many screens; those that stay keep what they show, new ones are empty."""
        kept = self.screens[:count] + (ScreenWanted(),) * (count - len(self.screens))
        before = {number: one for number, one in (self.before or {}).items() if number <= count}
        return replace(self, screens=kept, before=before or None)


def with_layout(state: WallState, message: str) -> ScreenContent:
    """The lock of a wall is its console's and stays there; each tile has a place."""
    size = len(state.layout.cells)
    tiles = (*state.tiles[:size], *(None,) * (size - len(state.tiles)))
    return ScreenContent(WallState(state.layout, tiles), message)


def with_tour(content: ScreenContent, tour: WallTour) -> ScreenContent:
    """In the layout that stands there, or in its own. Raises KnownError ``wall.tour_no_tile``."""
    if not tour.layouts and not tour.room(content.state):
        raise KnownError("wall.tour_no_tile")
    return ScreenContent(tour.first_page(content.state), content.message, tour)


def with_tile(content: ScreenContent, tile: int, shown: TileContent | None) -> ScreenContent:
    """``shown`` on one tile, counted from 0; None empties it. A tour ends with it.

    Raises KnownError ``wall.unknown_tile`` (tile).
    """
    if not 0 <= tile < len(content.state.layout.cells):
        raise KnownError("wall.unknown_tile", tile=tile + 1)
    whole = with_layout(content.state, content.message)
    tiles = (*whole.state.tiles[:tile], shown, *whole.state.tiles[tile + 1 :])
    return replace(content, state=replace(whole.state, tiles=tiles), tour=None)


def with_message(content: ScreenContent, text: str) -> ScreenContent:
    """Across the screen until another takes its place; nothing takes it away."""
    return replace(content, message=text.strip())


def is_expired(expires_utc: datetime, now_utc: datetime) -> bool:
    """A command that comes so late is not carried out: who gave it has gone on since."""
    return now_utc >= expires_utc
