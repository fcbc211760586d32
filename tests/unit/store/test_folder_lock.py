"""A data folder belongs to one console at a time, and to none when that one has ended."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.store.folder_lock import FolderLock

_HOLDER = (
    "import sys, pathlib; from console.store.folder_lock import FolderLock\n"
    "held = FolderLock(pathlib.Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
)


def test_a_second_one_is_refused_until_the_first_is_closed(tmp_path: Path) -> None:
    first = FolderLock(tmp_path)
    with pytest.raises(KnownError) as caught:
        FolderLock(tmp_path)
    assert caught.value.code == "store.in_use"
    first.close()
    FolderLock(tmp_path).close()


def test_a_console_that_was_killed_keeps_nobody_out(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(KnownError):
            FolderLock(tmp_path)
        holder.kill()
        holder.wait()
        FolderLock(tmp_path).close()


def test_a_folder_that_is_not_there_is_a_fault_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        FolderLock(tmp_path / "gone")
    assert caught.value.code == "disk.io"
