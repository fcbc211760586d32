"""Owners of cameras: who they are, and which one each camera's text of an import means."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, String, Table, Text, bindparam, func, insert, select, update

from console.base.errors import KnownError
from console.domain.audit_act import AuditAct
from console.domain.viewing_terms import OwnerKind
from console.server import audit
from console.server.audit import AuditActor
from console.server.centre import Centre
from console.server.numbering import Event, directory_head, take_revisions
from console.server.principal import Principal
from console.server.tables import CAMERAS, METADATA
from console.wire.push import PushKind
from console.wire.terms import OwnerBody

OWNERS = Table(
    "owners",
    METADATA,
    Column("id", String(64), primary_key=True),
    # As the cameras of the directory bear it; unique without regard to case.
    Column("name", Text, nullable=False),
    Column("kind", String(24), nullable=False),
    # For the city's people only: never told with the directory.
    Column("contact", Text, nullable=False),
    # Names it had before, as a JSON list: imports and sources that still say one of them mean this owner.
    Column("former", Text, nullable=False),
)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_LONGEST_SLUG = 48


@dataclass(frozen=True)
class KnownOwner:
    """An owner as kept."""

    id: str
    name: str


def put_owner(centre: Centre, who: Principal | AuditActor, owner_id: str, body: OwnerBody) -> bool:
    """Adds or changes; True when it is new. Cameras bear the new name at once.

    Raises KnownError ``owner.bad_id`` (id), ``owner.name_taken`` (name).
    """
    if _ID.fullmatch(owner_id) is None:
        raise KnownError("owner.bad_id", id=owner_id)
    name = " ".join(body.name.split())

    def work(connection: Connection) -> tuple[bool, list[Event]]:
        others = [row for row in connection.execute(select(OWNERS)) if row.id != owner_id]
        if not name or any(row.name.casefold() == name.casefold() for row in others):
            raise KnownError("owner.name_taken", name=name)
        known = connection.execute(select(OWNERS).where(OWNERS.c.id == owner_id)).first()
        values = {"name": name, "kind": body.kind.value, "contact": body.contact.strip()}
        if known is None:
            connection.execute(insert(OWNERS).values(id=owner_id, former="[]", **values))
        else:
            former = json.dumps(sorted({*json.loads(known.former), known.name} - {name}))
            connection.execute(update(OWNERS).where(OWNERS.c.id == owner_id).values(former=former, **values))
        detail = f"{body.kind.value}: {name}"
        audit.record(connection, who, AuditAct.OWNER_CHANGED, [(owner_id, detail)], centre.clock.now_utc())
        renamed = known is not None and known.name != name and _rename(connection, owner_id, name)
        events = [Event(PushKind.VIEWING_TERMS, "{}")] if renamed else []
        if renamed:
            events.append(Event(PushKind.DIRECTORY_CHANGED, directory_head(connection).model_dump_json()))
        return known is None, events

    return centre.write(work)


def _rename(connection: Connection, owner_id: str, name: str) -> bool:
    mine = (CAMERAS.c.owner_id == owner_id) & CAMERAS.c.deleted_utc.is_(None)
    ids = list(connection.execute(select(CAMERAS.c.id).where(mine).order_by(CAMERAS.c.id)).scalars())
    if not ids:
        return False
    marks = [
        {"_id": camera_id, "_rev": rev}
        for camera_id, rev in zip(ids, take_revisions(connection, len(ids)), strict=True)
    ]
    statement = update(CAMERAS).where(CAMERAS.c.id == bindparam("_id")).values(owner=name, rev=bindparam("_rev"))
    connection.execute(statement, marks)
    return True


def owners_with_counts(connection: Connection) -> list[tuple[Any, int]]:
    """Every owner's row and number of cameras, by name."""
    alive = select(CAMERAS.c.owner_id, func.count()).where(CAMERAS.c.deleted_utc.is_(None)).group_by(CAMERAS.c.owner_id)
    counts: dict[str, int] = {row[0]: row[1] for row in connection.execute(alive)}
    rows = sorted(connection.execute(select(OWNERS)), key=lambda row: row.name.casefold())
    return [(row, counts.get(row.id, 0)) for row in rows]


def owners_named(connection: Connection, texts: Iterable[str]) -> dict[str, KnownOwner]:
    """The owner that each text of an import means, by its id or a name of now or before; those nobody knows yet are added."""
    rows = connection.execute(select(OWNERS)).all()
    known = {name.casefold(): KnownOwner(row.id, row.name) for row in rows for name in json.loads(row.former)}
    known |= {row.name.casefold(): KnownOwner(row.id, row.name) for row in rows}
    known |= {row.id: KnownOwner(row.id, row.name) for row in rows}
    found: dict[str, KnownOwner] = {}
    for text in dict.fromkeys(texts):
        name = " ".join(text.split())
        if not name:
            continue
        owner = known.get(text.strip()) or known.get(name.casefold())
        if owner is None:
            owner = KnownOwner(free_id(name, known), name)
            values = {"id": owner.id, "name": name, "kind": OwnerKind.OTHER.value, "contact": "", "former": "[]"}
            connection.execute(insert(OWNERS).values(values))
            known |= {owner.id: owner, name.casefold(): owner}
        found[text] = owner
    return found


def free_id(name: str, taken: Iterable[str]) -> str:
    """``pt-x-sejahtera`` of "PT X Sejahtera", with a number behind it where that is taken."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_SLUG].strip("-") or "pemilik"
    used, number, found = set(taken), 1, slug
    while found in used:
        number += 1
        found = f"{slug}-{number}"
    return found
