"""The addresses of all cameras in reach, in memory alone: with the centre away an operator goes on calling up any of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from pydantic import ValidationError

from console.base.backoff import Backoff
from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.domain.camera import CameraId, FeedKey
from console.wire.streams import ReservePage, Ticket

_log = logger("reserve")
FIRST_AFTER_S = 20.0
"""The wall's own cameras come first."""
ROUND_S = 3_600.0
PAGE_PAUSE_S = 0.2


class ReserveCentre(Protocol):
    """The part of the centre's client that is needed here."""

    def reserve(self, after: str) -> ReservePage: ...


@dataclass(frozen=True)
class _Round:
    """One whole reserve; tickets as the centre wrote them, which is a quarter of the memory of objects."""

    tickets: dict[FeedKey, bytes]
    begun_s: float
    begun_utc: datetime
    valid_s: float


_NOTHING = _Round({}, 0.0, datetime.min.replace(tzinfo=UTC), 0.0)


class AddressReserve:
    """Any thread. Fetched anew each hour; never on disk, so a console that starts while the centre is away has none."""

    def __init__(
        self,
        centre: ReserveCentre,
        clock: Clock,
        backoff: Backoff | None = None,
        on_valid: Callable[[float], None] = lambda _valid_s: None,
    ) -> None:
        """``on_valid`` learns for how many seconds the centre lets a console go on without it."""
        self._on_valid = on_valid
        self._centre = centre
        self._backoff = backoff or Backoff(first_s=30.0, most_s=600.0)
        self._clock = clock
        self._round = _NOTHING
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="address reserve", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Forgets everything."""
        self._closing.set()
        if self._thread.ident is not None:
            self._thread.join()
        self._round = _NOTHING

    @property
    def feed_count(self) -> int:
        return len(self._round.tickets)

    def tickets(self, feeds: Iterable[FeedKey]) -> dict[FeedKey, Ticket]:
        """Those that are here and still valid, by this machine's monotonic clock and by its wall clock."""
        kept = self._round
        if self._ended(kept):
            return {}
        found: dict[FeedKey, Ticket] = {}
        for feed in feeds:
            if (text := kept.tickets.get(feed)) is not None:
                found[feed] = Ticket.model_validate_json(text)
        return found

    def fetch(self) -> bool:
        """One round in the calling thread; False when it was given up for the close. Raises KnownError as the client does."""
        begun_s, begun_utc = self._clock.monotonic_s(), self._clock.now_utc()
        tickets: dict[FeedKey, bytes] = {}
        page = self._centre.reserve("")
        while True:
            for ticket in page.tickets:
                key = FeedKey.of(CameraId(ticket.camera_id), ticket.quality)
                tickets[key] = ticket.model_dump_json().encode()
            if page.more_after is None:
                break
            if self._closing.wait(PAGE_PAUSE_S):
                return False
            page = self._centre.reserve(page.more_after)
        self._round = _Round(tickets, begun_s, begun_utc, page.valid_s)
        self._on_valid(page.valid_s)
        return True

    def _ended(self, kept: _Round) -> bool:
        # A machine that slept has no monotonic seconds of it, and one whose clock was set back has lost wall time.
        if self._clock.monotonic_s() - kept.begun_s >= kept.valid_s:
            return True
        return (self._clock.now_utc() - kept.begun_utc).total_seconds() >= kept.valid_s

    def _run(self) -> None:
        pause_s, failures = FIRST_AFTER_S, 0
        while not self._closing.wait(pause_s):
            try:
                self.fetch()
                pause_s, failures = ROUND_S, 0
            except (KnownError, ValidationError) as error:
                failures += 1
                pause_s = self._backoff.delay_s(failures)
                _log.info("no reserve of addresses: %s", error.code if isinstance(error, KnownError) else "bad answer")
