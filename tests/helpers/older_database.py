"""Takes a database back to how an older version left it, step by step, for tests of what a migration makes of it."""

from __future__ import annotations

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, String, text


def without_sources(connection: Connection) -> None:
    """Before 0013."""
    connection.execute(text("DROP INDEX ix_cameras_source_id"))
    for column in ("source_id", "ptz_protocol", "ptz_url", "ptz_token", "ptz_login"):
        connection.execute(text(f"ALTER TABLE cameras DROP COLUMN {column}"))
    connection.execute(text("DROP TABLE sources"))


def undo_0026(connection: Connection) -> None:
    connection.execute(text("DROP INDEX ix_repair_cameras_camera_id"))
    connection.execute(text("DROP TABLE repair_pictures"))


def undo_0022(connection: Connection) -> None:
    """It came after 0021."""
    undo_0026(connection)
    for table in ("handover_remarks", "handover_signatures", "handovers"):
        connection.execute(text(f"DROP TABLE {table}"))


def undo_0021(connection: Connection) -> None:
    """It came after 0023."""
    undo_0022(connection)
    connection.execute(text("DROP TABLE workspaces"))


def undo_0023(connection: Connection) -> None:
    undo_0021(connection)
    operations = Operations(MigrationContext.configure(connection))
    for table in ("handoff_outbox", "handoff_answers"):
        operations.drop_index(f"ix_{table}_repair_id", table)
        with operations.batch_alter_table(table) as batch:
            batch.drop_constraint(f"fk_{table}_repair_id", type_="foreignkey")
            batch.drop_column("repair_id")
            batch.alter_column("flag_id", existing_type=String(36), nullable=False)
    for column in ("kind", "owners"):
        connection.execute(text(f"ALTER TABLE receivers DROP COLUMN {column}"))
    for name in ("repair_changes", "repair_cameras", "repairs"):
        connection.execute(text(f"DROP TABLE {name}"))


def undo_0017(connection: Connection) -> None:
    """It came after 0018."""
    undo_0023(connection)
    for table in ("wall_overlays", "wall_alarms", "wall_rules"):
        connection.execute(text(f"DROP TABLE {table}"))


def undo_0018(connection: Connection) -> None:
    """It came after 0016."""
    undo_0017(connection)
    for table in ("camera_sightings", "camera_told"):
        connection.execute(text(f"DROP TABLE {table}"))


def undo_0016(connection: Connection) -> None:
    """It came after 0020."""
    undo_0018(connection)
    for table in ("wall_showings", "wall_spells"):
        connection.execute(text(f"DROP TABLE {table}"))


def undo_0020(connection: Connection) -> None:
    undo_0016(connection)
    for table in ("camera_spells", "centre_runs", "gone_cameras"):
        connection.execute(text(f"DROP TABLE {table}"))


def undo_0019(connection: Connection) -> None:
    undo_0020(connection)
    for table in ("cause_cameras", "causes"):
        connection.execute(text(f"DROP TABLE {table}"))
    for column in ("switch_id", "power_id"):
        connection.execute(text(f"ALTER TABLE cameras DROP COLUMN {column}"))


def undo_0015(connection: Connection) -> None:
    undo_0019(connection)
    for table in ("wall_commands", "wall_screens", "wall_machines", "wall_presets", "walls"):
        connection.execute(text(f"DROP TABLE {table}"))


def undo_0014(connection: Connection) -> None:
    undo_0015(connection)
    for table in ("owners", "owner_terms", "camera_terms", "terms_lifts"):
        connection.execute(text(f"DROP TABLE {table}"))
    connection.execute(text("DROP INDEX ix_cameras_owner_id"))
    for column in ("owner_id", "aliases"):
        connection.execute(text(f"ALTER TABLE cameras DROP COLUMN {column}"))
