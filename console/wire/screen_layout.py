"""A layout with what lies on each of its tiles, as it is sent and kept."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from console.domain.camera import CameraId
from console.domain.layout import MOST_NAME, MOST_TILES, Cell, TileShape, checked_layout
from console.domain.tile_content import LONGEST_BOARD_TEXT, OtherContent, by_name, named
from console.domain.wall_state import WallState, tiles_of
from console.domain.wall_wanted import with_layout
from console.wire.model import Message

CameraName = Annotated[str, StringConstraints(min_length=1, max_length=64)]
CellBody = tuple[int, int, int, int]


class OtherTile(Message):
    """What lies on a tile that is no camera. ``tile`` counts from 1; ``detail``: the text of a message, the name of a plot.

    A Ronda from before there were any leaves the tile empty.
    """

    tile: int = Field(ge=1, le=MOST_TILES)
    show: str = Field(max_length=20)
    detail: str = Field(default="", max_length=LONGEST_BOARD_TEXT)

    @model_validator(mode="after")
    def _is_known(self) -> OtherTile:
        self.content()
        return self

    def content(self) -> OtherContent:
        return by_name(self.show, self.detail)

    @classmethod
    def of(cls, tile: int, content: OtherContent) -> OtherTile:
        """``tile`` counts from 0 here."""
        show, detail = named(content)
        return cls(tile=tile + 1, show=show, detail=detail)


class ScreenLayout(Message):
    """A layout with what lies on each tile; it is one, or it isn't read."""

    name: str = Field(max_length=MOST_NAME)
    rows: int
    columns: int
    cells: tuple[CellBody, ...] = Field(max_length=MOST_TILES)
    shape: TileShape = TileShape.FILL
    spacing: int = 1
    cameras: tuple[CameraName | None, ...] = Field(default=(), max_length=MOST_TILES)
    others: tuple[OtherTile, ...] = Field(default=(), max_length=MOST_TILES)

    @model_validator(mode="after")
    def _is_layout(self) -> ScreenLayout:
        self.state()
        return self

    def state(self) -> WallState:
        cells = [Cell(*cell) for cell in self.cells]
        layout = checked_layout(self.name, self.rows, self.columns, cells, self.shape, self.spacing)
        cameras = tuple(None if camera is None else CameraId(camera) for camera in self.cameras)
        whole = with_layout(WallState(layout, cameras), "").state
        others = {other.tile - 1: other.content() for other in self.others}
        if len(others) != len(self.others):
            raise ValueError("two things on one tile")
        return WallState(layout, tiles_of(whole.cameras, others))

    @classmethod
    def of(cls, state: WallState) -> ScreenLayout:
        layout = state.layout
        return cls(
            name=layout.name,
            rows=layout.rows,
            columns=layout.columns,
            cells=tuple((cell.row, cell.column, cell.row_span, cell.column_span) for cell in layout.cells),
            shape=layout.shape,
            spacing=layout.spacing,
            cameras=state.cameras[: len(layout.cells)],
            others=tuple(OtherTile.of(tile, other) for tile, other in state.others.items() if tile < len(layout.cells)),
        )
