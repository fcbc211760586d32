"""Forgets what is kept long enough (tombstones, events, sessions, unfinished uploads) and signs where the audit stands."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, delete, func, select, update

from console.base.logs import logger
from console.server.audit_checkpoints import make_checkpoint
from console.server.causes.store import forget_closed
from console.server.centre import Centre
from console.server.evidence_store import upload_file
from console.server.handovers.reading import forget_handovers
from console.server.release.tables import RELEASE_LINKS
from console.server.repair.pictures import forget_pictures
from console.server.retention import delete_old_evidence
from console.server.sightings.notes import forget_old
from console.server.spells.writing import forget_spells, remember_gone_cameras
from console.server.tables import (
    AREAS,
    CAMERAS,
    DEPARTURES,
    EVENT_LOG,
    REFRESH_TOKENS,
    SESSIONS,
    SYNC_HEAD,
    UPLOADS,
)
from console.server.walls.record import forget_wall_spells
from console.server.walls.tables import WALL_ALARMS, WALL_COMMANDS

_LOG = logger("centre")


def tidy(centre: Centre) -> None:
    """Any thread; raises KnownError ``centre.storage``."""
    centre.database.write(lambda connection: _forget_directory(connection, centre))
    centre.database.write(lambda connection: _forget_spells(connection, centre))
    centre.database.write(lambda connection: _forget_events(connection, centre))
    centre.database.write(lambda connection: _forget_sessions(connection, centre))
    centre.database.write(lambda connection: _forget_links(connection, centre))
    centre.database.write(lambda connection: _forget_wall_commands(connection, centre))
    forget_old(centre)
    centre.database.write(lambda connection: _forget_wall_record(connection, centre))
    centre.database.write(lambda connection: forget_closed(connection, centre))
    centre.database.write(lambda connection: forget_pictures(connection, centre))
    centre.database.write(lambda connection: forget_handovers(connection, centre))
    gone = centre.database.write(lambda connection: _forget_uploads(connection, centre))
    for upload_id in gone:
        upload_file(centre, upload_id).unlink(missing_ok=True)
    deleted = delete_old_evidence(centre)
    if deleted:
        _LOG.info("deleted %d pieces of evidence whose time was over", deleted)
    make_checkpoint(centre)
    if gone:
        _LOG.info("removed %d unfinished uploads", len(gone))


def _forget_directory(connection: Connection, centre: Centre) -> None:
    """Purges old tombstones and lifts the floor: a cursor below it may have missed one."""
    limit = centre.clock.now_utc() - timedelta(seconds=centre.settings.lifetimes.tombstone_s)
    floor = int(connection.execute(select(SYNC_HEAD.c.floor)).scalar_one())
    revs = [floor]
    remember_gone_cameras(connection, limit)
    for table, column in (
        (AREAS, AREAS.c.deleted_utc),
        (CAMERAS, CAMERAS.c.deleted_utc),
        (DEPARTURES, DEPARTURES.c.at_utc),
    ):
        revs.append(connection.execute(select(func.max(table.c.rev)).where(column < limit)).scalar() or 0)
        connection.execute(delete(table).where(column < limit))
    if max(revs) > floor:
        connection.execute(update(SYNC_HEAD).values(floor=max(revs)))


def _forget_spells(connection: Connection, centre: Centre) -> None:
    forget_spells(connection, centre.clock.now_utc() - timedelta(seconds=centre.settings.lifetimes.spells_s))


def _forget_events(connection: Connection, centre: Centre) -> None:
    limit = centre.clock.now_utc() - timedelta(seconds=centre.settings.lifetimes.event_log_s)
    last = connection.execute(select(func.max(EVENT_LOG.c.seq)).where(EVENT_LOG.c.at_utc < limit)).scalar()
    if last is not None:
        connection.execute(delete(EVENT_LOG).where(EVENT_LOG.c.seq <= last))
        connection.execute(update(SYNC_HEAD).values(event_floor=last))


def _forget_sessions(connection: Connection, centre: Centre) -> None:
    limit = centre.clock.now_utc() - timedelta(seconds=centre.settings.lifetimes.ended_session_s)
    forgotten = SESSIONS.c.expires_utc < limit
    mine = REFRESH_TOKENS.c.session_id.in_(select(SESSIONS.c.id).where(forgotten))
    connection.execute(delete(REFRESH_TOKENS).where(mine))
    connection.execute(delete(SESSIONS).where(forgotten))


def _forget_links(connection: Connection, centre: Centre) -> None:
    """Each download stays on record; the link to it is worth nothing any more."""
    connection.execute(delete(RELEASE_LINKS).where(RELEASE_LINKS.c.expires_utc < centre.clock.now_utc()))


def _forget_wall_commands(connection: Connection, centre: Centre) -> None:
    """The time of each was over long before, so one that comes again is refused for that."""
    limit = centre.clock.now_utc() - timedelta(days=1)
    connection.execute(delete(WALL_COMMANDS).where(WALL_COMMANDS.c.at_utc < limit))
    connection.execute(delete(WALL_ALARMS).where(WALL_ALARMS.c.ended_utc < limit))


def _forget_wall_record(connection: Connection, centre: Centre) -> None:
    forget_wall_spells(connection, centre.clock.now_utc() - timedelta(seconds=centre.settings.lifetimes.wall_record_s))


def _forget_uploads(connection: Connection, centre: Centre) -> list[str]:
    old = UPLOADS.c.expires_utc <= centre.clock.now_utc()
    gone = list(connection.execute(select(UPLOADS.c.id).where(old)).scalars())
    connection.execute(delete(UPLOADS).where(old))
    return gone
