"""Consoles without screens whose disk takes no file beyond so many bytes; made to run into it at each write of a flag.

One process loads everything and forks a console for each line ``LIMIT_BYTES FOLDER`` that it reads. The limit is the kernel's
own (``RLIMIT_FSIZE``): the write that would pass it fails half done, whoever makes it.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.paths import Paths
from console.events.service import EventsService
from console.evidence.intake import FlagIntake
from console.net.client import CentreClient
from console.store.files import open_events
from tests.faults.events.evidence_child import FEED, WritingMedia
from tests.faults.events.flagging_child import EnvironmentToken, say
from tests.helpers.fake_push import FakePush

FLAGS = 6


def flag_until_full(url: str, limit_bytes: int, folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))
    client, clock = CentreClient(url), SystemClock()
    client.use_tokens(EnvironmentToken())
    paths = Paths(folder / "data", folder / "cache").ensure()
    try:
        events = EventsService(open_events(paths, clock).database, client, FakePush(up=True), clock)
        events.start()
        media = WritingMedia()
        intake = FlagIntake(media, events, paths, clock)
        intake.start()
    except KnownError as error:
        say(f"refused {error.code} at the start")
        return
    for number in range(FLAGS):
        try:
            say(f"confirmed {intake.begin(FEED).send('KAM-01', 1, f'flag {number}')}")
        except KnownError as error:
            say(f"refused {error.code}")
    media.finish()
    intake.close()
    events.close()


def main(url: str) -> None:
    for line in sys.stdin:
        limit_bytes, folder = line.split(maxsplit=1)
        pid = os.fork()
        if pid == 0:
            try:
                flag_until_full(url, int(limit_bytes), Path(folder.strip()))
            except Exception as error:  # noqa: BLE001  the test names it
                say(f"failed {error!r}")
            os._exit(0)
        os.waitpid(pid, 0)
        say("ended")


if __name__ == "__main__":
    main(sys.argv[1])
