"""Workspaces at the centre: ``/v1/workspaces``, a person's own and those that supervisors share."""

from __future__ import annotations

import re
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from console.domain.roles import Role
from console.wire.model import Message, UtcTime
from console.wire.screen_layout import ScreenLayout

LONGEST_NAME = 60
MOST_WINDOWS = 16
MOST_WORKSPACE_TILES = 1024
"""Of all its windows together."""
MOST_WORKSPACE_BYTES = 262_144
MOST_PX = 100_000
_NAME = r"^[^/\x00-\x1f\x7f-\x9f\u2028\u2029]+$"
WorkspaceName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME, pattern=_NAME)
]
_Words = Annotated[str, StringConstraints(max_length=300)]
_Px = Annotated[int, Field(ge=-MOST_PX, le=MOST_PX)]
_SizePx = Annotated[int, Field(ge=1, le=MOST_PX)]
AreaBody = tuple[_Px, _Px, _SizePx, _SizePx]
"""Left, top, width and height in logical pixels."""


def is_workspace_name(text: str) -> bool:
    """As the centre takes one, without blanks around it."""
    return text == text.strip() and len(text) <= LONGEST_NAME and re.fullmatch(_NAME, text) is not None


class ScreenBeneath(Message):
    """The screen that a window was on."""

    manufacturer: _Words = ""
    model: _Words = ""
    serial: _Words = ""
    name: _Words = ""
    area: AreaBody


class WindowBody(Message):
    """One window by its number; 1 is the operator's."""

    number: int = Field(ge=1, le=64)
    layout: ScreenLayout
    locked: bool = False
    screen: ScreenBeneath
    area: AreaBody
    whole: bool


class WorkspaceBody(Message):
    """A workspace as it is put. ``revision`` is that which was seen; 0 makes a new one.

    ``area_code`` shares it with who watches there, in any of ``roles``; without one it is the person's own.
    """

    name: WorkspaceName
    windows: tuple[WindowBody, ...] = Field(min_length=1, max_length=MOST_WINDOWS)
    area_code: str = Field(default="", max_length=40)
    roles: tuple[Role, ...] = Field(default=(), max_length=len(Role))
    revision: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _is_one(self) -> WorkspaceBody:
        numbers = [window.number for window in self.windows]
        if len(set(numbers)) != len(numbers):
            raise ValueError("two windows with one number")
        if self.roles and not self.area_code:
            raise ValueError("roles without an area")
        return self


class WorkspaceSummary(Message):
    """What a workspace is, without its windows."""

    id: UUID
    name: str
    area_code: str
    roles: tuple[Role, ...]
    revision: int
    saved_by: str
    saved_utc: UtcTime
    may_change: bool
    """The reader may put it anew, and take it away."""


class WorkspaceList(Message):
    """``GET /v1/workspaces``: the reader's own, and those that are shared with them."""

    workspaces: tuple[WorkspaceSummary, ...]


class WindowRecord(WindowBody):
    """A window as its reader may see it."""

    left_out: tuple[int, ...] = ()
    """Tiles, counted from 1, with a camera that is not the reader's to see."""


class WorkspaceRecord(WorkspaceSummary):
    """A workspace, whole. Cameras beyond the reader's areas are left out."""

    windows: tuple[WindowRecord, ...]
