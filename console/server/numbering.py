"""Revisions, event numbers and flag numbers, given under the centre's one write lock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from console.base.clock import WIB
from console.server.tables import EVENT_LOG, FLAG_DAYS, SYNC_HEAD
from console.wire.directory import DirectoryHead
from console.wire.push import PushKind


@dataclass(frozen=True)
class Event:
    """Something that streams tell; ``area_code`` None concerns everyone, ``session_id`` only that session."""

    kind: PushKind
    data: str
    area_code: str | None = None
    session_id: str | None = None


@dataclass(frozen=True)
class NumberedEvent:
    """An event of the log under its number."""

    seq: int
    event: Event


def take_revisions(connection: Connection, count: int) -> range:
    """The next ``count`` revisions of the directory."""
    statement = update(SYNC_HEAD).values(seq=SYNC_HEAD.c.seq + count).returning(SYNC_HEAD.c.seq)
    last = int(connection.execute(statement).scalar_one())
    return range(last - count + 1, last + 1)


def append_events(connection: Connection, events: Sequence[Event], now_utc: datetime) -> None:
    """Writes ``events`` to the log; after the commit ``Broker.wake`` carries them to the streams."""
    if not events:
        return
    step = SYNC_HEAD.c.event_seq + len(events)
    statement = update(SYNC_HEAD).values(event_seq=step).returning(SYNC_HEAD.c.event_seq)
    first = int(connection.execute(statement).scalar_one()) - len(events) + 1
    rows = [
        {
            "seq": first + offset,
            "kind": event.kind.value,
            "area_code": event.area_code,
            "session_id": event.session_id,
            "data": event.data,
            "at_utc": now_utc,
        }
        for offset, event in enumerate(events)
    ]
    connection.execute(insert(EVENT_LOG), rows)


def events_after(connection: Connection, seq: int, most: int) -> list[NumberedEvent]:
    """Up to ``most`` events after ``seq``, oldest first."""
    statement = select(EVENT_LOG).where(EVENT_LOG.c.seq > seq).order_by(EVENT_LOG.c.seq).limit(most)
    return [
        NumberedEvent(row.seq, Event(PushKind(row.kind), row.data, row.area_code, row.session_id))
        for row in connection.execute(statement)
    ]


def event_bounds(connection: Connection) -> tuple[int, int]:
    """The number before the oldest event still kept, and the newest number."""
    row = connection.execute(select(SYNC_HEAD.c.event_floor, SYNC_HEAD.c.event_seq)).one()
    return int(row.event_floor), int(row.event_seq)


def directory_head(connection: Connection) -> DirectoryHead:
    row = connection.execute(select(SYNC_HEAD.c.epoch, SYNC_HEAD.c.seq)).one()
    return DirectoryHead(epoch=row.epoch, seq=row.seq)


def next_flag_number(connection: Connection, prefix: str, now_utc: datetime) -> str:
    """``SMG-20261123-0042``: counted from 1 on each day in WIB."""
    day = now_utc.astimezone(WIB).strftime("%Y%m%d")
    mine = FLAG_DAYS.c.day == day
    step = update(FLAG_DAYS).where(mine).values(last=FLAG_DAYS.c.last + 1).returning(FLAG_DAYS.c.last)
    last = connection.execute(step).scalar()
    if last is None:
        connection.execute(insert(FLAG_DAYS).values(day=day, last=1))
        last = 1
    return f"{prefix}-{day}-{last:04d}"
