"""What lies on a wall: its layout and the content of each tile, and whether that may be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.layout import Layout
from console.domain.tile_content import Hotspot, TileContent, camera_in
from console.domain.wall_state import WallState


class WallContents:
    """``changed`` after anything changed; ``refused``: something was to be changed on a locked wall;
    ``pointed``: a tile was selected, be it the same again. Main thread only.
    """

    def __init__(self, layout: Layout) -> None:
        self.changed: Signal[None] = Signal()
        self.refused: Signal[None] = Signal()
        self.pointed: Signal[None] = Signal()
        self._layout = layout
        self._tiles: list[TileContent | None] = [None] * len(layout.cells)
        self._locked = False
        self._pointed: CameraId | None = None
        self._cameras: tuple[CameraId | None, ...] | None = None
        """None: to be made anew."""

    @property
    def layout(self) -> Layout:
        return self._layout

    @property
    def cameras(self) -> tuple[CameraId | None, ...]:
        """The camera that every tile of the layout shows; the hotspot's is the one that is selected now."""
        if self._cameras is None:
            # Asked for at every picture of every tile.
            self._cameras = tuple(self._camera_on(tile) for tile in range(len(self._layout.cells)))
        return self._cameras

    @property
    def tiles(self) -> tuple[TileContent | None, ...]:
        """What lies on every tile of the layout."""
        return tuple(self._tiles[: len(self._layout.cells)])

    @property
    def locked(self) -> bool:
        return self._locked

    @property
    def state(self) -> WallState:
        """All of it, with what waits."""
        return WallState(self._layout, tuple(self._tiles), self._locked)

    def lock(self, locked: bool) -> None:
        if locked != self._locked:
            self._locked = locked
            self.changed.emit(None)

    def _take(self, state: WallState) -> None:
        self._layout = state.layout
        self._lay_all(state.tiles)
        self._locked = state.locked

    def _lay(self, contents: Mapping[int, TileContent | None]) -> None:
        for tile, content in contents.items():
            self._tiles[tile] = content
        self._cameras = None

    def _lay_all(self, contents: Sequence[TileContent | None]) -> None:
        """Under the layout as it is."""
        self._tiles = fitted(contents, len(self._layout.cells))
        self._cameras = None

    def _point_at(self, camera: CameraId | None) -> bool:
        """False where it is so already."""
        changes = camera != self._pointed
        self._pointed, self._cameras = camera, None
        return changes

    def _camera_on(self, tile: int) -> CameraId | None:
        content = self._tiles[tile]
        return self._pointed if isinstance(content, Hotspot) else camera_in(content)

    def _tell_selected(self) -> None:
        self.changed.emit(None)
        self.pointed.emit(None)

    def _refuses(self) -> bool:
        """True on a locked wall, after saying so."""
        if self._locked:
            self.refused.emit(None)
        return self._locked


def fitted(contents: Sequence[TileContent | None], size: int) -> list[TileContent | None]:
    """A place for every tile, and behind them those that wait."""
    used = max((index + 1 for index, content in enumerate(contents) if content is not None), default=0)
    kept = list(contents[: max(size, used)])
    return kept + [None] * (size - len(kept))


def moved_along(contents: Sequence[TileContent | None], origins: Sequence[int | None]) -> list[TileContent | None]:
    """Each content where its tile has gone; those whose tile is no more take the empty ones, then wait."""
    placed = [None if origin is None or origin >= len(contents) else contents[origin] for origin in origins]
    used = {origin for origin in origins if origin is not None}
    homeless = [content for index, content in enumerate(contents) if index not in used and content is not None]
    for tile, content in enumerate(placed):
        if content is None and homeless:
            placed[tile] = homeless.pop(0)
    return [*placed, *homeless]
