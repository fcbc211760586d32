"""Terms of owners at the centre: kept, told to consoles, lifted in an emergency; and whom they stop now."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, String, Table, Text, delete, insert, select

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.audit_act import AuditAct
from console.domain.roles import Role
from console.domain.viewing_terms import FREE, LIFT_S, TermsStop, ViewingTerms, read_hours
from console.server import audit
from console.server.audit import AuditActor
from console.server.centre import Centre
from console.server.flags import camera_in_scope
from console.server.numbering import Event
from console.server.owners import OWNERS, owners_with_counts
from console.server.principal import Principal, scope_clause
from console.server.problems import Refusal
from console.server.tables import CAMERAS, METADATA, UtcDateTime
from console.wire.push import PushKind
from console.wire.terms import CameraTerms, LiftRecord, OwnerList, OwnerRecord, OwnerTerms, TermsBody, TermsList


def _terms_columns() -> tuple[Column[Any], ...]:
    return (
        # JSON list of roles; NULL for every one that may watch.
        Column("roles", Text),
        # In WIB, as ``18.00-06.00``.
        Column("hours", String(16)),
        Column("retention_days", Integer),
        # The last day in WIB, ISO 8601.
        Column("valid_until", String(10)),
    )


OWNER_TERMS = Table("owner_terms", METADATA, Column("owner_id", String(64), primary_key=True), *_terms_columns())
# In place of the owner's.
CAMERA_TERMS = Table("camera_terms", METADATA, Column("camera_id", String(64), primary_key=True), *_terms_columns())
TERMS_LIFTS = Table(
    "terms_lifts",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("camera_id", String(64), nullable=False),
    Column("lifted_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("lifted_utc", UtcDateTime, nullable=False),
    Column("until_utc", UtcDateTime, nullable=False),
)
Index("ix_terms_lifts_until", TERMS_LIFTS.c.until_utc)
_CHANGED = Event(PushKind.VIEWING_TERMS, "{}")


@dataclass(frozen=True)
class TermsNow:
    """The terms of some cameras at one moment."""

    of_camera: Mapping[str, ViewingTerms]
    lifted: Mapping[str, datetime]
    now_utc: datetime

    def stop(self, camera_id: str, role: Role) -> TermsStop | None:
        terms = self.of_camera.get(camera_id, FREE)
        return terms.stop(role, self.now_utc, lifted=camera_id in self.lifted)

    def hours_of(self, camera_id: str) -> str:
        hours = self.of_camera.get(camera_id, FREE).hours
        return hours.words if hours is not None else ""

    def allowed_until(self, camera_id: str) -> datetime | None:
        """None for never. A lift only ever makes it later."""
        until = self.of_camera.get(camera_id, FREE).allowed_until(self.now_utc)
        lift = self.lifted.get(camera_id)
        terms = self.of_camera.get(camera_id, FREE)
        if lift is not None and terms.hours is not None and not terms.hours.contain(self.now_utc):
            return lift if until is None else min(lift, until)
        return until


def terms_now(connection: Connection, camera_ids: Collection[str], now_utc: datetime) -> TermsNow:
    """``camera_ids``: a few hundred at most."""
    own = connection.execute(select(CAMERA_TERMS).where(CAMERA_TERMS.c.camera_id.in_(camera_ids)))
    theirs = connection.execute(
        select(CAMERAS.c.id.label("camera_id"), OWNER_TERMS)
        .join(OWNER_TERMS, OWNER_TERMS.c.owner_id == CAMERAS.c.owner_id)
        .where(CAMERAS.c.id.in_(camera_ids))
    )
    found = {row.camera_id: _terms(row) for row in theirs}
    found |= {row.camera_id: _terms(row) for row in own}
    lifts = connection.execute(
        select(TERMS_LIFTS).where(TERMS_LIFTS.c.camera_id.in_(camera_ids), TERMS_LIFTS.c.until_utc > now_utc)
    )
    return TermsNow(found, {row.camera_id: row.until_utc for row in lifts}, now_utc)


def every_terms(connection: Connection) -> tuple[dict[str, ViewingTerms], dict[str, ViewingTerms]]:
    """By owner's id, and by camera's, which stand in place of its owner's."""
    owners = {row.owner_id: _terms(row) for row in connection.execute(select(OWNER_TERMS))}
    return owners, {row.camera_id: _terms(row) for row in connection.execute(select(CAMERA_TERMS))}


def set_owner_terms(centre: Centre, who: Principal | AuditActor, owner_id: str, terms: ViewingTerms | None) -> None:
    """None takes them away. Who is no command line must see every camera of the owner.

    Raises KnownError ``owner.unknown`` (id), Refusal 403 ``scope.denied``.
    """

    def work(connection: Connection) -> tuple[None, list[Event]]:
        if connection.execute(select(OWNERS.c.id).where(OWNERS.c.id == owner_id)).first() is None:
            raise KnownError("owner.unknown", id=owner_id)
        if isinstance(who, Principal):
            _check_scope(connection, who, owner_id)
        _replace(connection, OWNER_TERMS, "owner_id", owner_id, terms)
        _record(connection, centre, who, owner_id, terms)
        return None, [_CHANGED]

    centre.write(work)


def set_camera_terms(centre: Centre, who: Principal | AuditActor, camera_id: str, terms: ViewingTerms | None) -> None:
    """In place of the owner's; None gives the owner's back. Raises KnownError ``camera.unknown``, Refusal 403, 404."""

    def work(connection: Connection) -> tuple[None, list[Event]]:
        if isinstance(who, Principal):
            camera_in_scope(connection, who, camera_id)
        elif connection.execute(select(CAMERAS.c.id).where(CAMERAS.c.id == camera_id)).first() is None:
            raise KnownError("camera.unknown")
        _replace(connection, CAMERA_TERMS, "camera_id", camera_id, terms)
        _record(connection, centre, who, camera_id, terms)
        return None, [_CHANGED]

    centre.write(work)


def lift_hours(centre: Centre, principal: Principal, camera_id: str, reason: str) -> LiftRecord:
    """For a quarter of an hour, for everybody whose role the terms allow. Raises Refusal as ``camera_in_scope``,
    409 ``terms.nothing_to_lift``."""

    def work(connection: Connection) -> tuple[LiftRecord, list[Event]]:
        camera = camera_in_scope(connection, principal, camera_id)
        now = centre.clock.now_utc()
        if terms_now(connection, [camera_id], now).of_camera.get(camera_id, FREE).hours is None:
            raise Refusal(409, "terms.nothing_to_lift")
        until = now + timedelta(seconds=LIFT_S)
        values = {"camera_id": camera_id, "lifted_by": principal.display_name, "reason": reason}
        connection.execute(insert(TERMS_LIFTS).values(id=str(new_id()), lifted_utc=now, until_utc=until, **values))
        audit.record(connection, principal, AuditAct.TERMS_LIFTED, [(camera_id, reason)], now)
        record = LiftRecord(camera_id=camera_id, until_utc=until, by=principal.display_name, reason=reason)
        return record, [Event(PushKind.VIEWING_TERMS, "{}", camera.area_code)]

    return centre.write(work)


def terms_in_scope(connection: Connection, principal: Principal, now_utc: datetime) -> TermsList:
    """Of owners that have a camera in scope, and of cameras there."""
    seen = scope_clause(principal, CAMERAS.c.area_code) & CAMERAS.c.deleted_utc.is_(None)
    mine = select(CAMERAS.c.owner_id).where(seen)
    owners = connection.execute(
        select(OWNERS.c.name, OWNER_TERMS)
        .join(OWNERS, OWNERS.c.id == OWNER_TERMS.c.owner_id)
        .where(OWNER_TERMS.c.owner_id.in_(mine))
        .order_by(OWNERS.c.name)
    )
    cameras = connection.execute(
        select(CAMERA_TERMS).join(CAMERAS, CAMERAS.c.id == CAMERA_TERMS.c.camera_id).where(seen)
    )
    lifts = connection.execute(
        select(TERMS_LIFTS)
        .join(CAMERAS, CAMERAS.c.id == TERMS_LIFTS.c.camera_id)
        .where(seen, TERMS_LIFTS.c.until_utc > now_utc)
        .order_by(TERMS_LIFTS.c.until_utc)
    )
    return TermsList(
        owners=tuple(OwnerTerms(owner=row.name, terms=TermsBody.of(_terms(row))) for row in owners),
        cameras=tuple(CameraTerms(camera_id=row.camera_id, terms=TermsBody.of(_terms(row))) for row in cameras),
        lifts=tuple(
            LiftRecord(camera_id=row.camera_id, until_utc=row.until_utc, by=row.lifted_by, reason=row.reason)
            for row in lifts
        ),
    )


def list_owners(connection: Connection) -> OwnerList:
    terms = {row.owner_id: TermsBody.of(_terms(row)) for row in connection.execute(select(OWNER_TERMS))}
    return OwnerList(
        owners=tuple(
            OwnerRecord(
                id=row.id,
                name=row.name,
                kind=row.kind,
                contact=row.contact,
                terms=terms.get(row.id),
                camera_count=count,
            )
            for row, count in owners_with_counts(connection)
        )
    )


def _check_scope(connection: Connection, principal: Principal, owner_id: str) -> None:
    mine = (CAMERAS.c.owner_id == owner_id) & CAMERAS.c.deleted_utc.is_(None)
    outside = select(CAMERAS.c.id).where(mine, ~scope_clause(principal, CAMERAS.c.area_code)).limit(1)
    if connection.execute(outside).first() is not None:
        raise Refusal(403, "scope.denied")


def _replace(connection: Connection, table: Table, key: str, value: str, terms: ViewingTerms | None) -> None:
    connection.execute(delete(table).where(table.c[key] == value))
    if terms is None or (terms == FREE and table is OWNER_TERMS):
        return
    body = TermsBody.of(terms)
    values = {
        "roles": None if body.roles is None else json.dumps([role.value for role in body.roles]),
        "hours": body.hours,
        "retention_days": body.retention_days,
        "valid_until": None if body.valid_until is None else body.valid_until.isoformat(),
    }
    connection.execute(insert(table).values({key: value, **values}))


def _record(
    connection: Connection, centre: Centre, who: Principal | AuditActor, subject: str, terms: ViewingTerms | None
) -> None:
    detail = "none" if terms is None else TermsBody.of(terms).model_dump_json(exclude_none=True)
    audit.record(connection, who, AuditAct.TERMS_SET, [(subject, detail)], centre.clock.now_utc())


def _terms(row: Any) -> ViewingTerms:
    return ViewingTerms(
        roles=None if row.roles is None else frozenset(Role(name) for name in json.loads(row.roles)),
        hours=None if row.hours is None else read_hours(row.hours),
        retention_days=row.retention_days,
        valid_until=None if row.valid_until is None else date.fromisoformat(row.valid_until),
    )
