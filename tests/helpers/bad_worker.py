"""``python -m tests.helpers.bad_worker FD``: the nursery of workers that some cameras bring down after a few pictures.

The camera ``crashes`` makes the process fail where a codec would, the camera ``spins`` never gives the interpreter back.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections import Counter
from collections.abc import Callable

from console.domain.camera import CameraId
from console.media.births import Nursery
from console.media.worker import service
from console.media.worker.access_units import AccessUnit
from console.media.worker.feed import Feed
from console.media.worker.nursery import main

_PICTURES = 5
_seen: Counter[CameraId] = Counter()
_HARMFUL: dict[CameraId, Callable[[], object]] = {
    CameraId("crashes"): lambda: ctypes.string_at(0),
    # Backtracks for longer than anybody waits, without ever letting another thread run.
    CameraId("spins"): lambda: re.match(r"(a+)+$", "a" * 64 + "b"),
}


class BadNursery(Nursery):
    """A nursery of such workers."""

    program = "tests.helpers.bad_worker"


class _BadFeed(Feed):
    """A feed that does harm at its fifth picture."""

    def _pass_on(self, unit: AccessUnit) -> None:
        super()._pass_on(unit)
        _seen[self.key.camera_id] += 1
        harm = _HARMFUL.get(self.key.camera_id)
        if harm is not None and _seen[self.key.camera_id] >= _PICTURES:
            harm()


if __name__ == "__main__":
    # The service makes its feeds itself; nothing but this test puts others in their place.
    setattr(service, "Feed", _BadFeed)  # noqa: B010  mypy would take a plain assignment for a mistake
    main(int(sys.argv[1]))
