"""Opening the two databases, also when what lies there is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.base.paths import Paths
from console.store.files import move_aside, open_directory, open_events
from tests.helpers.clock import FakeClock
from tests.helpers.logfail import ExpectLog


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data", tmp_path / "cache").ensure()


def test_a_corrupt_cache_is_rebuilt(paths: Paths, expect_log: ExpectLog) -> None:
    expect_log("ronda.sql", contains="directory cache was corrupt")
    (paths.cache_folder / "directory.sqlite").write_bytes(b"no database at all" * 500)

    database = open_directory(paths, FakeClock())

    assert database.rows("SELECT id FROM camera") == []
    database.close()


def test_corrupt_events_are_kept_and_told(paths: Paths, expect_log: ExpectLog) -> None:
    expect_log("ronda.sql", "ERROR", "events database was corrupt")
    broken = b"no database at all" * 500
    (paths.data_folder / "events.sqlite").write_bytes(broken)

    opened = open_events(paths, FakeClock())

    opened.database.close()
    assert opened.problem is not None
    assert opened.problem.code == "store.events_moved"
    assert Path(str(opened.problem.params["kept"])).read_bytes() == broken


def test_damage_inside_a_database_is_found_when_it_is_opened(paths: Paths, expect_log: ExpectLog) -> None:
    expect_log("ronda.sql", "ERROR", "events database was corrupt")
    open_events(paths, FakeClock()).database.close()
    path = paths.data_folder / "events.sqlite"
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 4] = b"\xff" * 8192
    path.write_bytes(bytes(content))

    opened = open_events(paths, FakeClock())

    opened.database.close()
    assert opened.problem is not None


def test_healthy_events_open_without_a_problem(paths: Paths) -> None:
    opened = open_events(paths, FakeClock())
    opened.database.close()

    assert opened.problem is None


def test_two_broken_files_in_one_second_are_both_kept(paths: Paths) -> None:
    path = paths.data_folder / "events.sqlite"
    kept = set()
    for text in ("one", "two"):
        path.write_text(text)
        kept.add(move_aside(path, FakeClock()).read_text())

    assert kept == {"one", "two"}
    assert len(list(paths.data_folder.iterdir())) == 2


def test_other_faults_of_the_cache_are_not_hidden(paths: Paths) -> None:
    (paths.cache_folder / "directory.sqlite").mkdir()

    with pytest.raises(KnownError) as caught:
        open_directory(paths, FakeClock())

    assert caught.value.code == "disk.io"
