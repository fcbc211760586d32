"""The centre's database: one writer at a time, in both engines, so that numbers are given in the order of commits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from console.base.backoff import Backoff
from console.base.errors import KnownError
from console.base.logs import logger
from console.server.tables import SYNC_HEAD

_LOG = logger("centre")
_TRIES = 4
_RETRY = Backoff(first_s=0.05, most_s=0.5)
_BUSY_MS = 5_000
_TRANSIENT_STATES = frozenset({"40001", "40P01", "55P03"})

T = TypeVar("T")


def database_url(text: str) -> URL:
    """Reads ``sqlite:///FILE`` or ``postgresql://…``. Raises KnownError ``centre.database_url`` for anything else."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise KnownError("centre.database_url") from error
    drivers = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
    backend = url.drivername.partition("+")[0]
    if backend not in drivers:
        raise KnownError("centre.database_url", kind=backend)
    return url.set(drivername=drivers[backend])


class Database:
    """Transactions for the whole centre; any thread. Faults of the engine come out as KnownError ``centre.storage``."""

    def __init__(self, url: str) -> None:
        self._url = database_url(url)
        self.is_sqlite = self._url.get_backend_name() == "sqlite"
        try:
            self.engine = self._make_engine()
        except NoSuchModuleError as error:  # pragma: no cover - the two drivers are dependencies
            raise KnownError("centre.database_url") from error

    def _make_engine(self) -> Engine:
        # hide_parameters: an exception's text goes to the log, and parameters hold what people wrote and password hashes.
        options: dict[str, Any] = {"hide_parameters": True, "pool_size": 8, "max_overflow": 40, "pool_timeout": 15}
        if not self.is_sqlite:
            return create_engine(self._url, pool_pre_ping=True, **options)
        engine = create_engine(self._url, connect_args={"timeout": _BUSY_MS / 1000}, **options)
        event.listen(engine, "connect", _on_sqlite_connect)
        event.listen(engine, "begin", _on_sqlite_begin)
        return engine

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view; nothing that is written in it stays."""
        options: dict[str, Any] = {"ronda_read": True}
        if not self.is_sqlite:
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        try:
            with self.engine.connect().execution_options(**options) as connection:
                yield connection
        except (DBAPIError, PoolTimeout) as error:
            raise _storage_error(error) from error

    def write(self, work: Callable[[Connection], T]) -> T:
        """Runs ``work`` in a transaction that holds the centre's one lock; may run it again after a transient fault.

        ``work`` must therefore touch nothing but its connection.
        """
        for tries in range(1, _TRIES + 1):
            try:
                with self.engine.begin() as connection:
                    if not self.is_sqlite:
                        connection.execute(select(SYNC_HEAD.c.id).with_for_update())
                    return work(connection)
            except IntegrityError:
                raise
            except (DBAPIError, PoolTimeout) as error:
                if tries == _TRIES or not _is_transient(error):
                    raise _storage_error(error) from error
                time.sleep(_RETRY.delay_s(tries))
        raise AssertionError  # pragma: no cover - the loop above returns or raises

    def takes_writes(self) -> bool:
        """Whether a transaction could write now; nothing is written. False also when the lock can't be had in its time."""
        try:
            if self.is_sqlite:
                with self.engine.connect() as connection:
                    # The lock alone is given for a file that can't be written, too.
                    connection.execute(update(SYNC_HEAD).values(seq=SYNC_HEAD.c.seq))
                    connection.rollback()
                return True
            with self.engine.connect() as connection:
                shown = connection.exec_driver_sql("SHOW transaction_read_only").scalar_one()
        except (DBAPIError, PoolTimeout) as error:
            _LOG.warning("the database takes no writes: %s", _fault_name(error))
            return False
        return str(shown) == "off"

    def close(self) -> None:
        self.engine.dispose()


def _on_sqlite_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the module begins nothing by itself; _on_sqlite_begin does
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={_BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_sqlite_begin(connection: Connection) -> None:
    # A deferred transaction that later writes may fail without waiting; taking the lock at once waits its turn.
    reading = connection.get_execution_options().get("ronda_read", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _fault_name(error: Exception) -> str:
    cause = getattr(error, "orig", None)
    return str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or type(error).__name__)


def _is_transient(error: Exception) -> bool:
    name = _fault_name(error)
    return name in _TRANSIENT_STATES or name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _storage_error(error: Exception) -> KnownError:
    _LOG.error("database fault %s: %s", _fault_name(error), error)
    return KnownError("centre.storage", reason=_fault_name(error))
