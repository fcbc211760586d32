"""The databases of a console: directory cache and health history, which may be lost, and the events, which may not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.os_errors import disk_errors
from console.base.paths import Paths
from console.store.database import Database, Durability

_log = logger("sql")
_COMPANIONS = ("-wal", "-shm")


@dataclass(frozen=True)
class OpenedEvents:
    """The events database; ``problem`` must be shown to the operator when there is one."""

    database: Database
    problem: KnownError | None = None
    """``store.events_moved``: the old file could not be read, lies at ``kept`` and may hold events not yet sent."""


def open_directory(paths: Paths, clock: Clock) -> Database:
    """``directory.sqlite``; a corrupt one is moved aside and begun anew, the centre has everything."""
    path = paths.cache_folder / "directory.sqlite"
    try:
        return Database(path, "directory", Durability.NORMAL)
    except KnownError as error:
        if error.code != "store.corrupt":
            raise
        _log.warning("directory cache was corrupt, moved to %s", move_aside(path, clock).name)
        return Database(path, "directory", Durability.NORMAL)


def open_health(paths: Paths, clock: Clock) -> Database:
    """``health.sqlite``; a corrupt one is moved aside and begun anew: it is only looked at."""
    path = paths.data_folder / "health.sqlite"
    try:
        return Database(path, "health", Durability.NORMAL)
    except KnownError as error:
        if error.code != "store.corrupt":
            raise
        _log.warning("health history was corrupt, moved to %s", move_aside(path, clock).name)
        return Database(path, "health", Durability.NORMAL)


def open_events(paths: Paths, clock: Clock) -> OpenedEvents:
    """``events.sqlite``; a corrupt one is kept beside the new one and told, never dropped."""
    path = paths.data_folder / "events.sqlite"
    try:
        return OpenedEvents(Database(path, "events", Durability.FULL))
    except KnownError as error:
        if error.code != "store.corrupt":
            raise
        kept = move_aside(path, clock)
        _log.error("events database was corrupt, kept as %s", kept.name)
        problem = KnownError("store.events_moved", path=str(path), kept=str(kept))
        return OpenedEvents(Database(path, "events", Durability.FULL), problem)


def move_aside(path: Path, clock: Clock) -> Path:
    """Renames a database and its companions to a free name with the time in it; returns the new name."""
    stamp = f"{clock.now_utc():%Y%m%dT%H%M%SZ}"
    kept = path.with_name(f"{path.stem}.corrupt-{stamp}{path.suffix}")
    count = 1
    while kept.exists():
        count += 1
        kept = path.with_name(f"{path.stem}.corrupt-{stamp}-{count}{path.suffix}")
    with disk_errors(path):
        path.replace(kept)
        for companion in _COMPANIONS:
            beside = Path(f"{path}{companion}")
            if beside.exists():
                beside.replace(f"{kept}{companion}")
    return kept
