"""A kept file is whole, or the one before it is used and that is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.store.kept_file import Kept, KeptFile
from tests.helpers.clock import FakeClock
from tests.helpers.logfail import ExpectLog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "people" / "layouts.kept"


def test_what_was_written_is_read_also_by_another_start(path: Path) -> None:
    assert KeptFile(path, FakeClock()).read() == Kept(None)
    KeptFile(path, FakeClock()).write(b"one\ntwo")

    assert KeptFile(path, FakeClock()).read() == Kept(b"one\ntwo")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_damaged_file_is_kept_aside_and_the_one_before_is_used(path: Path, expect_log: ExpectLog) -> None:
    expect_log("ronda.store", "ERROR", "was damaged")
    file = KeptFile(path, FakeClock())
    file.write(b"first")
    file.write(b"second")
    damaged = path.read_bytes()[:-1]
    path.write_bytes(damaged)

    kept = file.read()

    assert kept.content == b"first"
    assert isinstance(kept.problem, KnownError)
    assert kept.problem.code == "store.kept_older"
    assert Path(str(kept.problem.params["kept"])).read_bytes() == damaged
    assert file.read() == Kept(b"first")


def test_a_damaged_file_never_takes_the_place_of_the_good_one_before(path: Path) -> None:
    file = KeptFile(path, FakeClock())
    file.write(b"first")
    file.write(b"second")
    path.write_bytes(b"")
    file.write(b"third")
    path.unlink()

    assert file.read() == Kept(b"first")


def test_a_damaged_file_with_nothing_before_it_is_said_to_be_lost(path: Path, expect_log: ExpectLog) -> None:
    expect_log("ronda.store", "ERROR", "was damaged")
    path.parent.mkdir()
    path.write_bytes(b"{}")

    kept = KeptFile(path, FakeClock()).read()

    assert (kept.content, kept.problem and kept.problem.code) == (None, "store.kept_lost")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "people").write_bytes(b"")

    with pytest.raises(KnownError, match=r"disk\."):
        KeptFile(tmp_path / "people" / "layouts.kept", FakeClock()).write(b"x")
