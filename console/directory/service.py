"""Keeps the directory in step with the centre, in a thread of its own, and tells who listens."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Protocol

from pydantic import ValidationError

from console.base.backoff import Backoff
from console.base.clock import Clock
from console.base.errors import BugError, KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.directory.for_map import MapDirectory
from console.directory.nearby import NearbyCameras
from console.directory.neighbours import Neighbours
from console.directory.pages import read_progress
from console.directory.queries import DirectoryQueries
from console.directory.record_faults import RecordFaults, read_faults
from console.directory.rights import Lock, OfflineRights
from console.directory.sync import DirectoryCentre, DirectorySync
from console.net.server_sent import PushEvent
from console.store.database import Database
from console.wire.push import CameraStatusPush, PushKind

_log = logger("sync")
POLL_S = 30.0
"""Between looks at the centre while push is down."""
GATHER_S = 0.2
"""Pushes that come this soon after a round are one change for the screens."""
TOO_LARGE_PAUSE_S = 600.0
"""What a broken centre sends without end is not fetched twice a minute."""
CLOSE_WAIT_S = 3.0
_UNUSABLE = ("directory.incomplete", "directory.too_large")


class Push(Protocol):
    """The part of the push feed that the directory needs."""

    @property
    def pushed(self) -> Signal[PushEvent]: ...

    @property
    def switched(self) -> Signal[bool]: ...

    @property
    def up(self) -> bool: ...


class SyncPhase(Enum):
    """How the directory stands to the centre."""

    NEVER = "never"
    SYNCING = "syncing"
    CURRENT = "current"
    CENTRE_UNREACHABLE = "centre_unreachable"
    LOCKED = "locked"
    """The centre is away, and the rights of who is signed in have ended."""
    UNUSABLE = "unusable"
    """The centre answers, and what it sends is no directory."""

    @property
    def is_away(self) -> bool:
        return self in (SyncPhase.CENTRE_UNREACHABLE, SyncPhase.LOCKED)


@dataclass(frozen=True)
class SyncState:
    """What the status line shows; ``problem`` says why when the last round failed."""

    phase: SyncPhase
    last_synced_utc: datetime | None
    camera_count: int
    online_count: int
    problem: KnownError | None = None
    faults: RecordFaults | None = None
    """Of what the centre sent, as far as it could not be taken in."""
    rights_until_utc: datetime | None = None
    """While the centre is away: until when the last rights hold."""
    preparing: bool = False
    """What is here was fetched for somebody else: nothing of it is shown before the centre has answered."""


class DirectoryService:
    """``queries`` may be used from any thread at any time.

    ``changed`` comes from the service's thread after areas, cameras or status changed, at most five times a second.
    """

    def __init__(
        self,
        database: Database,
        centre: DirectoryCentre,
        push: Push,
        clock: Clock,
        backoff: Backoff | None = None,
        rights: OfflineRights | None = None,
    ) -> None:
        """``rights``: of who is signed in; without them nothing is ever shut."""
        self.lock = Lock(rights, database)
        """Any thread may ask whether what was fetched may still be used."""
        self.queries = DirectoryQueries(database, self.lock)
        self.neighbours = Neighbours(database, self.lock)
        self.nearby = NearbyCameras(database, self.neighbours, self.lock)
        self.for_map = MapDirectory(database, self.lock)
        self.changed: Signal[None] = Signal()
        self.state_changed: Signal[SyncState] = Signal()
        self._database = database
        self._rights = rights
        self._sync = DirectorySync(database, centre, clock)
        self._push = push
        self._backoff = backoff or Backoff(first_s=1.0, most_s=POLL_S)
        self._wake = threading.Condition()
        self._closing = False
        self._kicked = False
        self._look_wanted = self._status_wanted = True
        self._news: list[tuple[str, CameraStatusPush]] = []
        self._state = self._read_state(None)
        self._disconnect: tuple[Callable[[], None], ...] = ()
        self._thread = threading.Thread(target=self._run, name="directory", daemon=True)

    @property
    def sync_state(self) -> SyncState:
        return self._state

    def start(self) -> None:
        self._disconnect = (
            self._push.pushed.connect(self._on_pushed),
            self._push.switched.connect(lambda _up: self.refresh()),
        )
        self._thread.start()

    def refresh(self) -> None:
        """Asks the centre now, in the service's thread. Any thread."""
        with self._wake:
            self._look_wanted = self._status_wanted = self._kicked = True
            self._wake.notify_all()

    def sync(self, *, status: bool = True) -> bool:
        """One round in the calling thread; True if areas or cameras changed. Raises as ``DirectorySync``.

        Without ``status`` it is asked how cameras are only if some are new and nobody told.
        """
        self._set_state(replace(self._state, phase=SyncPhase.SYNCING, problem=None))
        changed = self._sync.sync(self._on_page, lambda: self._closing)
        if status or self._sync.wants_status:
            self._sync.sync_status()
        return changed

    def _on_page(self) -> None:
        self.lock.look()
        self._set_state(replace(self._state, preparing=self.lock.foreign))
        self.changed.emit(None)

    def close(self) -> None:
        """Ends the thread; a request that hangs is left to its timeout after a while."""
        for disconnect in self._disconnect:
            disconnect()
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread.is_alive():
            self._thread.join(CLOSE_WAIT_S)

    def _run(self) -> None:
        failures = 0
        while not self._closing:
            try:
                self._round()
                failures = 0
                self._rest(POLL_S)
            except KnownError as error:
                failures += 1
                _log.info("directory is behind: %s", error)
                self._after_failure(error, self._backoff.delay_s(failures))
            except BugError:
                # The owner has closed the database over a request that hung.
                if not self._closing:
                    raise

    def _round(self) -> None:
        with self._wake:
            look = self._look_wanted or not self._push.up
            status = self._status_wanted or not self._push.up
            news, self._news = self._news, []
            self._look_wanted = self._status_wanted = self._kicked = False
        try:
            # First what was told one by one: a camera that is new with it is then known to be told of.
            changed = self._sync.apply_status(news)
            if look:
                self.sync(status=status)
        except KnownError:
            with self._wake:
                self._look_wanted = self._status_wanted = True
            raise
        if self._rights is not None:
            self._rights.contact()
        was_shut = self._state.phase is SyncPhase.LOCKED
        self._set_state(self._read_state(None))
        if changed or look or was_shut:
            self.changed.emit(None)

    def _rest(self, seconds: float) -> None:
        with self._wake:
            self._wake.wait_for(lambda: self._closing, GATHER_S)
            self._wake.wait_for(lambda: self._closing or self._look_wanted or self._news, seconds)

    def _after_failure(self, error: KnownError, pause_s: float) -> None:
        phase = SyncPhase.UNUSABLE if error.code in _UNUSABLE else self._away()
        shuts = phase is SyncPhase.LOCKED and self._state.phase is not phase
        until_utc = self._rights.until_utc if phase.is_away and self._rights is not None else None
        self._set_state(replace(self._state, phase=phase, problem=error, rights_until_utc=until_utc))
        if shuts or self._state.preparing:
            # What stands in place of the lists says why.
            self.changed.emit(None)
        if error.code == "directory.too_large":
            pause_s = max(pause_s, TOO_LARGE_PAUSE_S)
        with self._wake:
            self._wake.wait_for(lambda: self._closing or self._kicked, pause_s)

    def _away(self) -> SyncPhase:
        if self._rights is None:
            return SyncPhase.CENTRE_UNREACHABLE
        try:
            if self._push.up:
                self._rights.contact()
            else:
                self._rights.note_time()
        except KnownError as error:
            # They hold in this run by what is in memory.
            _log.warning("the time of the last contact could not be kept: %s", error.code)
        return SyncPhase.LOCKED if self.lock.ended else SyncPhase.CENTRE_UNREACHABLE

    def _on_pushed(self, event: PushEvent) -> None:
        with self._wake:
            if event.kind is PushKind.DIRECTORY_CHANGED:
                self._look_wanted = True
            elif event.kind is PushKind.RESET:
                self._look_wanted = self._status_wanted = True
            elif event.kind is PushKind.CAMERA_STATUS:
                try:
                    self._news.append((event.id, CameraStatusPush.model_validate_json(event.data)))
                except ValidationError:
                    self._look_wanted = self._status_wanted = True
            self._wake.notify_all()

    def _set_state(self, state: SyncState) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)

    def _read_state(self, problem: KnownError | None) -> SyncState:
        if self.lock.foreign:
            # Neither how many nor which are this person's to know.
            return SyncState(SyncPhase.NEVER, None, 0, 0, problem, preparing=True)
        (cameras, online), faults = self.queries.counts(), read_faults(self._database)
        synced = read_progress(self._database).synced_utc
        phase = SyncPhase.CURRENT if synced else SyncPhase.NEVER
        return SyncState(phase, datetime.fromisoformat(synced) if synced else None, cameras, online, problem, faults)
