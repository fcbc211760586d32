"""Disks that take nothing: read-only folders and full ones, as the system itself says it."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

from tests.faults.events import disk_child

REPOSITORY = Path(disk_child.__file__).parents[3]


def told_by_child(folder: Path, *, file_limit_bytes: int | None = None) -> str:
    """What a console in another process says of its disk."""

    def limit() -> None:
        if file_limit_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit_bytes, file_limit_bytes))

    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.events.disk_child", str(folder)],
        cwd=REPOSITORY,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_read_only_folder_is_told_at_the_start(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)

    told = told_by_child(tmp_path)

    tmp_path.chmod(0o755)
    assert told == "disk.readonly after 0"


def test_a_read_only_database_is_told_at_the_start(tmp_path: Path) -> None:
    assert told_by_child(tmp_path).startswith("no trouble")
    for path in tmp_path.iterdir():
        path.chmod(0o444)
    tmp_path.chmod(0o555)

    told = told_by_child(tmp_path)

    tmp_path.chmod(0o755)
    assert told == "disk.readonly after 0"


def test_a_file_that_may_not_grow_refuses_flags_and_keeps_the_confirmed_ones(tmp_path: Path) -> None:
    told = told_by_child(tmp_path, file_limit_bytes=400_000)

    code, _, confirmed = told.partition(" after ")
    assert code in ("disk.full", "disk.io")
    assert int(confirmed) > 0
    assert told_by_child(tmp_path) == f"no trouble, {int(confirmed)} were there, {int(confirmed) + 300} are there"
