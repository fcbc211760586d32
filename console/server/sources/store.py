"""Sources as the centre keeps them: added and removed from the command line alone, their logins sealed.

No route adds one or changes its address, so nobody who signs in can make the centre send a password to a place of
their choice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from console.base.errors import KnownError
from console.domain.area import is_area_code
from console.domain.audit_act import AuditAct
from console.server import audit
from console.server.centre import Centre
from console.server.intake.writing import remove_cameras
from console.server.keys import Keys, Login
from console.server.numbering import Event, directory_head
from console.server.sources.adapter import NO_LOGIN
from console.server.sources.call_up_numbers import MOST_NUMBER
from console.server.sources.kinds import SourceSetup, opened
from console.server.sources.rows import SOURCE_ID, Defaults
from console.server.sources.tables import SOURCES
from console.server.tables import CAMERAS
from console.wire.push import PushKind

LEAST_EVERY_S, MOST_EVERY_S = 30, 7 * 86_400


@dataclass(frozen=True)
class NewSource:
    """A source to add."""

    id: str
    kind: str
    settings: Mapping[str, Any] = field(repr=False)
    name: str = ""
    login: Login = NO_LOGIN
    ca_pem: str = ""
    every_s: int = 3_600
    enabled: bool = True
    defaults: Defaults = field(default_factory=Defaults)


@dataclass(frozen=True)
class Source:
    """A source as it stands; its settings stay inside the centre."""

    id: str
    kind: str
    name: str
    every_s: int
    enabled: bool
    defaults: Defaults
    due_utc: datetime
    is_read_now: bool
    ran_utc: datetime | None
    good_utc: datetime | None
    outcome: str
    params: Mapping[str, str | float]
    """Of the fault, for its sentence."""
    failures: int
    counts: Mapping[str, int]
    notes: tuple[str, ...]
    pending_removals: tuple[str, ...]
    approved_utc: datetime | None
    cameras: int


def add_source(centre: Centre, new: NewSource) -> None:
    """Raises KnownError ``source.name_bad``, ``source.exists`` (name), ``source.setting`` (field), and as ``opened``."""
    _check(new)

    def work(connection: Connection) -> None:
        if connection.execute(select(SOURCES.c.id).where(SOURCES.c.id == new.id)).first() is not None:
            raise KnownError("source.exists", name=new.id)
        now = centre.clock.now_utc()
        connection.execute(insert(SOURCES).values(_columns(centre.keys, new, now)))
        audit.record(connection, audit.COMMAND_LINE, AuditAct.SOURCE_CHANGED, [(new.id, f"added: {new.kind}")], now)

    centre.database.write(work)


def _check(new: NewSource) -> None:
    if SOURCE_ID.fullmatch(new.id) is None:
        raise KnownError("source.name_bad", name=new.id)
    defaults = new.defaults
    bad = [
        name
        for name, is_good in (
            ("every", LEAST_EVERY_S <= new.every_s <= MOST_EVERY_S),
            ("first-number", 0 < defaults.first_number <= MOST_NUMBER),
            ("area", not defaults.area_code or is_area_code(defaults.area_code)),
            ("group-area", all(is_area_code(code) for code in defaults.group_areas.values())),
        )
        if not is_good
    ]
    if bad:
        raise KnownError("source.setting", field=bad[0])
    with opened(new.kind, SourceSetup(new.settings, new.login, new.ca_pem)):
        pass  # its adapter has looked at the settings, and asked nobody


def _columns(keys: Keys, new: NewSource, now_utc: datetime) -> dict[str, Any]:
    return {
        "id": new.id,
        "kind": new.kind,
        "name": new.name or new.id,
        "settings": json.dumps(new.settings),
        "login": keys.seal(new.login) if new.login.user else None,
        "ca_pem": new.ca_pem,
        "every_s": new.every_s,
        "enabled": new.enabled,
        "first_number": new.defaults.first_number,
        "area_code": new.defaults.area_code,
        "owner": new.defaults.owner,
        "camera_kind": new.defaults.camera_kind,
        "group_areas": json.dumps(dict(new.defaults.group_areas)),
        "created_utc": now_utc,
        "due_utc": now_utc,
        "outcome": "",
        "params": "{}",
        "failures": 0,
        "counts": "{}",
        "notes": "[]",
        "pending_removals": "[]",
    }


def list_sources(centre: Centre) -> list[Source]:
    with centre.database.read() as connection:
        rows = connection.execute(select(SOURCES).order_by(SOURCES.c.id)).all()
        alive = select(CAMERAS.c.source_id, func.count()).where(CAMERAS.c.deleted_utc.is_(None))
        counts = {name: int(count) for name, count in connection.execute(alive.group_by(CAMERAS.c.source_id))}
    return [_source(row, counts.get(row.id, 0), centre.clock.now_utc()) for row in rows]


def source_named(centre: Centre, source_id: str) -> Source:
    """Raises KnownError ``source.unknown`` (name)."""
    for source in list_sources(centre):
        if source.id == source_id:
            return source
    raise KnownError("source.unknown", name=source_id)


def source_row(connection: Connection, source_id: str) -> Any:
    """Raises KnownError ``source.unknown`` (name)."""
    row = connection.execute(select(SOURCES).where(SOURCES.c.id == source_id)).first()
    if row is None:
        raise KnownError("source.unknown", name=source_id)
    return row


def defaults_of(row: Any) -> Defaults:
    return Defaults(row.first_number, row.area_code, row.owner, row.camera_kind, json.loads(row.group_areas))


def _source(row: Any, cameras: int, now_utc: datetime) -> Source:
    return Source(
        id=row.id,
        kind=row.kind,
        name=row.name,
        every_s=row.every_s,
        enabled=row.enabled,
        defaults=defaults_of(row),
        due_utc=row.due_utc,
        is_read_now=row.claim is not None and row.claimed_until_utc > now_utc,
        ran_utc=row.ran_utc,
        good_utc=row.good_utc,
        outcome=row.outcome,
        params=json.loads(row.params),
        failures=row.failures,
        counts=json.loads(row.counts),
        notes=tuple(json.loads(row.notes)),
        pending_removals=tuple(json.loads(row.pending_removals)),
        approved_utc=row.approved_utc,
        cameras=cameras,
    )


def remove_source(centre: Centre, source_id: str, *, with_cameras: bool = False) -> int:
    """Its cameras stay as if a file had brought them, or go too; gives how many. Raises KnownError ``source.unknown``."""

    def work(connection: Connection) -> tuple[int, list[Event]]:
        source_row(connection, source_id)
        now = centre.clock.now_utc()
        mine = CAMERAS.c.source_id == source_id
        alive = select(CAMERAS.c.id).where(mine, CAMERAS.c.deleted_utc.is_(None)).order_by(CAMERAS.c.id)
        cameras = list(connection.execute(alive).scalars())
        events: list[Event] = []
        if with_cameras and cameras:
            remove_cameras(connection, cameras, now)
            events.append(Event(PushKind.DIRECTORY_CHANGED, directory_head(connection).model_dump_json()))
        connection.execute(update(CAMERAS).where(mine).values(source_id=None))
        connection.execute(delete(SOURCES).where(SOURCES.c.id == source_id))
        words = f"removed; its {len(cameras)} cameras {'too' if with_cameras else 'stay'}"
        audit.record(connection, audit.COMMAND_LINE, AuditAct.SOURCE_CHANGED, [(source_id, words)], now)
        return len(cameras), events

    return centre.write(work)
