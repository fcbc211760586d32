"""What is known of each feed's phase; written by one thread, read by any."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from console.base.clock import Clock
from console.domain.camera import FeedKey
from console.domain.feed_state import FeedReport, FeedState
from console.media.addresses import NoAddress

_CONNECTING = FeedReport(FeedState.CONNECTING)
_LASTING_PREFIXES = ("net.", "media.")


@dataclass(frozen=True)
class _Phase:
    state: FeedState
    reason: str = ""
    retry_at_s: float = 0.0


class Reports:
    """Single dictionary operations only, which need no lock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._phases: dict[FeedKey, _Phase] = {}
        self._no_workers: _Phase | None = None

    def note(self, feed: FeedKey, state: FeedState, reason: str = "", retry_at_s: float = 0.0) -> None:
        self._phases[feed] = _Phase(state, reason, retry_at_s)

    def note_decoder(self, feed: FeedKey, reason: str) -> None:
        """Why no picture comes though the connection is well; taken back with an empty reason or a new phase."""
        phase = self._phases.get(feed)
        if phase is not None and phase.state is FeedState.LIVE:
            self._phases[feed] = _Phase(FeedState.LIVE, reason)

    def phase(self, feed: FeedKey) -> FeedState:
        """As a worker said it last; CONNECTING when none has said anything."""
        phase = self._phases.get(feed)
        return phase.state if phase is not None else FeedState.CONNECTING

    def no_workers(self, code: str, retry_at_s: float) -> None:
        """No feed can be played at all, because ``code``; taken back with an empty code."""
        self._no_workers = _Phase(FeedState.FAILED, code, retry_at_s) if code else None

    def keep(self, feeds: Collection[FeedKey]) -> None:
        """Forgets all others."""
        for feed in [known for known in self._phases if known not in feeds]:
            del self._phases[feed]

    def of(self, feed: FeedKey, no_address: NoAddress | None) -> FeedReport:
        """The report of a wanted feed."""
        if self._no_workers is not None:
            return self._report(self._no_workers)
        if no_address is not None:
            # The centre is away: waiting. It refuses: failed, though asked again as well.
            away = no_address.code.startswith(_LASTING_PREFIXES)
            state = FeedState.WAITING if away else FeedState.FAILED
            return self._report(_Phase(state, no_address.code, no_address.retry_at_s))
        phase = self._phases.get(feed)
        return self._report(phase) if phase is not None else _CONNECTING

    def _report(self, phase: _Phase) -> FeedReport:
        remaining_s = max(0.0, phase.retry_at_s - self._clock.monotonic_s()) if phase.retry_at_s else 0.0
        return FeedReport(phase.state, phase.reason, remaining_s)
