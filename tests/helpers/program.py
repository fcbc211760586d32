"""A subcommand of ``ronda`` in a process of its own, started again each time it is killed."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlsplit

import requests

from tests.helpers.waiting import wait_until

_RUN = "import sys; from console.cli.main import main; sys.exit(main(sys.argv[1:]))"
_READY_WITHIN_S = 30.0


class Program:
    """``alive_url`` answers 200, or 401 where it wants a password, once the program listens."""

    def __init__(self, arguments: Sequence[str], alive_url: str) -> None:
        self._arguments = [*arguments, "--with-parent"]
        self._alive_url = alive_url
        self.url = "{0.scheme}://{0.netloc}".format(urlsplit(alive_url))
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self.log: list[str] = []
        """The lines that it wrote to stderr, in all its lives."""

    @property
    def pid(self) -> int:
        assert self._process is not None, "not started"
        return self._process.pid

    def start(self) -> None:
        run = [sys.executable, "-c", _RUN, *self._arguments]
        # A pipe and no file: a disk that is full for the program is none for its log.
        self._process = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self._reader = threading.Thread(target=self.log.extend, args=(self._process.stderr,), name="log of a program")
        self._reader.start()
        wait_until(self.answers, _READY_WITHIN_S, " ".join(self._arguments[:2]))

    def kill(self) -> None:
        if self._process is not None:
            with self._process:
                self._process.kill()
                if self._reader is not None:
                    self._reader.join()

    def answers(self) -> bool:
        with suppress(requests.RequestException):
            return requests.get(self._alive_url, timeout=2).status_code in {200, 401}
        return False
