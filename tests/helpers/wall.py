"""A media engine with cameras of the tests behind it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Self

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.feed_state import FeedReport
from console.domain.footage import Stretch
from console.domain.source_options import PLAIN_SOURCE, SourceOptions
from console.domain.wall_plan import FeedAddress, SurfaceId, WallPlan, WantedSurface
from console.media.births import Nursery
from console.media.engine import MediaEngine
from console.media.fleet import WORKER_MEMORY_BYTES
from tests.helpers.rtsp_clip import number_in
from tests.helpers.waiting import wait_until


class FakeTickets:
    """A ``TicketSource`` whose answers a test sets; ``down`` stands for a centre that is away."""

    def __init__(self) -> None:
        self.answers: dict[FeedKey, FeedAddress | KnownError] = {}
        self.down = False
        self.asked = 0

    def addresses(self, feeds: Sequence[FeedKey]) -> Mapping[FeedKey, FeedAddress | KnownError]:
        self.asked += 1
        if self.down:
            raise KnownError("net.unreachable")
        return {feed: self.answers.get(feed, KnownError("camera.not_found")) for feed in feeds}


class Wall:
    """An engine on real workers. A context manager."""

    def __init__(
        self,
        *,
        feeds_per_worker: int = 8,
        worker_memory_bytes: int = WORKER_MEMORY_BYTES,
        nursery: Nursery | None = None,
    ) -> None:
        self.clock = SystemClock()
        self.tickets = FakeTickets()
        self.engine = MediaEngine(
            self.tickets,
            self.clock,
            feeds_per_worker=feeds_per_worker,
            worker_memory_bytes=worker_memory_bytes,
            nursery=nursery,
        )
        self.plan: WallPlan = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.close()

    def add(
        self,
        name: str,
        url: str,
        *,
        password: str = "",
        box: tuple[int, int] = (160, 96),
        options: SourceOptions = PLAIN_SOURCE,
    ) -> SurfaceId:
        """Shows the camera ``name`` on a surface of the same name."""
        self.tickets.answers[feed(name)] = FeedAddress(url, "viewer" if password else "", password, options)
        self.plan[SurfaceId(name)] = WantedSurface(feed(name), *box)
        self.engine.want(self.plan)
        return SurfaceId(name)

    def remove(self, surface: SurfaceId) -> None:
        """Takes a surface away, and with the last one of a feed its connection."""
        del self.plan[surface]
        self.engine.want(self.plan)

    def sequence(self, surface: SurfaceId) -> int:
        reader = self.engine.reader(surface)
        return reader.sequence() if reader is not None else 0

    def number(self, surface: SurfaceId) -> int:
        """The number in the newest picture."""
        reader = self.engine.reader(surface)
        picture = reader.latest() if reader is not None else None
        assert picture is not None, f"{surface} has no picture"
        return number_in(picture.view, picture.width_px, picture.height_px, picture.pitch_bytes)

    def age_s(self, surface: SurfaceId) -> float:
        reader = self.engine.reader(surface)
        age_s = reader.age_s(self.clock) if reader is not None else None
        return float("inf") if age_s is None else age_s

    def trouble(self, name: str, timeout_s: float = 20.0) -> FeedReport:
        """The first report of a feed that gives a reason."""
        wait_until(lambda: self.engine.report(feed(name)).reason, timeout_s, f"trouble of {name}")
        return self.engine.report(feed(name))

    def wait_live(self, *surfaces: SurfaceId, timeout_s: float = 20.0) -> None:
        """Until every surface has shown a few different pictures and goes on."""
        before = {surface: self.sequence(surface) for surface in surfaces}
        wait_until(
            lambda: all(self.sequence(surface) >= before[surface] + 3 for surface in surfaces),
            timeout_s,
            "moving pictures",
        )


def feed(name: str) -> FeedKey:
    return FeedKey.of(CameraId(name), FeedQuality.SUB)


def last_seconds(seconds: float) -> Stretch:
    """The stretch that ends now."""
    now_s = time.monotonic()
    return Stretch(now_s - seconds, now_s, or_older=True)
