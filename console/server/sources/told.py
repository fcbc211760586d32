"""What an administrator is told of sources: those that lie within their areas as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from console.server.centre import Centre
from console.server.principal import Principal
from console.server.sources.difference import CameraChange, Difference
from console.server.sources.store import Source, list_sources
from console.server.tables import CAMERAS
from console.wire.sources import SourceCameraChange, SourceDifference, SourceList, SourceRecord


def sources_in_scope(centre: Centre, principal: Principal) -> SourceList:
    """Whoever may not see one of a source's cameras is not told of the source."""
    sources = list_sources(centre)
    statement = (
        select(CAMERAS.c.source_id, CAMERAS.c.area_code)
        .where(CAMERAS.c.source_id.is_not(None), CAMERAS.c.deleted_utc.is_(None))
        .distinct()
    )
    waiting = {camera_id for source in sources for camera_id in source.pending_removals}
    with centre.database.read() as connection:
        areas: dict[str, set[str]] = {}
        for row in connection.execute(statement):
            areas.setdefault(row.source_id, set()).add(row.area_code)
        columns = (CAMERAS.c.id, CAMERAS.c.number, CAMERAS.c.name)
        named = {row.id: row for row in connection.execute(select(*columns))} if waiting else {}
    pending = {
        key: SourceCameraChange(id=key, number=row.number, name=row.name)
        for key, row in named.items()
        if key in waiting
    }
    mine = [source for source in sources if _is_seen(source, areas.get(source.id, set()), principal)]
    return SourceList(
        sources=tuple(
            _record(source, [pending[key] for key in source.pending_removals if key in pending]) for source in mine
        )
    )


def _is_seen(source: Source, areas: set[str], principal: Principal) -> bool:
    default = {source.defaults.area_code} - {""}
    return all(principal.sees(code) for code in areas | default)


def _record(source: Source, pending: list[SourceCameraChange]) -> SourceRecord:
    return SourceRecord(
        id=source.id,
        kind=source.kind,
        name=source.name,
        every_s=source.every_s,
        enabled=source.enabled,
        cameras=source.cameras,
        due_utc=source.due_utc,
        is_read_now=source.is_read_now,
        ran_utc=source.ran_utc,
        good_utc=source.good_utc,
        outcome=source.outcome,
        failures=source.failures,
        counts=dict(source.counts),
        notes=source.notes,
        pending_removals=tuple(pending),
    )


def told_difference(
    principal: Principal, outcome: str, found: Difference, removed: int, notes: tuple[str, ...]
) -> SourceDifference:
    """Also of a source within one's areas, a camera outside them is not told."""

    def told(changes: Iterable[CameraChange]) -> tuple[SourceCameraChange, ...]:
        return tuple(
            SourceCameraChange(id=one.id, number=one.number, name=one.name, fields=one.fields)
            for one in changes
            if principal.sees(one.area_code)
        )

    return SourceDifference(
        outcome=outcome,
        told=found.told,
        added=told(found.added),
        changed=told(found.changed),
        missing=told(found.missing),
        removed=removed,
        unchanged=found.unchanged,
        notes=notes,
    )
