"""A SQLite file in WAL: many threads read, one writes at a time, every error is one of ours."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from enum import Enum
from pathlib import Path

from console.base.errors import BugError, KnownError
from console.base.os_errors import disk_errors
from console.store.failures import known, sqlite_failures
from console.store.versions import UserVersion, migrations

Row = sqlite3.Row
Value = str | int | float | bytes | None
Params = Sequence[Value] | Mapping[str, Value]

BUSY_TIMEOUT_S = 5.0
_WRITER_CACHE_KIB = 16_384
"""Taken only as it fills. With SQLite's 2 MiB the indexes of a large city are read again and again while it is written."""


class Durability(Enum):
    """When a commit counts as done."""

    FULL = "FULL"
    """On the disk, also through a power cut: what an operator was told is saved."""
    NORMAL = "NORMAL"
    """May lose the last commits in a power cut, never consistency: what can be fetched again."""


class Transaction:
    """Statements that happen together; only inside ``with database.transaction()``, only on its thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, sql: str, params: Params = ()) -> int:
        """The number of rows that ``sql`` changed."""
        with closing(self._connection.execute(sql, params)) as cursor:
            return cursor.rowcount

    def run_many(self, sql: str, rows: Iterable[Params]) -> None:
        self._connection.executemany(sql, rows).close()

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        with closing(self._connection.execute(sql, params)) as cursor:
            return cursor.fetchall()

    def row(self, sql: str, params: Params = ()) -> Row | None:
        found = self.rows(sql, params)
        return found[0] if found else None


class Database:
    """One file of one schema, opened and brought to the newest version.

    Any thread. Readers take a connection from a pool and never wait for the writer.
    Raises KnownError: disk.full, disk.readonly, disk.io, store.newer, store.corrupt, store.busy.
    """

    def __init__(self, path: Path, schema: str, durability: Durability) -> None:
        self.path = path
        self._durability = durability
        self._write_lock = threading.Lock()
        self._pool_lock = threading.Lock()
        self._readers: list[sqlite3.Connection] = []
        self._closed = False
        with disk_errors(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with sqlite_failures(path):
            self._writer = self._connect()
            self._writer.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KIB}")
            try:
                self._prepare(schema)
            except BaseException:
                self._writer.close()
                raise

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        with self._reader() as connection, closing(connection.execute(sql, params)) as cursor:
            return cursor.fetchall()

    def row(self, sql: str, params: Params = ()) -> Row | None:
        found = self.rows(sql, params)
        return found[0] if found else None

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """All or nothing; on return the commit is as durable as the database promises. Not nestable."""
        with self._write_lock, sqlite_failures(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield Transaction(self._writer)
                self._writer.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled back already; a second ROLLBACK would hide the reason.
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Waits for the writer; readers that are still busy close their connections when they are done."""
        with self._write_lock, self._pool_lock:
            self._closed = True
            for connection in (*self._readers, self._writer):
                connection.close()
            self._readers.clear()

    @contextmanager
    def _reader(self) -> Iterator[sqlite3.Connection]:
        with sqlite_failures(self.path):
            connection = self._take_reader()
            try:
                yield connection
            finally:
                self._give_back(connection)

    def _take_reader(self) -> sqlite3.Connection:
        with self._pool_lock:
            if self._closed:
                raise BugError(f"{self.path.name} was read after it was closed")
            if self._readers:
                return self._readers.pop()
        connection = self._connect()
        connection.execute("PRAGMA query_only = ON")
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._pool_lock:
            if not self._closed:
                self._readers.append(connection)
                return
        connection.close()

    def _connect(self) -> sqlite3.Connection:
        # The pool hands a connection to one thread at a time, so SQLite's own thread check would only be in the way.
        connection = sqlite3.connect(
            self.path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA synchronous = {self._durability.value}")
        return connection

    def _prepare(self, schema: str) -> None:
        steps = migrations(schema)
        newest = steps[-1].version
        found = UserVersion.from_int(int(self._writer.execute("PRAGMA user_version").fetchone()[0]))
        if found.major > newest.major:
            raise KnownError("store.newer", path=str(self.path), found=str(found), supported=str(newest))
        if self._writer.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise KnownError("store.corrupt", path=str(self.path))
        self._writer.execute("PRAGMA journal_mode = WAL")
        for step in steps:
            if step.version > found:
                self._migrate(step.sql, step.version)
        # Asks for the right to write now: a read-only disk is told at the start, not at the first flag.
        self._writer.execute("BEGIN IMMEDIATE")
        self._writer.execute(f"PRAGMA user_version = {max(found, newest).to_int()}")
        self._writer.execute("COMMIT")

    def _migrate(self, sql: str, version: UserVersion) -> None:
        # executescript commits what is open, so the transaction is part of the script.
        script = f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {version.to_int()};\nCOMMIT;"
        try:
            self._writer.executescript(script)
        except sqlite3.Error as error:
            if self._writer.in_transaction:
                self._writer.execute("ROLLBACK")
            if known(error, self.path) is None:
                raise BugError(f"{self.path.name}: migration {version}: {error}") from error
            raise
