"""Walls that are steered through the centre: ``/v1/walls``, their commands, and what their machines say."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from console.domain.tile_content import LONGEST_BOARD_TEXT, OtherContent, by_name
from console.domain.wall_right import LEAST_CLAIM_S, MOST_CLAIM_S
from console.domain.wall_rule import RuleTrigger
from console.domain.wall_wanted import LONGEST_MESSAGE, MOST_SCREENS, ScreenContent
from console.wire.closures import Reason
from console.wire.model import Message, UtcTime
from console.wire.screen_layout import CameraName, ScreenLayout
from console.wire.wall_tours import TourBody, TourSummary

WALL_NAME = r"^[a-z0-9][a-z0-9-]{0,39}$"
LONGEST_WALL_NAME = 40
LONGEST_TITLE = 60
WallName = Annotated[str, StringConstraints(pattern=WALL_NAME)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TITLE)]
PresetName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^/\x00-\x1f]+$")
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_MESSAGE)]
ScreenNumber = Annotated[int, Field(ge=1)]


def is_wall_name(text: str) -> bool:
    return re.fullmatch(WALL_NAME, text) is not None


class ScreenBody(Message):
    """What a screen shows."""

    layout: ScreenLayout
    message: Text = ""
    tour: TourBody | None = None
    """A Ronda from before there were any shows ``layout``, its first page."""

    def content(self) -> ScreenContent:
        tour = None if self.tour is None else self.tour.tour()
        return ScreenContent(self.layout.state(), self.message, tour)

    @classmethod
    def of(cls, content: ScreenContent) -> ScreenBody:
        tour = None if content.tour is None else TourBody.of(content.tour)
        return cls(layout=ScreenLayout.of(content.state), message=content.message, tour=tour)


class LayoutApply(Message):
    """The whole screen."""

    op: Literal["layout.apply"] = "layout.apply"
    screen: ScreenNumber
    layout: ScreenLayout


class TourShow(Message):
    """A tour on the whole screen, run by its machine; it ends with whatever else is sent to the screen."""

    op: Literal["tour.show"] = "tour.show"
    screen: ScreenNumber
    tour: TourBody


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
    LayoutApply | TourShow | TileShow | TileBoard | TileClear | ScreenMessage | PresetApply,
    Field(discriminator="op"),
]


class WallCommandBody(Message):
    """``id`` is a UUIDv7: the same again is the same command. After ``expires_utc`` it is not carried out."""

    id: UUID
    expires_utc: UtcTime
    command: WallOperation
    reason: Reason | None = None
    """Why a camera of a sensitive place is to be large on a shared screen."""


class WallUndoBody(Message):
    """One step back from ``version``; where something else came meanwhile nothing is done."""

    id: UUID
    expires_utc: UtcTime
    version: int
    reason: Reason | None = None


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
    tour: TourSummary | None = None
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
    tour: TourSummary | None = None


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
    tour: TourBody | None = None
    """Run by the machine; ``layout`` is its first page."""
    tour_spell: UUID | None = None
    """What the machine's account of the tour goes to."""


class WallWantedRecord(Message):
    """``GET /v1/walls/{name}/wanted``: the screens of the machine that asks, as they are wanted now."""

    wall: str
    title: str
    version: int
    watched: bool = False
    """Somebody looks: thumbnails are wanted."""
    screens: tuple[WantedScreen, ...]
