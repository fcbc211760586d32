"""A process that the demo started: ready when it says so in one JSON line, ended politely and then for good."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from typing import IO, Any

from console.base.errors import KnownError

STOP_TIMEOUT_S = 8.0


class Child:
    """One ``ronda`` command in a session of its own, so that Ctrl-C reaches the demo alone, which ends it in order."""

    def __init__(self, name: str, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [sys.executable, "-m", "console", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env={**os.environ, **environment},
            start_new_session=True,
            text=True,
        )
        self._ready: dict[str, Any] = {}
        self._spoke = threading.Event()
        self._reader = threading.Thread(target=self._read, name=f"read-{name}", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        stdout: IO[str] | None = self._process.stdout
        if stdout is None:
            return
        for line in stdout:
            if not self._spoke.is_set() and line.startswith("{"):
                self._ready = json.loads(line)
                self._spoke.set()
            else:
                sys.stdout.write(f"  [{self.name}] {line}")
                sys.stdout.flush()
        self._spoke.set()

    def ready(self, timeout_s: float) -> dict[str, Any]:
        """What the process said when it was ready. Raises KnownError ``demo.not_ready``."""
        if not self._spoke.wait(timeout_s) or not self._ready:
            raise KnownError("demo.not_ready", part=self.name, seconds=int(timeout_s))
        return self._ready

    def running(self) -> bool:
        return self._process.poll() is None

    def wait(self, timeout_s: float | None = None) -> int | None:
        """The exit code, or None when it still runs after ``timeout_s``."""
        try:
            return self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return None

    def stop(self) -> None:
        """SIGTERM, then after a while SIGKILL to its whole group; returns when nothing of it is left."""
        if self.running():
            self._process.terminate()
            if self.wait(STOP_TIMEOUT_S) is None:
                self._kill_group()
        self._process.wait()
        self._reader.join(timeout=STOP_TIMEOUT_S)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _kill_group(self) -> None:
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def output_of(name: str, arguments: Sequence[str], environment: Mapping[str, str], given: str = "") -> str:
    """Runs a ``ronda`` command to its end, ``given`` on its standard input, and gives its standard output.

    Raises KnownError ``demo.step_failed``; the command's own words are on stderr.
    """
    finished = subprocess.run(
        [sys.executable, "-m", "console", *arguments],
        input=given,
        stdout=subprocess.PIPE,
        env={**os.environ, **environment},
        check=False,
        text=True,
    )
    if finished.returncode != 0:
        raise KnownError("demo.step_failed", part=name, status=finished.returncode)
    return finished.stdout
