"""What everybody in the room has flagged and marked, as the centre has it."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from console.domain.camera import CameraId
from console.domain.event import EventEntry, EventKind, EventWay
from console.events.centre_news import CentreNews, Push
from console.events.flag_record import WAYS, clock_utc, last_officer
from console.wire.events import BookmarkList, BookmarkRecord, EvidenceState, FlagList, FlagRecord
from console.wire.push import PushKind


class RoomCentre(Protocol):
    """The part of the centre's client that the room needs."""

    def room_flags(self, limit: int) -> FlagList: ...

    def room_bookmarks(self, limit: int) -> BookmarkList: ...

    def flag(self, flag_id: UUID) -> FlagRecord: ...


class RoomEvents(CentreNews):
    """Any thread. ``changed`` says that another answer may be had: a flag changed, or the centre is there or away."""

    def __init__(self, centre: RoomCentre, push: Push) -> None:
        super().__init__(push, PushKind.FLAG_UPDATED)
        self._centre = centre

    def open_flags(self, limit: int) -> list[EventEntry]:
        """The newest first. Asks the centre; raises KnownError net.*, centre.*, auth.*."""
        return [flag_entry(record) for record in self._centre.room_flags(limit).flags]

    def cameras_of(self, flag_id: UUID) -> tuple[CameraId, ...]:
        """All of a flag, its first one first. Raises as ``open_flags``, and ``flag.unknown``."""
        record = self._centre.flag(flag_id)
        return tuple(CameraId(one) for one in (record.body.camera_id, *(camera.id for camera in record.more_cameras)))

    def bookmarks(self, limit: int) -> list[EventEntry]:
        """The newest first. Asks the centre; raises KnownError net.*, centre.*, auth.*."""
        return [bookmark_entry(record) for record in self._centre.room_bookmarks(limit).bookmarks]


def flag_entry(record: FlagRecord) -> EventEntry:
    officer_name, officer_number = last_officer(record)
    taken = record.acknowledgement
    return EventEntry(
        id=record.id,
        kind=EventKind.FLAG,
        camera_id=CameraId(record.body.camera_id),
        at_utc=record.body.at_utc,
        note=record.body.note,
        way=WAYS[record.state],
        category=record.body.category,
        priority=record.body.priority,
        number=record.number,
        officer_name=officer_name,
        officer_number=officer_number,
        acknowledged_utc=taken.at_utc if taken else None,
        stage=record.stage,
        level=record.level,
        clock_utc=clock_utc(record),
        waits=record.waiting_utc is not None,
        evidence_total=len(record.evidence),
        evidence_complete=sum(file.state is EvidenceState.COMPLETE for file in record.evidence),
        hold=record.hold.reason if record.hold else "",
        more_cameras=len(record.more_cameras),
        operator=record.operator,
    )


def bookmark_entry(record: BookmarkRecord) -> EventEntry:
    body = record.body
    return EventEntry(
        id=record.id,
        kind=EventKind.BOOKMARK,
        camera_id=CameraId(body.camera_id),
        at_utc=body.at_utc,
        note=body.note,
        way=EventWay.SENT,
        tags=body.tags,
        since_utc=body.since_utc,
        operator=record.operator,
    )
