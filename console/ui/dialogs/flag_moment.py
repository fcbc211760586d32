"""The moment of a key press: the flag that began then, held while the operator fills it in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtGui import QImage

from console.base.errors import BugError
from console.domain.camera import CameraId, FeedKey
from console.domain.directory_entry import DirectoryEntry
from console.domain.still_mark import MarkOrder
from console.ui.ports import FlagDesk, PendingFlag


@dataclass(frozen=True)
class OtherCamera:
    """A camera that may have seen the same."""

    feed: FeedKey
    entry: DirectoryEntry | None
    same_site: bool = False
    is_ticked: bool = False
    """It goes along unless the operator says otherwise."""


@dataclass(frozen=True)
class FlagMoment:
    """What the dialog shows of the moment."""

    camera_id: CameraId
    entry: DirectoryEntry | None
    at_utc: datetime
    still: QImage
    """Null when the tile had no picture."""
    others: tuple[OtherCamera, ...] = ()
    """On the same wall, those of the same site first."""
    note: str = ""
    """What is known of it already."""


class HeldFlag:
    """``begin``, other cameras, then ``send`` or ``cancel``: in this order, on the background's write lane."""

    def __init__(self, desk: FlagDesk, feed: FeedKey, behind_s: float = 0.0) -> None:
        """``behind_s``: of the picture on the screen, which may be replayed."""
        self._desk = desk
        self._feed = feed
        self._behind_s = behind_s
        self._pending: PendingFlag | None = None

    def begin(self) -> None:
        self._pending = self._desk.begin(self._feed, self._behind_s)

    def add(self, feed: FeedKey) -> None:
        if self._pending is not None:
            self._pending.add(feed)

    def leave_out(self, camera: CameraId) -> None:
        if self._pending is not None:
            self._pending.leave_out(camera)

    def send(self, category: str, priority: int, note: str, recipient: str, order: MarkOrder | None) -> UUID:
        if self._pending is None:
            self.begin()
        if self._pending is None:
            raise BugError("a flag that did not begin")
        return self._pending.send(category, priority, note, recipient, order)

    def cancel(self) -> None:
        if self._pending is not None:
            self._pending.cancel()
