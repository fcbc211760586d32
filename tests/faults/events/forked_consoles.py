"""Consoles without screens, one after the other on one disk, that are killed when they have said enough."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.helpers.toy_centre import ToyCentre

_REPOSITORY = Path(__file__).parents[3]


class ForkedConsoles:
    """``child`` is a module of this folder that forks a console for each line that it reads."""

    def __init__(self, child: str, centre: ToyCentre, disk: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"tests.faults.events.{child}", centre.url, str(disk)],
            cwd=_REPOSITORY,
            env={**os.environ, "RONDA_TEST_TOKEN": centre.tokens.issue().access_token},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self) -> int:
        """The process id of the next console."""
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        return int(self._line().removeprefix("pid "))

    def kill(self, pid: int) -> list[str]:
        """What it said besides what was read already."""
        os.kill(pid, signal.SIGKILL)
        return list(iter(self._line, "ended"))

    def killed_after(self, lines: int) -> list[str]:
        """What one console said until it was killed, just after its so-manieth line."""
        pid = self.start()
        said = [self._line() for _ in range(lines)]
        return said + self.kill(pid)

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the consoles ended by themselves"
        return line.strip()

    def close(self) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()


def of_kind(said: list[str], kind: str) -> list[str]:
    """The ids of the lines ``KIND ID``, in their order."""
    return [line.removeprefix(f"{kind} ") for line in said if line.startswith(f"{kind} ")]
