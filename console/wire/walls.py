"""Walls that are steered through the centre: ``/v1/walls``, their commands, and what their machines say."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from console.domain.camera import CameraId
from console.domain.layout import MOST_NAME, MOST_TILES, Cell, TileShape, checked_layout
from console.domain.tile_content import LONGEST_BOARD_TEXT, OtherContent, by_name, named
from console.domain.wall_right import LEAST_CLAIM_S, MOST_CLAIM_S
from console.domain.wall_rule import RuleTrigger
from console.domain.wall_state import WallState, tiles_of
from console.domain.wall_wanted import LONGEST_MESSAGE, MOST_SCREENS, ScreenContent, with_layout
from console.wire.closures import Reason
from console.wire.model import Message, UtcTime

WALL_NAME = r"^[a-z0-9][a-z0-9-]{0,39}$"
LONGEST_WALL_NAME = 40
LONGEST_TITLE = 60
WallName = Annotated[str, StringConstraints(pattern=WALL_NAME)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TITLE)]
PresetName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^/\x00-\x1f]+$")
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_MESSAGE)]
CameraName = Annotated[str, StringConstraints(min_length=1, max_length=64)]
ScreenNumber = Annotated[int, Field(ge=1)]
CellBody = tuple[int, int, int, int]


def is_wall_name(text: str) -> bool:
    return re.fullmatch(WALL_NAME, text) is not None


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


class ScreenBody(Message):
    """What a screen shows."""

    layout: ScreenLayout
    message: Text = ""

    def content(self) -> ScreenContent:
        return ScreenContent(self.layout.state(), self.message)

    @classmethod
    def of(cls, content: ScreenContent) -> ScreenBody:
        return cls(layout=ScreenLayout.of(content.state), message=content.message)


class LayoutApply(Message):
    """The whole screen."""

    op: Literal["layout.apply"] = "layout.apply"
    screen: ScreenNumber
    layout: ScreenLayout


class TileShow(Message):
    """One camera on one tile, counted from 1."""

    op: Literal["tile.show"] = "tile.show"
    screen: ScreenNumber
    tile: int = Field(ge=1)
    camera_id: CameraName


class TileBoard(Message):
    """A board on one tile, counted from 1; ``show`` and ``detail`` as in ``OtherTile``."""

    op: Literal["tile.board"] = "tile.board"
    screen: ScreenNumber
    tile: int = Field(ge=1)
    show: str = Field(max_length=20)
    detail: str = Field(default="", max_length=LONGEST_BOARD_TEXT)

    @model_validator(mode="after")
    def _is_known(self) -> TileBoard:
        self.content()
        return self

    def content(self) -> OtherContent:
        return by_name(self.show, self.detail)


class TileClear(Message):
    """Nothing on one tile."""

    op: Literal["tile.clear"] = "tile.clear"
    screen: ScreenNumber
    tile: int = Field(ge=1)


class ScreenMessage(Message):
    """Words across a screen; none takes them away."""

    op: Literal["message"] = "message"
    screen: ScreenNumber
    text: Text


class PresetApply(Message):
    """A preset of the whole wall, on all screens that it has or on those named."""

    op: Literal["preset.apply"] = "preset.apply"
    preset: PresetName
    screens: tuple[ScreenNumber, ...] = Field(default=(), max_length=MOST_SCREENS)


WallOperation = Annotated[
    LayoutApply | TileShow | TileBoard | TileClear | ScreenMessage | PresetApply, Field(discriminator="op")
]


class WallCommandBody(Message):
    """``id`` is a UUIDv7: the same again is the same command. After ``expires_utc`` it is not carried out."""

    id: UUID
    expires_utc: UtcTime
    command: WallOperation


class WallUndoBody(Message):
    """One step back from ``version``; where something else came meanwhile nothing is done."""

    id: UUID
    expires_utc: UtcTime
    version: int


class WallCommandAnswer(Message):
    """The wall's version after it, and the screens that it changed; none where all was so already."""

    id: UUID
    version: int
    screens: tuple[int, ...]


class ClaimBody(Message):
    """A screen for oneself."""

    reason: Reason
    for_s: int = Field(ge=LEAST_CLAIM_S, le=MOST_CLAIM_S)


class ClaimRecord(Message):
    """Whose a screen is."""

    holder_id: str
    holder: str
    reason: str
    since_utc: UtcTime
    until_utc: UtcTime


class ScreenSetup(Message):
    """What a screen is called, and whether operators may send to it."""

    title: Title
    open_to_operators: bool = False


class WallBody(Message):
    """A wall as a supervisor sets it up. ``revision`` is that which was seen; 0 makes a new wall."""

    title: Title
    area_code: str
    screens: tuple[ScreenSetup, ...] = Field(min_length=1, max_length=MOST_SCREENS)
    revision: int = Field(default=0, ge=0)


class MachineBody(Message):
    """A computer to show screens of a wall; no ``screens`` are all of it."""

    screens: tuple[ScreenNumber, ...] = Field(default=(), max_length=MOST_SCREENS)


class MachineSecret(Message):
    """What the machine signs in with; told this once."""

    username: str
    secret: str


AckState = Literal["applied", "rejected", "expired"]


class AckBody(Message):
    """What a wall machine did with a command on one of its screens; ``expired``: shown, but after the command's time."""

    screen: ScreenNumber
    state: AckState
    detail: str = Field(default="", max_length=200)


class ShownRecord(Message):
    """The last that the machine of a screen said; ``version`` is that of the screen when it did."""

    state: AckState
    version: int
    detail: str
    at_utc: UtcTime


class ScreenRecord(Message):
    """A screen as it is wanted, whose it is, and what its machine said. Cameras beyond the reader's areas are left out."""

    number: int
    title: str
    open_to_operators: bool
    layout: ScreenLayout
    message: str
    version: int
    changed_by: str = ""
    changed_utc: UtcTime | None = None
    claim: ClaimRecord | None = None
    shown: ShownRecord | None = None


class MachineRecord(Message):
    """A computer that shows screens of the wall; ``seen_utc`` None when it never asked."""

    name: str
    screens: tuple[int, ...]
    seen_utc: UtcTime | None = None
    is_away: bool = True


class WallRecord(Message):
    """One wall, whole."""

    name: str
    title: str
    area_code: str
    revision: int
    version: int
    can_undo: bool
    screens: tuple[ScreenRecord, ...]
    machines: tuple[MachineRecord, ...]


class WallList(Message):
    """``GET /v1/walls``: those of the areas of who asks."""

    walls: tuple[WallRecord, ...]


class PresetSummary(Message):
    """A saved wall."""

    name: str
    screens: tuple[int, ...]
    saved_by: str
    saved_utc: UtcTime


class WallPresetList(Message):
    """By name."""

    presets: tuple[PresetSummary, ...]


class TileAlarm(Message):
    """A tile that shows something by a rule, and is to be marked as that."""

    id: UUID
    tile: int
    """Counted from 1."""
    number: str
    """Of a flag or a camera."""
    kind: RuleTrigger = RuleTrigger.FLAG
    sound: bool = False
    exercise: bool = False


class PresetScreen(Message):
    """What a screen would show. Cameras beyond the reader's areas are left out."""

    number: int
    layout: ScreenLayout
    message: str


class PresetRecord(Message):
    """A saved wall, whole."""

    name: str
    screens: tuple[PresetScreen, ...]


class PresetRename(Message):
    """Another name for a preset; none of that name may be there."""

    name: PresetName


class WantedScreen(Message):
    """What one screen of a machine is to show; ``command_id`` is what it acknowledges."""

    number: int
    title: str
    layout: ScreenLayout
    message: str
    version: int
    command_id: UUID | None = None
    expires_utc: UtcTime | None = None
    acknowledged: bool = False
    """The machine has said what became of this version."""
    spells: tuple[UUID | None, ...] = ()
    """By tile, what the machine's account of it goes to."""
    alarms: tuple[TileAlarm, ...] = ()


class WallWantedRecord(Message):
    """``GET /v1/walls/{name}/wanted``: the screens of the machine that asks, as they are wanted now."""

    wall: str
    title: str
    version: int
    watched: bool = False
    """Somebody looks: thumbnails are wanted."""
    screens: tuple[WantedScreen, ...]
