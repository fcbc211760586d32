"""How a centre stands, looked up anew for each scrape: rows counted by state, sizes, what waits; never whose or where."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import JSON, Connection, cast, func, select, text, type_coerce

from console.base.errors import KnownError
from console.domain.camera import DirectoryStatus
from console.domain.flag_state import FlagState
from console.server.centre import Centre
from console.server.evidence_store import DELETED
from console.server.handoff.outbox import OutboxState
from console.server.handoff.tables import HANDOFF_OUTBOX
from console.server.numbering import directory_head
from console.server.sources.tables import SOURCES
from console.server.tables import CAMERA_STATUS, CAMERAS, EVIDENCE, FLAGS, UPLOADS

_NEVER_READ = "never"


class Standing(Collector):
    """One look a scrape; a database that can't be read leaves out what it holds and says so. Any thread."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre

    def collect(self) -> Iterator[Metric]:
        broker = self._centre.broker
        yield _one("event_streams_open", "Event streams that are open.", broker.open_streams)
        yield CounterMetricFamily(
            "ronda_centre_event_queue_overflows",
            "Event streams told to start over, because their client read too slowly.",
            value=broker.overflows,
        )
        yield from self._disk()
        try:
            with self._centre.database.read() as connection:
                found = [*self._rows(connection)]
        except KnownError:
            yield _one("database_readable", "1 when the database could be read for this answer.", 0)
            return
        yield _one("database_readable", "1 when the database could be read for this answer.", 1)
        yield from found

    def _disk(self) -> Iterator[Metric]:
        try:
            usage = shutil.disk_usage(self._centre.settings.data_folder)
        except OSError:
            return
        yield _one("disk_free_bytes", "Free on the disk of the data folder.", usage.free)
        yield _one("disk_size_bytes", "Size of the disk of the data folder.", usage.total)

    def _rows(self, connection: Connection) -> Iterator[Metric]:
        yield _one("directory_seq", "Number of the newest change of the directory.", directory_head(connection).seq)
        yield self._database_size(connection)
        yield _cameras(connection)
        yield _sources(connection)
        yield from self._flags(connection)
        yield _outbox(connection)
        yield from self._evidence(connection)

    def _database_size(self, connection: Connection) -> Metric:
        database = self._centre.database
        if database.is_sqlite:
            main = Path(str(database.engine.url.database))
            size = sum(_size_of(main.with_name(main.name + end)) for end in ("", "-wal", "-shm"))
        else:
            size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
        return _one("database_size_bytes", "The database on the disk.", size)

    def _flags(self, connection: Connection) -> Iterator[Metric]:
        family = GaugeMetricFamily(
            "ronda_centre_flags", "Flags by state; practice apart.", labels=("state", "exercise")
        )
        counted = select(FLAGS.c.state, FLAGS.c.exercise, func.count()).group_by(FLAGS.c.state, FLAGS.c.exercise)
        found = {(row[0], bool(row[1])): row[2] for row in connection.execute(counted)}
        for state in FlagState:
            for exercise in (False, True):
                family.add_metric((state.value, str(exercise).lower()), found.get((state.value, exercise), 0))
        yield family
        waiting = select(func.count(), func.min(FLAGS.c.waiting_utc)).where(
            FLAGS.c.waiting_utc.is_not(None), FLAGS.c.exercise.is_(False)
        )
        count, since = connection.execute(waiting).one()
        age_s = 0.0 if since is None else (self._centre.clock.now_utc() - since).total_seconds()
        yield _one("flags_unanswered", "Flags that wait for an answer; no practice.", count)
        yield _one("oldest_unanswered_flag_seconds", "How long the oldest of them has waited.", max(0.0, age_s))

    def _evidence(self, connection: Connection) -> Iterator[Metric]:
        # The same JSON, read by either engine: SQLite takes the text as it is, PostgreSQL wants it told.
        body: Any = (
            type_coerce(EVIDENCE.c.body, JSON) if self._centre.database.is_sqlite else cast(EVIDENCE.c.body, JSON)
        )
        files = GaugeMetricFamily("ronda_centre_evidence_files", "Files of evidence by state.", labels=("state",))
        sizes = GaugeMetricFamily("ronda_centre_evidence_bytes", "Bytes of evidence by state.", labels=("state",))
        size = func.coalesce(func.sum(body["size_bytes"].as_integer()), 0)
        here = EVIDENCE.c.state != DELETED
        counted = select(EVIDENCE.c.state, func.count(), size).where(here).group_by(EVIDENCE.c.state)
        for state, count, size_bytes in connection.execute(counted):
            files.add_metric((state,), count)
            sizes.add_metric((state,), size_bytes)
        yield files
        yield sizes
        unfinished = connection.execute(select(func.count()).select_from(UPLOADS)).scalar_one()
        yield _one("uploads_unfinished", "Uploads of evidence that have begun and not ended.", unfinished)


def _one(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(f"ronda_centre_{name}", words, value=value)


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _by(name: str, words: str, label: str, known: Iterable[str], found: dict[str, int]) -> Metric:
    """Every known value is told, as 0 where there is none: an alarm on a missing series never rings."""
    family = GaugeMetricFamily(f"ronda_centre_{name}", words, labels=(label,))
    for value in dict.fromkeys((*known, *found)):
        family.add_metric((value,), found.get(value, 0))
    return family


def _cameras(connection: Connection) -> Metric:
    unknown = DirectoryStatus.UNKNOWN.value
    state = func.coalesce(CAMERA_STATUS.c.state, unknown)
    joined = select(state, func.count()).select_from(
        CAMERAS.outerjoin(CAMERA_STATUS, CAMERA_STATUS.c.camera_id == CAMERAS.c.id)
    )
    rows = connection.execute(joined.where(CAMERAS.c.deleted_utc.is_(None)).group_by(state))
    known = [status.value for status in DirectoryStatus]
    return _by("cameras", "Cameras of the directory by state.", "status", known, {row[0]: row[1] for row in rows})


def _sources(connection: Connection) -> Metric:
    rows = connection.execute(
        select(SOURCES.c.outcome, func.count()).where(SOURCES.c.enabled).group_by(SOURCES.c.outcome)
    )
    found = {row[0] or _NEVER_READ: row[1] for row in rows}
    return _by("sources", "Sources that are read, by the outcome of the last read.", "outcome", ("ok",), found)


def _outbox(connection: Connection) -> Metric:
    rows = connection.execute(select(HANDOFF_OUTBOX.c.state, func.count()).group_by(HANDOFF_OUTBOX.c.state))
    found = {row[0]: row[1] for row in rows}
    known = [state.value for state in OutboxState]
    return _by("handoff_messages", "Messages to the police's systems by state.", "state", known, found)
