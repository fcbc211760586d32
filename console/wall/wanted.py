"""What the screens of this machine are to show: asked of the centre, kept on disk, answered for; the newest, not its history."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from pydantic import ValidationError

from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.domain.wall_wanted import is_expired
from console.net.failures import is_retryable
from console.net.push_feed import PushFeed
from console.net.server_sent import PushEvent
from console.store.kept_file import KeptFile
from console.wire.push import PushKind
from console.wire.walls import AckBody, WallWantedRecord, WantedScreen

ASK_EVERY_S = 15.0
"""Also while nothing is pushed: by this the centre knows that the machine is there."""
ANSWER_AFTER_S = 0.3
"""The pictures come first; the answers of all screens go together."""
_log = logger("wall")


class WantedCentre(Protocol):
    """The part of the centre's client that a wall machine needs."""

    def wall_wanted(self, name: str) -> WallWantedRecord: ...

    def acknowledge_wall(self, command_id: UUID, body: AckBody) -> None: ...


class WantedWall:
    """``current`` on any thread. ``changed``, ``watched`` (somebody looks at it) and ``failed`` (the disk): any thread."""

    def __init__(
        self, centre: WantedCentre, push: PushFeed, name: str, kept: KeptFile, centre_now_utc: Callable[[], datetime]
    ) -> None:
        """Begins with what is kept. Raises KnownError disk.*."""
        self.changed: Signal[None] = Signal()
        self.watched: Signal[None] = Signal()
        self.failed: Signal[KnownError] = Signal()
        self._centre = centre
        self._name = name
        self._kept = kept
        self._centre_now_utc = centre_now_utc
        self.problem: KnownError | None = None
        self._current = self._read()
        self._late: set[UUID] = set()
        self._answers: dict[int, tuple[UUID, AckBody]] = {}
        self._wake = threading.Condition()
        self._kicked = True
        self._has_fresh = False
        """Answers that nobody has tried to tell."""
        self._closing = False
        self._connections = [push.pushed.connect(self._on_pushed), push.switched.connect(lambda _up: self.kick())]
        self._thread = threading.Thread(target=self._run, name="wanted-wall", daemon=True)

    @property
    def current(self) -> WallWantedRecord | None:
        return self._current

    def start(self) -> None:
        self._thread.start()

    def kick(self) -> None:
        """The centre is asked now."""
        with self._wake:
            self._kicked = True
            self._wake.notify_all()

    def answer(self, screen: WantedScreen, problem: str = "") -> None:
        """The screen shows what it is to show, or ``problem`` says why it cannot. Told until the centre has heard it."""
        if screen.command_id is None or screen.acknowledged:
            return
        is_late = screen.command_id in self._late
        shown: AckBody = AckBody(screen=screen.number, state="expired" if is_late else "applied")
        body = AckBody(screen=screen.number, state="rejected", detail=problem) if problem else shown
        with self._wake:
            self._answers[screen.number] = (screen.command_id, body)
            self._has_fresh = True
            self._wake.notify_all()

    def close(self) -> None:
        for disconnect in self._connections:
            disconnect()
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread.ident is not None:
            self._thread.join()

    def _on_pushed(self, event: PushEvent) -> None:
        if event.kind in (PushKind.WALL_WANTED, PushKind.RESET):
            self.kick()
        if event.kind is PushKind.WALL_WATCHED:
            self.watched.emit(None)

    def _run(self) -> None:
        while True:
            asks = self._wait()
            if self._closing:
                return
            try:
                if asks:
                    self._take(self._centre.wall_wanted(self._name))
                self._tell_answers()
            except KnownError as error:
                _log.info("the wall is not told: %s", error.code)

    def _wait(self) -> bool:
        """False when there is nothing but fresh answers to be told."""
        with self._wake:
            self._wake.wait_for(lambda: self._kicked or self._closing or self._has_fresh, ASK_EVERY_S)
            has_fresh, self._has_fresh = self._has_fresh, False
            if has_fresh:
                self._wake.wait_for(lambda: self._kicked or self._closing, ANSWER_AFTER_S)
            kicked, self._kicked = self._kicked, False
            return kicked or not has_fresh

    def _tell_answers(self) -> None:
        with self._wake:
            answers = dict(self._answers)
        for number, (command_id, body) in answers.items():
            try:
                self._centre.acknowledge_wall(command_id, body)
            except KnownError as error:
                if is_retryable(error):
                    raise
                _log.info("an answer is not wanted: %s", error.code)
            with self._wake:
                if self._answers.get(number) == (command_id, body):
                    del self._answers[number]

    def _take(self, asked: WallWantedRecord) -> None:
        if asked.watched:
            self.watched.emit(None)
        # That somebody looks changes nothing of what is shown.
        told = asked.model_copy(update={"watched": False})
        if told == self._current:
            return
        known = {screen.command_id for screen in self._current.screens} if self._current is not None else set()
        now = self._centre_now_utc()
        for screen in told.screens:
            if screen.command_id is not None and screen.command_id not in known and _is_late(screen, now):
                self._late.add(screen.command_id)
        self._late &= {screen.command_id for screen in told.screens if screen.command_id is not None}
        shows_the_same = self._current is not None and _unanswered(told) == _unanswered(self._current)
        self._current = told
        try:
            self._kept.write(told.model_dump_json().encode())
        except KnownError as error:
            # It is shown all the same; only a restart without the centre would show what was before.
            self.failed.emit(error)
        if not shows_the_same:
            self.changed.emit(None)

    def _read(self) -> WallWantedRecord | None:
        kept = self._kept.read()
        self.problem = kept.problem
        if kept.content is None:
            return None
        try:
            return WallWantedRecord.model_validate_json(kept.content)
        except ValidationError:
            _log.warning("what was kept of the wall is of another version, the centre is asked")
            return None


def _unanswered(record: WallWantedRecord) -> WallWantedRecord:
    """That our own answers have arrived is nothing to be shown."""
    screens = tuple(screen.model_copy(update={"acknowledged": False}) for screen in record.screens)
    return record.model_copy(update={"screens": screens})


def _is_late(screen: WantedScreen, now: datetime) -> bool:
    return screen.expires_utc is not None and is_expired(screen.expires_utc, now)
