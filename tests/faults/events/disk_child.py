"""A console that flags until its disk says no, in a process of its own."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.event import FlagDraft
from console.events.service import EventsService
from console.net.client import CentreClient
from console.store.database import Database, Durability
from tests.helpers.fake_push import FakePush

FLAGS = 300
_CAPABILITY_VERSION = 0x20080522


def obey_permissions() -> None:
    """Takes away what lets root write where nobody may, so that a read-only folder is one for root, too."""
    if os.getuid() != 0:
        return
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    nothing = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(header, nothing) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def main(folder: Path) -> str:
    obey_permissions()
    clock, confirmed = SystemClock(), 0
    try:
        database = Database(folder / "events.sqlite", "events", Durability.FULL)
        events = EventsService(database, CentreClient("http://127.0.0.1:9"), FakePush(), clock)
        before = len(events.recent(10_000))
        for _ in range(FLAGS):
            events.flag(FlagDraft(CameraId("cam-1"), clock.now_utc(), "KAM-01", 1, "x" * 1000))
            confirmed += 1
        after = len(events.recent(10_000))
    except KnownError as error:
        return f"{error.code} after {confirmed}"
    return f"no trouble, {before} were there, {after} are there"


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]))}\n")
