"""A directory that an older console has left is usable before the centre answers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from console.directory.pages import read_progress
from console.directory.queries import DirectoryQueries
from console.store.database import Database, Durability
from console.store.versions import UserVersion, migrations

_OLDER = UserVersion(1, 2)
_CAMERA = "INSERT INTO camera VALUES (?, ?, 's', ?, ?, '33.74', NULL, NULL, 0, '', '', 1, 1, 1, 1, '')"


def test_its_cameras_are_found_by_their_words_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "directory.sqlite"
    with closing(sqlite3.connect(path)) as older:
        for step in migrations("directory"):
            if step.version <= _OLDER:
                older.executescript(step.sql)
        for row, number in ((1, 30), (2, 20), (3, 10), (4, 20), (5, -1)):
            older.execute(_CAMERA, (row, f"cam-{row}", number, f"Pos {row}"))
            older.execute("INSERT INTO camera_words (rowid, text) VALUES (?, ?)", (row, f"pos {row}"))
        older.execute("INSERT INTO sync VALUES (1, 'e', 'c', 't', 1, 0, '2026-11-23T08:00:00+00:00')")
        older.execute(f"PRAGMA user_version = {_OLDER.to_int()}")
        older.commit()

    with closing(Database(path, "directory", Durability.NORMAL)) as database:
        queries = DirectoryQueries(database)
        assert [entry.camera.id for entry in queries.search("pos")] == ["cam-3", "cam-2", "cam-4", "cam-1"]
        assert [entry.camera.id for entry in queries.search("pos 4")] == ["cam-4"]
        assert read_progress(database).cursor == ""
        assert read_progress(database).synced_utc
