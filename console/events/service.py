"""Bookmarks and flags as the rest of the console knows them: made here, followed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from pydantic import ValidationError

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.observer import Signal
from console.domain.event import BookmarkDraft, EventEntry, EventKind, EventWay, FlagDraft
from console.domain.flag_change import FlagChange
from console.events.delivery import Deliverer, EventsCentre
from console.events.lane import Lane
from console.events.ledger import add_change, add_event, read_entries
from console.events.outbox import CHANGE_PRIORITY, NORMAL_PRIORITY, JobKind, add_job, pending_seq, retry_refused
from console.events.schedule import Schedule
from console.events.spool import EvidenceBook
from console.events.watch import FlagWatch
from console.net.server_sent import PushEvent
from console.store.database import Database
from console.wire.events import BookmarkBody, EvidenceKind, FlagBody, FlagChangeBody, FlagRecord
from console.wire.push import PushKind

_MESSAGES = (JobKind.PUT_FLAG, JobKind.PUT_CHANGE, JobKind.PUT_BOOKMARK, JobKind.PUT_EVIDENCE)


class Push(Protocol):
    """The part of the push feed that events need."""

    @property
    def pushed(self) -> Signal[PushEvent]: ...

    @property
    def switched(self) -> Signal[bool]: ...

    @property
    def up(self) -> bool: ...


class EventsService:
    """Any thread. ``bookmark``, ``flag`` and the methods of ``evidence`` are durable when they return.

    They raise KnownError disk.*, store.* or ``event.invalid`` (``field``): then nothing was saved, and the operator
    must be told.
    ``changed`` comes from any thread; ``trouble`` tells what keeps the outbox itself from working.
    """

    def __init__(self, database: Database, centre: EventsCentre, push: Push, clock: Clock) -> None:
        self.changed: Signal[None] = Signal()
        self.trouble: Signal[KnownError] = Signal()
        self.exercise = False
        """Flags from now on are practice: it is the flag's own, whoever is signed in when it is delivered."""
        self._database = database
        self._push = push
        self._clock = clock
        self._closing = False
        self._schedule = Schedule()
        self._deliverer = Deliverer(database, centre, clock, lambda: self._closing, self.trouble.emit)
        self._watch = FlagWatch(database, centre, self._deliverer, clock, lambda: push.up)
        self.evidence = EvidenceBook(database, clock, self._on_saved)
        self._lanes = (
            self._lane("outbox", _MESSAGES, lambda: None),
            self._lane("uploads", (JobKind.UPLOAD,), lambda: None),
            # Apart, so that asking for answers never keeps a new flag waiting.
            self._lane("answers", (), self._look_at_open_flags),
        )
        self._disconnect: tuple[Callable[[], None], ...] = ()

    def start(self) -> None:
        """Everything that an earlier run left is due at once. Raises KnownError disk.*, store.*."""
        self._disconnect = (
            self._push.pushed.connect(self._on_pushed),
            self._push.switched.connect(self._on_switched),
        )
        for lane in self._lanes:
            lane.start()

    def close(self) -> None:
        """Ends the deliveries; what is not through stays in the outbox."""
        for disconnect in self._disconnect:
            disconnect()
        self._closing = True
        for lane in self._lanes:
            lane.ask_to_end()
        for lane in self._lanes:
            lane.join()

    def bookmark(self, draft: BookmarkDraft) -> UUID:
        bookmark_id = new_id()
        with _checked():
            body = BookmarkBody(**asdict(draft), created_utc=self._clock.now_utc())
        with self._database.transaction() as write:
            add_event(write, bookmark_id, EventKind.BOOKMARK, body)
            add_job(write, JobKind.PUT_BOOKMARK, bookmark_id, bookmark_id, priority=NORMAL_PRIORITY)
        self._on_saved()
        return bookmark_id

    def flag(
        self, draft: FlagDraft, flag_id: UUID | None = None, expected: Iterable[tuple[UUID, EvidenceKind]] = ()
    ) -> UUID:
        """``expected``: captures under way; they are counted with the flag, and as lost should they never come."""
        flag_id = flag_id or new_id()
        with _checked():
            body = FlagBody(
                exercise=self.exercise,
                camera_id=draft.camera_id,
                category=draft.category,
                priority=draft.priority,
                note=draft.note,
                recipient=draft.recipient,
                at_utc=draft.at_utc,
                created_utc=self._clock.now_utc(),
                more_camera_ids=draft.more_camera_ids,
            )
        with self._database.transaction() as write:
            add_event(write, flag_id, EventKind.FLAG, body)
            add_job(write, JobKind.PUT_FLAG, flag_id, flag_id, priority=draft.priority)
            for evidence_id, kind in expected:
                self.evidence.promise(write, flag_id, evidence_id, kind)
        self._on_saved()
        return flag_id

    def change(self, flag_id: UUID, change: FlagChange, expected: Iterable[tuple[UUID, EvidenceKind]] = ()) -> None:
        """Says something of a flag: on disk when it returns, at the centre behind the flag itself.

        ``expected``: captures under way that belong to what is said.

        Raises KnownError disk.*, store.*, ``event.invalid`` (``field``).
        """
        with _checked():
            body = FlagChangeBody(**asdict(change), said_utc=self._clock.now_utc())
        with self._database.transaction() as write:
            add_change(write, flag_id, body)
            flag = pending_seq(write, JobKind.PUT_FLAG, flag_id)
            add_job(write, JobKind.PUT_CHANGE, change.id, flag_id, priority=CHANGE_PRIORITY, after=flag)
            for evidence_id, kind in expected:
                self.evidence.promise(write, flag_id, evidence_id, kind)
        self._on_saved()

    def recent(self, limit: int = 200) -> list[EventEntry]:
        """The newest events made on this machine, each as far as it has come."""
        now_s, now_utc = self._clock.monotonic_s(), self._clock.now_utc()
        return [
            _with_next_try(entry, self._schedule.due_s(seq), now_s, now_utc)
            if seq and entry.way is not EventWay.REFUSED
            else entry
            for entry, seq in read_entries(self._database, limit)
        ]

    def kick(self) -> None:
        """Tries everything now: the network is back, somebody signed in, a person asked."""
        self._schedule.all_due()
        for lane in self._lanes:
            lane.call()

    def retry(self, event_id: UUID) -> None:
        """Tries again what the centre had refused."""
        with self._database.transaction() as write:
            retry_refused(write, event_id)
        self.kick()
        self.changed.emit(None)

    def _lane(self, name: str, kinds: tuple[JobKind, ...], on_idle: Callable[[], None]) -> Lane:
        return Lane(
            name,
            kinds,
            self._database,
            self._deliverer,
            self._schedule,
            self._clock,
            on_change=self._on_tried,
            on_trouble=self.trouble.emit,
            on_idle=on_idle,
        )

    def _on_saved(self) -> None:
        for lane in self._lanes:
            lane.call()
        self.changed.emit(None)

    def _on_tried(self, delivered: bool) -> None:
        if delivered:
            # The centre is there: what waits after a failure need not wait longer, and what depended may go.
            self.kick()
        self.changed.emit(None)

    def _on_switched(self, up: bool) -> None:
        if up:
            self._watch.look_soon()
            self.kick()

    def _on_pushed(self, event: PushEvent) -> None:
        if event.kind is PushKind.RESET:
            self._watch.look_soon()
            self._lanes[-1].call()
        if event.kind is not PushKind.FLAG_UPDATED:
            return
        try:
            if self._deliverer.apply_flag(FlagRecord.model_validate_json(event.data)):
                self._on_saved()
        except ValidationError:
            self._watch.look_soon()
        except KnownError as error:
            self._watch.look_soon()
            self.trouble.emit(error)

    def _look_at_open_flags(self) -> None:
        if self._watch.look():
            self.changed.emit(None)


def _with_next_try(entry: EventEntry, due_s: float, now_s: float, now_utc: datetime) -> EventEntry:
    return replace(entry, next_try_utc=now_utc + timedelta(seconds=max(0.0, due_s - now_s)))


@contextmanager
def _checked() -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise KnownError("event.invalid", field=field) from None
