"""Brings a database to this version's tables, and refuses one that a newer version has changed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import uuid4

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, inspect, select
from sqlalchemy.exc import DBAPIError

from console.base.errors import KnownError
from console.server.database import Database
from console.server.tables import METADATA, SYNC_HEAD

_FOLDER = Path(__file__).parent / "migrations"


def prepare(database: Database, now_utc: datetime) -> None:
    """Makes or upgrades the tables.

    Raises KnownError ``centre.database_newer`` (found, known) and ``centre.storage``.
    """
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    scripts = ScriptDirectory.from_config(config)
    with database.read() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    known = scripts.get_current_head() or ""
    if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
        raise KnownError("centre.database_newer", found=found, known=known)
    if found != known:
        _upgrade(database, config)
    database.write(lambda connection: _first_row(connection, now_utc))


def _upgrade(database: Database, config: Config) -> None:
    def work(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    try:
        with database.engine.begin() as connection:
            work(connection)
    except DBAPIError as error:
        raise KnownError("centre.storage", reason=type(error.orig).__name__) from error


def _first_row(connection: Connection, now_utc: datetime) -> None:
    if connection.execute(select(SYNC_HEAD.c.id)).first() is not None:
        return
    # Events start at the second of creation, so that a number from an earlier database of this centre is never
    # mistaken for one of ours: it lies below the floor and gets a reset.
    start = int(now_utc.timestamp())
    connection.execute(
        insert(SYNC_HEAD).values(id=1, epoch=str(uuid4()), seq=0, floor=0, event_seq=start, event_floor=start)
    )


def drift(connection: Connection) -> list[object]:
    """How the tables in the database differ from the ones in the code; empty when they agree."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, METADATA))


def table_names(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())
