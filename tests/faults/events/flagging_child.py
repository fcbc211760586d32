"""Consoles without screens that flag as fast as they can and say what they have confirmed; made to be killed.

One process loads everything and forks a console for each line that it reads: fifty starts cost a second, not twenty.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from console.base.clock import SystemClock
from console.base.redaction import Secret
from console.domain.camera import CameraId
from console.domain.event import FlagDraft
from console.events.service import EventsService
from console.net.client import CentreClient
from console.store.database import Database, Durability
from tests.helpers.fake_push import FakePush

MOST_FLAGS = 400


class EnvironmentToken:
    """The token that the test handed over."""

    def access_token(self) -> Secret:
        return Secret(os.environ["RONDA_TEST_TOKEN"])

    def renew_after(self, rejected: Secret) -> Secret:
        return rejected


def say(line: str) -> None:
    # One write below PIPE_BUF: a kill can't cut a line in two.
    os.write(1, f"{line}\n".encode())


def flag_until_killed(url: str, path: Path) -> None:
    say(f"pid {os.getpid()}")
    client = CentreClient(url)
    client.use_tokens(EnvironmentToken())
    clock = SystemClock()
    events = EventsService(Database(path, "events", Durability.FULL), client, FakePush(up=True), clock)
    events.start()
    for number in range(MOST_FLAGS):
        draft = FlagDraft(CameraId("cam-1"), clock.now_utc(), "KAM-01", 1 + number % 2, f"flag {number}")
        say(f"confirmed {events.flag(draft)}")
    sys.stdin.readline()


def main(url: str, path: Path) -> None:
    for _line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            flag_until_killed(url, path)
            os._exit(1)
        os.waitpid(pid, 0)
        say("ended")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
