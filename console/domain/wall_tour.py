"""A tour of one screen of a wall as a value: it is wanted like any content, and run by the screen's machine."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.camera import CameraId
from console.domain.tile_content import Hotspot, TileContent
from console.domain.tour import CameraTour, LayoutTour
from console.domain.wall_state import WallState

MOST_CAMERAS = 400
"""With a page every ten seconds on four tiles somebody sees all of them in a quarter of an hour."""
MOST_LAYOUTS = 16
LONGEST_NAME = 60


@dataclass(frozen=True)
class WallTour:
    """Cameras take turns on the tiles of the screen, or whole layouts on it. Raises ValueError unless it is one of both."""

    name: str
    step_s: int
    cameras: tuple[CameraId, ...] = ()
    layouts: tuple[WallState, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.cameras) == bool(self.layouts):
            raise ValueError("a tour has cameras or layouts")
        self.route()

    def route(self) -> CameraTour | LayoutTour:
        return CameraTour(self.cameras) if self.cameras else LayoutTour(self.layouts)

    @property
    def contents(self) -> frozenset[TileContent]:
        """All that comes on a tile in it."""
        shown = (content for state in self.layouts for content in state.tiles if content is not None)
        return frozenset((*self.cameras, *shown))

    @property
    def has_hotspot(self) -> bool:
        return any(isinstance(content, Hotspot) for content in self.contents)

    @property
    def has_boards(self) -> bool:
        return any(state.others for state in self.layouts)

    def room(self, state: WallState) -> tuple[int, ...]:
        """The tiles that its cameras take turns on: boards stay where they lie."""
        return tuple(tile for tile in range(len(state.layout.cells)) if tile not in state.others)

    def first_page(self, state: WallState) -> WallState:
        """On a screen that shows ``state``; also what a machine shows that knows no tours."""
        if self.layouts:
            return self.layouts[0]
        turns = dict(zip(self.room(state), self.cameras, strict=False))
        size = len(state.layout.cells)
        return WallState(state.layout, tuple(state.others.get(tile, turns.get(tile)) for tile in range(size)))

    def ground(self, state: WallState) -> WallState:
        """What lies below its pages: of ``state`` the boards that stay."""
        if self.layouts:
            return WallState(self.layouts[0].layout, (None,) * len(self.layouts[0].layout.cells))
        return WallState(state.layout, tuple(state.others.get(tile) for tile in range(len(state.layout.cells))))
