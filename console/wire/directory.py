"""The directory feed: NDJSON lines of ``GET /v1/directory/changes``, and ``GET /v1/directory/head``.

A page is begin, areas (parents first), cameras, end. Without ``since`` it is a snapshot, with it a delta. A page without
its end line is not applied. ``put`` carries the whole document and applies when its ``rev`` is newer than the local one.
HTTP 410 with code ``directory.cursor_expired``, ``directory.epoch_changed`` or ``directory.scope_changed`` asks for a snapshot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypedDict

from pydantic import Field, TypeAdapter

from console.domain.area import AreaLevel
from console.domain.camera import DirectoryStatus
from console.wire.model import Message, UtcTime


class AreaDoc(Message):
    """An area; its parent follows from the code but is sent to be plain."""

    parent: str | None
    level: AreaLevel
    name: str


class CameraDoc(Message):
    """A camera without addresses and passwords."""

    site_id: str
    number: int
    name: str
    area_code: str
    latitude: float | None = None
    longitude: float | None = None
    approximate: bool = False
    owner: str = ""
    kind: str = ""
    has_main: bool = True
    has_sub: bool = True
    privacy_class: str = ""
    """``sensitive``, or empty for a public place."""
    has_ptz: bool = False
    aliases: tuple[str, ...] = ()
    """What people also call the place: its street, a landmark, a nickname."""


class BeginLine(Message):
    """First line of a page."""

    t: Literal["begin"] = "begin"
    epoch: str
    mode: Literal["snapshot", "delta"]
    seq_from: int
    seq_to: int


class AreaLine(Message):
    """One area put or deleted (``doc`` is None)."""

    t: Literal["area"] = "area"
    op: Literal["put", "del"]
    id: str
    rev: int
    doc: AreaDoc | None = None


class CameraLine(Message):
    """One camera put or deleted (``doc`` is None)."""

    t: Literal["camera"] = "camera"
    op: Literal["put", "del"]
    id: str
    rev: int
    doc: CameraDoc | None = None


class EndLine(Message):
    """Last line of a page: ``cursor`` goes into the next request; ``more`` asks for it at once."""

    t: Literal["end"] = "end"
    cursor: str
    more: bool
    count: int


@dataclass(frozen=True)
class UnreadableLine:
    """A line that is none of the others, as far as it can be told: counted as what it was meant for, and not applied."""

    kind: str
    """``area``, ``camera``, or ``line`` for what nobody can tell."""
    id: str
    """Of the record; of a line a mark of its bytes."""
    field: str


DirectoryLine = Annotated[BeginLine | AreaLine | CameraLine | EndLine, Field(discriminator="t")]
DIRECTORY_LINE: TypeAdapter[BeginLine | AreaLine | CameraLine | EndLine] = TypeAdapter(DirectoryLine)


class DirectoryHead(Message):
    """Where the centre's directory stands; also the strong ETag ``"epoch-seq"``."""

    epoch: str
    seq: int


class _Words(TypedDict):
    state: DirectoryStatus
    is_stale: bool


class StatusWord(Message):
    """How a camera is, in words that every console knows: one that is stale is offline to consoles that know no better."""

    state: DirectoryStatus
    is_stale: bool = False

    @property
    def status(self) -> DirectoryStatus:
        return DirectoryStatus.STALE if self.is_stale else self.state

    @staticmethod
    def words_of(status: DirectoryStatus) -> _Words:
        """For the constructor."""
        is_stale = status is DirectoryStatus.STALE
        return {"state": DirectoryStatus.OFFLINE if is_stale else status, "is_stale": is_stale}


class CameraStatus(StatusWord):
    """The centre's belief about one camera."""

    since_utc: UtcTime | None = None


class StatusSnapshot(Message):
    """``GET /v1/status``: every camera in scope; ``seq`` is the event number it is true at."""

    seq: int
    cameras: dict[str, CameraStatus]
