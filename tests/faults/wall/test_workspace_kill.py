"""Killed while it keeps its workspace, and with the file cut off too: three windows come back, right or the last good ones.

``RONDA_KILL_ROUNDS=100`` is the long form.
"""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from console.base.clock import SystemClock
from console.store.kept_file import KeptFile
from console.wall.workspace import Workspace, read
from tests.faults.wall.workspace_child import workspace_of
from tests.helpers.logfail import ExpectLog

ROUNDS = int(os.environ.get("RONDA_KILL_ROUNDS", "5"))
CHILD = "tests.faults.wall.workspace_child"
_SOME_WRITES = 3


def _killed_while_writing(path: Path, chance: random.Random) -> tuple[int, int]:
    """The last turn that was kept, and the one that was begun last."""
    with subprocess.Popen([sys.executable, "-m", CHILD, str(path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        kept = begun = 0
        while kept < _SOME_WRITES:
            word, turn = child.stdout.readline().split()
            kept, begun = (int(turn), begun) if word == "kept" else (kept, int(turn))
        # Somewhere within one of the next writes; when exactly is what the test is about.
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=chance.uniform(0, 0.03))
        child.kill()
        for line in child.stdout.read().splitlines():
            word, _gap, turn = line.partition(" ")
            if turn.isdigit():
                kept, begun = (int(turn), begun) if word == "kept" else (kept, int(turn))
    return kept, begun


def _read(path: Path) -> tuple[Workspace, bool]:
    found = KeptFile(path, SystemClock()).read()
    assert found.content is not None
    return read(found.content), found.problem is not None


@pytest.mark.timeout(60 + 3 * ROUNDS)
def test_three_windows_come_back_after_a_kill_and_after_a_file_that_was_cut_off(
    tmp_path: Path, expect_log: ExpectLog
) -> None:
    expect_log("ronda.store", "ERROR", "was damaged")
    older = 0
    for number in range(ROUNDS):
        chance = random.Random(number)
        path = tmp_path / str(number) / "workspace.kept"
        kept, begun = _killed_while_writing(path, chance)

        after_kill, told = _read(path)
        assert after_kill in (workspace_of(kept), workspace_of(begun))
        assert not told

        whole = path.read_bytes()
        path.write_bytes(whole[: chance.randrange(len(whole))])
        after_cut, told = _read(path)
        # The one before, which a person is told.
        assert after_cut in [workspace_of(turn) for turn in range(kept - 1, begun)]
        assert told
        older += 1
    sys.stdout.write(f"rounds {ROUNDS}: right after kill {ROUNDS}, last good one after the cut {older}\n")
