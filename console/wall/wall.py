"""A wall: its layout, the content of each tile, the selection; the one truth that views show and change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum

from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.layout import Cell, Layout
from console.domain.tile_content import Hotspot, TileContent, camera_in
from console.domain.wall_state import WallState
from console.wall.contents import WallContents, moved_along
from console.wall.hearing import LOUDEST_PERCENT, Hearing
from console.wall.picture_views import Hangings, PictureViews


class Direction(Enum):
    """Where the selection moves: (rows, columns)."""

    UP = (-1, 0)
    DOWN = (1, 0)
    LEFT = (0, -1)
    RIGHT = (0, 1)


class Wall(WallContents):
    """Tiles count from 0. What a smaller layout has no tile for waits and comes back with a larger one.

    A locked wall keeps its tiles and its layout, and says ``refused``. ``called_up`` tells of a camera that was put on
    a tile by itself. Main thread only.
    """

    def __init__(
        self, layout: Layout, name: str = "main", hangings: Hangings | None = None, hearing: Hearing | None = None
    ) -> None:
        """``hangings`` and ``hearing`` are shared by all walls."""
        super().__init__(layout)
        self.called_up: Signal[CameraId] = Signal()
        self.name = name
        self.hearing = hearing or Hearing(LOUDEST_PERCENT)
        self.views = PictureViews(hangings or Hangings())
        self._selected = 0
        self._full_screen: int | None = None
        self.may_fill: Callable[[int], bool] = lambda _tile: True
        """Asked before a tile fills the wall; who says no may ask the person, and call ``show_full`` again."""

    @property
    def selected(self) -> int:
        return self._selected

    @property
    def full_screen(self) -> int | None:
        """The tile that fills the wall, if one does."""
        return self._full_screen

    @property
    def selected_camera(self) -> CameraId | None:
        return self._camera_on(self._selected)

    def put(self, content: TileContent, tile: int | None = None) -> int:
        """Shows ``content`` on ``tile``, else on the selected tile if empty, else the next free, else the selected.

        Selects the tile and returns it.
        """
        if self._refuses():
            return self._selected
        target = free_tile(self.tiles, self._selected) if tile is None else _checked(self._layout, tile)
        self._lay({target: content})
        if target == self._full_screen and not self.may_fill(target):
            self._full_screen = None
        self._select(target)
        self._tell_selected()
        camera = camera_in(content)
        if camera is not None:
            self.called_up.emit(camera)
        return target

    def put_all(self, contents: Iterable[TileContent | None], tiles: Sequence[int] | None = None) -> None:
        """Fills the tiles from the first one on; what does not fit waits for a larger layout.

        With ``tiles`` only these, in their order; the others keep what they have, and None empties one.
        """
        if self._refuses():
            return
        if tiles is not None:
            self._lay({_checked(self._layout, tile): one for tile, one in zip(tiles, contents, strict=False)})
            full = self._full_screen
            if full is not None and (self._tiles[full] is None or (full in tiles and not self.may_fill(full))):
                self._full_screen = None
            self.changed.emit(None)
            return
        self._lay_all(list(contents))
        self._full_screen = None
        self.changed.emit(None)

    def remove(self, tile: int | None = None) -> None:
        """Empties ``tile``, else the selected one."""
        if self._refuses():
            return
        target = self._selected if tile is None else _checked(self._layout, tile)
        self._lay({target: None})
        if self._full_screen == target:
            self._full_screen = None
        self.changed.emit(None)

    def swap(self, first: int, second: int) -> None:
        """The two tiles change places; the selection goes with ``first``."""
        if self._refuses():
            return
        one, two = _checked(self._layout, first), _checked(self._layout, second)
        self._lay({one: self._tiles[two], two: self._tiles[one]})
        self._select(two)
        self._tell_selected()

    def select(self, tile: int) -> None:
        if _checked(self._layout, tile) != self._selected:
            self._select(tile)
            self._tell_selected()
        else:
            self.pointed.emit(None)

    def move_selection(self, direction: Direction) -> None:
        """To the nearest tile in that direction; in full screen to the next camera."""
        if self._full_screen is not None:
            self._select(next_camera(self.tiles, self._selected, sum(direction.value)))
        else:
            self._select(neighbour(self._layout, self._selected, direction))
        self._tell_selected()

    def show_full(self, tile: int | None) -> None:
        """Lets one tile fill the wall, or none; an empty tile cannot."""
        if tile is not None and self._tiles[_checked(self._layout, tile)] is None:
            return
        if tile is not None and not self.may_fill(tile):
            return
        self._full_screen = tile
        if tile is not None:
            self._selected = tile
        self._tell_selected()

    def set_layout(self, layout: Layout, origins: Sequence[int | None] | None = None) -> None:
        """Keeps every content, and their order; closes gaps only when one would lose its tile.

        ``origins`` says for each new tile which old one it was: then contents go with their tiles.
        """
        if self._refuses():
            return
        size = len(layout.cells)
        kept = self._tiles if origins is None else moved_along(self._tiles, origins)
        if any(content is not None for content in kept[size:]):
            kept = [content for content in kept if content is not None]
        self.restore(WallState(layout, tuple(kept), self._locked), full_screen=False)

    def restore(self, state: WallState, *, full_screen: bool = True) -> None:
        """The wall as it was, locked or not. A tile that fills the wall goes on if it keeps what it shows."""
        full = self._full_screen if full_screen else None
        shown = None if full is None else self._tiles[full]
        self._take(state)
        self._selected = min(self._selected, len(state.layout.cells) - 1)
        self._full_screen = full if shown is not None and shown == state.tile(full or 0) else None
        if self._full_screen is not None and self._full_screen >= len(state.layout.cells):
            self._full_screen = None
        self.changed.emit(None)

    def point_at(self, camera: CameraId | None) -> None:
        """What a hotspot shows from now on. One that fills the wall asks first, as any tile does."""
        if not self._point_at(camera):
            return
        full = self._full_screen
        if full is not None and isinstance(self._tiles[full], Hotspot) and not self.may_fill(full):
            self._full_screen = None
        if any(isinstance(content, Hotspot) for content in self.tiles):
            self.changed.emit(None)

    def _select(self, tile: int) -> None:
        self._selected = tile
        if self._full_screen is not None and self._full_screen != tile:
            self._full_screen = tile if self._tiles[tile] is not None and self.may_fill(tile) else None


def free_tile(tiles: Sequence[TileContent | None], start: int) -> int:
    """``start`` if it is empty, else the next empty tile; on a full wall ``start``, or the next one with a camera."""
    around = [(start + step) % len(tiles) for step in range(len(tiles))]
    empty = (tile for tile in around if tiles[tile] is None)
    return next(empty, next((tile for tile in around if camera_in(tiles[tile]) is not None), start))


def here(wall: Wall) -> int | None:
    """The selected tile for a camera that comes without a tile's number; None where it would take a board's place."""
    return None if wall.selected in wall.state.others else wall.selected


def tile_of(wall: Wall, camera: CameraId) -> int | None:
    """The tile that holds ``camera``, else the hotspot that shows it."""
    for tiles in (wall.tiles, wall.cameras):
        if camera in tiles:
            return tiles.index(camera)
    return None


def next_camera(tiles: Sequence[TileContent | None], start: int, step: int) -> int:
    """The next tile that holds something, forwards or back, round the end; ``start`` when there is no other."""
    around = [(start + step * count) % len(tiles) for count in range(1, len(tiles) + 1)]
    return next((tile for tile in around if tiles[tile] is not None), start)


def neighbour(layout: Layout, tile: int, direction: Direction) -> int:
    """The tile next to ``tile``, or ``tile`` itself at the edge."""
    here = layout.cells[tile]
    rows, columns = direction.value
    best, best_distance = tile, float("inf")
    for index, cell in enumerate(layout.cells):
        along, aside = _distance(here, cell, rows, columns)
        distance = along + 10 * aside
        if along > 0 and distance < best_distance:
            best, best_distance = index, distance
    return best


def _distance(here: Cell, there: Cell, rows: int, columns: int) -> tuple[float, float]:
    down = (there.row + there.row_span / 2) - (here.row + here.row_span / 2)
    right = (there.column + there.column_span / 2) - (here.column + here.column_span / 2)
    return (down * rows, abs(right)) if rows else (right * columns, abs(down))


def _checked(layout: Layout, tile: int) -> int:
    if not 0 <= tile < len(layout.cells):
        raise IndexError(f"tile {tile} of layout {layout.name}")
    return tile
