"""Consoles without screens that flag with evidence as fast as they can and say what lies on the disk; made to be killed.

One process loads everything and forks a console for each line that it reads.
"""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from console.base.clock import SystemClock
from console.base.os_errors import disk_errors
from console.base.paths import Paths
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.footage import Stretch
from console.domain.wall_plan import ClipInfo, StillInfo
from console.events.service import EventsService
from console.evidence.intake import FlagIntake
from console.media.protocol.beside import clip_info, facts_path, still_info, written
from console.media.protocol.messages import ClipSaved, SaveClip, SaveStill, StillSaved
from console.media.worker.saving import WholeFile
from console.net.client import CentreClient
from console.store.files import open_events
from tests.faults.events.flagging_child import EnvironmentToken, say
from tests.helpers.evidence import NoReplay
from tests.helpers.fake_push import FakePush

MOST_FLAGS = 200
FEED = FeedKey.of(CameraId("cam-1"), FeedQuality.SUB)


def content_of(evidence_id: str) -> bytes:
    """What the file of a piece of evidence holds: nothing else does."""
    return evidence_id.encode() * 2000


class WritingMedia:
    """Writes as a media worker does: the facts first, then the file under its name."""

    replay = NoReplay()

    def __init__(self) -> None:
        self._writers = ThreadPoolExecutor(4)

    def finish(self) -> None:
        """Until all that was asked for is written, or has failed."""
        self._writers.shutdown()

    def capture_clip(self, feed: FeedKey, stretch: Stretch, path: Path) -> Future[ClipInfo]:
        asked = SaveClip(1, feed, stretch.from_s, stretch.until_s, stretch.or_older, str(path))
        saved = ClipSaved(1, 10.0, 20.0, 5.0, 20.0, 9, "h264")

        def write() -> ClipInfo:
            _write(path, written(asked, saved))
            return clip_info(asked, saved)

        return self._writers.submit(write)

    def capture_still(self, feed: FeedKey, path: Path, at_s: float = 0.0) -> Future[StillInfo]:
        asked, saved = SaveStill(1, feed, at_s, str(path)), StillSaved(1, 64, 32, 20.0)

        def write() -> StillInfo:
            _write(path, written(asked, saved))
            return still_info(asked, saved)

        return self._writers.submit(write)


def _write(path: Path, facts: bytes) -> None:
    with disk_errors(path), WholeFile(path) as part:
        part.write_bytes(content_of(path.stem))
        with WholeFile(facts_path(path)) as beside:
            beside.write_bytes(facts)
    say(f"captured {path.stem}")


def flag_until_killed(url: str, folder: Path) -> None:
    say(f"pid {os.getpid()}")
    client, clock = CentreClient(url), SystemClock()
    client.use_tokens(EnvironmentToken())
    paths = Paths(folder / "data", folder / "cache").ensure()
    events = EventsService(open_events(paths, clock).database, client, FakePush(up=True), clock)
    events.start()
    intake = FlagIntake(WritingMedia(), events, paths, clock)
    intake.start()
    for number in range(MOST_FLAGS):
        say(f"confirmed {intake.begin(FEED).send('KAM-01', 1, f'flag {number}')}")
    threading.Event().wait()


def main(url: str, folder: Path) -> None:
    for _line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            flag_until_killed(url, folder)
            os._exit(1)
        os.waitpid(pid, 0)
        say("ended")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
