"""Asks for the addresses of feeds in a thread of its own, and goes on with the last good ones while the centre is away."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from console.base.backoff import Backoff
from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.domain.camera import FeedKey
from console.domain.wall_plan import FeedAddress

_BACKOFF = Backoff(first_s=1.0, most_s=30.0)
_ASK_AGAIN_AFTER_S = 10.0
_AT_ONCE_AT_MOST = 64
_NEVER_S = float("inf")
_LOG = logger("media")


class TicketSource(Protocol):
    """Where the addresses of feeds come from; called in the media engine's own thread, may block."""

    def addresses(self, feeds: Sequence[FeedKey]) -> Mapping[FeedKey, FeedAddress | KnownError]:
        """An address or the reason why there is none, for each feed. Raises KnownError when nobody can be asked."""


@dataclass(frozen=True)
class NoAddress:
    """Why a feed has no address, and the monotonic second of the next try."""

    code: str
    retry_at_s: float


@dataclass
class _Entry:
    address: FeedAddress | None = None
    trouble: NoAddress | None = None
    failures: int = 0
    asked_s: float | None = None
    due_s: float = 0.0
    wanted: bool = True


class AddressBook:
    """Any thread. ``on_change`` is called from the asking thread."""

    def __init__(self, tickets: TicketSource, clock: Clock, on_change: Callable[[], None]) -> None:
        self._tickets = tickets
        self._clock = clock
        self._on_change = on_change
        self._changed = threading.Condition()
        self._entries: dict[FeedKey, _Entry] = {}
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="media addresses", daemon=True)
        self._thread.start()

    def want(self, feeds: Collection[FeedKey]) -> None:
        """These feeds are to have addresses; those of others are kept but not asked for again."""
        with self._changed:
            for feed, entry in self._entries.items():
                entry.wanted = feed in feeds
            missing = [feed for feed in feeds if feed not in self._entries]
            self._entries.update((feed, _Entry()) for feed in missing)
            self._changed.notify()

    def known(self) -> dict[FeedKey, FeedAddress]:
        """Every feed that has an address."""
        with self._changed:
            return {feed: entry.address for feed, entry in self._entries.items() if entry.address is not None}

    def trouble(self, feed: FeedKey) -> NoAddress | None:
        """Why the feed has no address; None when it has one or nobody was asked yet."""
        with self._changed:
            entry = self._entries.get(feed)
            return entry.trouble if entry is not None and entry.address is None else None

    def doubt(self, feed: FeedKey) -> None:
        """The camera refused the address: ask again, but no more often than every ten seconds."""
        with self._changed:
            entry = self._entries.get(feed)
            if entry is None or entry.asked_s is None or entry.due_s != _NEVER_S:
                return
            entry.due_s = entry.asked_s + _ASK_AGAIN_AFTER_S
            self._changed.notify()

    def retry(self, feed: FeedKey) -> None:
        """A person wants it tried now."""
        with self._changed:
            entry = self._entries.get(feed)
            if entry is not None:
                entry.due_s, entry.failures = 0.0, 0
                self._changed.notify()

    def close(self) -> None:
        """Returns at once; a question that is on its way ends by itself."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                due = self._due()
                while not due and not self._closed:
                    self._changed.wait(self._pause_s())
                    due = self._due()
                if self._closed:
                    return
                asked_s = self._clock.monotonic_s()
                for feed in due:
                    self._entries[feed].asked_s = asked_s
                    self._entries[feed].due_s = _NEVER_S
            self._ask(due)
            self._on_change()

    def _due(self) -> list[FeedKey]:
        now_s = self._clock.monotonic_s()
        return [feed for feed, entry in self._entries.items() if entry.wanted and entry.due_s <= now_s][
            :_AT_ONCE_AT_MOST
        ]

    def _pause_s(self) -> float | None:
        """Seconds until the next question; None for as long as nothing changes."""
        times = [entry.due_s for entry in self._entries.values() if entry.wanted and entry.due_s < _NEVER_S]
        return max(0.0, min(times) - self._clock.monotonic_s()) if times else None

    def _ask(self, feeds: list[FeedKey]) -> None:
        answers: Mapping[FeedKey, FeedAddress | KnownError]
        refused = True
        try:
            answers = self._tickets.addresses(feeds)
        except KnownError as error:
            answers, refused = dict.fromkeys(feeds, error), False
        except Exception as error:  # noqa: BLE001  the edge of this thread: a bug behind the port must not end all asking
            _LOG.error("asking for addresses failed: %s", type(error).__name__)
            answers, refused = dict.fromkeys(feeds, KnownError("media.no_address")), False
        with self._changed:
            for feed in feeds:
                self._note(self._entries[feed], answers.get(feed) or KnownError("media.no_address"), refused=refused)

    def _note(self, entry: _Entry, answer: FeedAddress | KnownError, *, refused: bool) -> None:
        if isinstance(answer, FeedAddress):
            entry.address, entry.trouble, entry.failures = answer, None, 0
            return
        entry.failures += 1
        entry.due_s = self._clock.monotonic_s() + _BACKOFF.delay_s(entry.failures)
        entry.trouble = NoAddress(answer.code, entry.due_s)
        if refused:
            # The centre itself says no: the right to see this camera may be gone.
            entry.address = None
