"""Server-sent events of ``GET /v1/events``: ``id`` is the centre's event number, resumed with ``Last-Event-ID``."""

from __future__ import annotations

from enum import Enum

from console.domain.camera import DirectoryStatus
from console.domain.roles import Role
from console.wire.directory import DirectoryHead, StatusWord
from console.wire.events import FlagRecord
from console.wire.model import Message, UtcTime
from console.wire.releases import ReleaseRecord


class PushKind(Enum):
    """The ``event:`` names; a console ignores names that it does not know."""

    CAMERA_STATUS = "camera.status"
    CAUSES_CHANGED = "causes.changed"
    """Disturbances have begun, changed or ended: ask for them again."""
    CAMERA_CLOSURE = "camera.closure"
    """A ``ClosureRecord``: a camera was closed to the whole room, or opened again."""
    CAMERA_MASK = "camera.mask"
    """A ``MaskRecord``: parts of a camera's picture are hidden from now on, or shown again."""
    VIEWING_TERMS = "viewing.terms"
    """Terms of owners have changed, or were lifted: ask for them again."""
    DIRECTORY_CHANGED = "directory.changed"
    HANDOVER_CHANGED = "handover.changed"
    """A hand-over note came, was signed or added to: ask for them again."""
    PTZ_LOCK = "ptz.lock"
    """A ``PtzLockRecord``: somebody moves a camera, goes on, or lets it go."""
    FLAG_UPDATED = "flag.updated"
    RELEASE_UPDATED = "release.updated"
    REPAIR_UPDATED = "repair.updated"
    """A ``RepairNews``: a repair was opened, or has come further; ask for them again."""
    SESSION_REVOKED = "session.revoked"
    WALL_WANTED = "wall.wanted"
    """A ``WallNews``: a wall is to show something else, or is set up otherwise; ask for it."""
    WALL_CLAIM = "wall.claim"
    """A ``WallNews``: a screen was claimed, or let go."""
    WALL_WATCHED = "wall.watched"
    """A ``WallNews``, for machines: somebody begins to look at the wall, thumbnails are wanted."""
    WORKSPACE_CHANGED = "workspace.changed"
    """A ``WorkspaceNews``: a workspace was put or taken away; ask for those that there are."""
    RESET = "reset"
    """Too far behind: fetch head, status and open flags again."""


class CameraStatusPush(StatusWord):
    """Data of ``camera.status``."""

    camera_id: str
    was: DirectoryStatus | None = None
    """Before; None where nothing was known."""
    since_utc: UtcTime


class WallNews(Message):
    """Data of ``wall.wanted``, ``wall.claim`` and ``wall.watched``: the wall, not its cameras; each asks for what it may see."""

    wall: str
    version: int


class WorkspaceNews(Message):
    """Data of ``workspace.changed``: which one, and whose it is to know."""

    id: str
    revision: int
    owner_id: str
    area_code: str
    roles: tuple[Role, ...]


FlagUpdatedPush = FlagRecord
ReleaseUpdatedPush = ReleaseRecord
DirectoryChangedPush = DirectoryHead
