"""A SQLite file of ours: versions, durability, threads, and what its faults are called."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.base.errors import BugError, KnownError
from console.store.database import Database, Durability
from console.store.versions import UserVersion, migrations, whole_schema
from tests.helpers.waiting import wait_until

SCHEMAS = ("directory", "events", "gateway", "health")
ADD_EVENT = (
    "INSERT INTO event (id, kind, camera_id, at_utc, category, priority, note, body)"
    " VALUES (?, 'flag', 'c', '', '', 1, '', '')"
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "events.sqlite", "events", Durability.FULL)
    yield opened
    opened.close()


def add_event(database: Database, event_id: str) -> None:
    with database.transaction() as write:
        write.run(ADD_EVENT, (event_id,))


def event_ids(database: Database) -> list[str]:
    return [str(row["id"]) for row in database.rows("SELECT id FROM event ORDER BY seq")]


def declared(script: str) -> set[tuple[str, str]]:
    connection = sqlite3.connect(":memory:")
    connection.executescript(script)
    rows = connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
    connection.close()
    return {(name, re.sub(r"\s*--[^\n]*", "", sql or "")) for name, sql in rows}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_all_migrations_together_are_the_declared_schema(schema: str) -> None:
    steps = "\n".join(step.sql for step in migrations(schema))

    assert declared(steps) == declared(whole_schema(schema))


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_column_says_why_it_is_there_or_explains_itself(schema: str) -> None:
    without = [line for line in whole_schema(schema).splitlines() if re.match(r"    \w+ (TEXT|INTEGER|REAL)", line)]

    assert without
    assert sum("--" in line for line in without) > len(without) / 2


def test_events_are_committed_with_full_durability_in_wal(database: Database) -> None:
    with database.transaction() as write:
        mode = write.row("PRAGMA journal_mode")
        synchronous = write.row("PRAGMA synchronous")

    assert mode is not None
    assert mode[0] == "wal"
    assert synchronous is not None
    assert synchronous[0] == 2


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    add_event(database, "a")

    with pytest.raises(BugError), database.transaction() as write:
        # The first row goes in, the second has the id of one that is there.
        write.run_many(ADD_EVENT, [("b",), ("a",)])

    assert event_ids(database) == ["a"]


def test_what_an_operator_made_can_not_be_changed(database: Database) -> None:
    add_event(database, "a")

    with pytest.raises(BugError, match="events never change"), database.transaction() as write:
        write.run("UPDATE event SET note = 'other'")


def test_readers_see_the_last_commit_while_somebody_writes(database: Database) -> None:
    add_event(database, "a")

    with database.transaction() as write:
        write.run("DELETE FROM event")
        seen: list[list[str]] = []
        thread = threading.Thread(target=lambda: seen.append(event_ids(database)))
        thread.start()
        thread.join()

    assert seen == [["a"]]
    assert event_ids(database) == []


def test_a_reader_can_not_write(database: Database) -> None:
    with pytest.raises(KnownError) as caught:
        database.rows("DELETE FROM event RETURNING id")

    assert caught.value.code == "disk.readonly"


def test_many_threads_write_one_after_the_other(database: Database) -> None:
    threads = [threading.Thread(target=add_event, args=(database, f"event-{number}")) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(event_ids(database)) == 8


def test_a_second_process_that_holds_the_file_makes_it_busy(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.store.database.BUSY_TIMEOUT_S", 0.01)
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(KnownError) as caught:
        Database(database.path, "events", Durability.FULL)

    other.close()
    assert caught.value.code == "store.busy"


def test_a_database_of_a_newer_major_version_is_refused_and_named(tmp_path: Path) -> None:
    path = tmp_path / "events.sqlite"
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {UserVersion(9, 3).to_int()}")
    newer.close()
    before = path.read_bytes()

    with pytest.raises(KnownError) as caught:
        Database(path, "events", Durability.FULL)

    assert caught.value.code == "store.newer"
    assert caught.value.params == {"path": str(path), "found": "9.3", "supported": "1.4"}
    assert path.read_bytes() == before


def test_a_newer_minor_version_is_used_and_keeps_its_number(tmp_path: Path) -> None:
    path = tmp_path / "events.sqlite"
    Database(path, "events", Durability.FULL).close()
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {UserVersion(1, 7).to_int()}")
    raw.close()

    reopened = Database(path, "events", Durability.FULL)

    row = reopened.row("PRAGMA user_version")
    reopened.close()
    assert row is not None
    assert UserVersion.from_int(row[0]) == UserVersion(1, 7)


def test_a_full_disk_is_told_and_the_file_stays_good(database: Database) -> None:
    add_event(database, "a")
    row = database.row("PRAGMA page_count")
    assert row is not None
    with database.transaction() as write:
        write.run(f"PRAGMA max_page_count = {row[0]}")

    with pytest.raises(KnownError) as caught:
        add_event(database, "x" * 200_000)

    assert caught.value.code == "disk.full"
    assert event_ids(database) == ["a"]


def test_a_folder_that_is_a_file_is_a_fault_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(KnownError) as caught:
        Database(tmp_path / "file" / "events.sqlite", "events", Durability.FULL)

    assert caught.value.code == "disk.io"


def test_reading_after_closing_is_a_bug_and_not_a_crash(tmp_path: Path) -> None:
    database = Database(tmp_path / "events.sqlite", "events", Durability.FULL)
    database.close()

    with pytest.raises(BugError):
        database.rows("SELECT 1")


def test_closing_while_a_thread_reads_waits_for_nobody(database: Database) -> None:
    done = threading.Event()

    def read_often() -> None:
        while not done.is_set():
            try:
                database.rows("SELECT 1")
            except BugError:
                done.set()

    thread = threading.Thread(target=read_often)
    thread.start()
    database.close()

    wait_until(done.is_set)
    thread.join()


def test_search_words_outlive_the_step_that_sets_aliases_apart(tmp_path: Path) -> None:
    file = tmp_path / "directory.sqlite"
    raw = sqlite3.connect(file)
    for step in migrations("directory"):
        if step.version < UserVersion(1, 7):
            raw.executescript(step.sql)
            raw.execute(f"PRAGMA user_version = {step.version.to_int()}")
    raw.execute("INSERT INTO camera_words (rowid, text) VALUES (7, 'simpang krapyak')")
    raw.commit()
    raw.close()

    opened = Database(file, "directory", Durability.NORMAL)
    found = opened.rows("SELECT rowid FROM camera_words WHERE camera_words MATCH 'krap*'")
    known = opened.rows("SELECT term FROM camera_vocabulary ORDER BY term")
    opened.close()

    assert [row["rowid"] for row in found] == [7]
    assert [row["term"] for row in known] == ["krapyak", "simpang"]
