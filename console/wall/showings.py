"""What this wall machine really showed, told to the centre once a minute; kept on its disk until the centre has it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from pydantic import ValidationError

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.domain.wall_showing import Showing, ShowingCount, Shown
from console.store.kept_file import KeptFile
from console.wire.model import Message
from console.wire.wall_record import MOST_SHOWINGS, ShowingBody, ShowingsAnswer, ShowingsBody

TELL_EVERY_S = 60.0
MOST_KEPT = 5_000
"""Ended ones that the centre has not got; of more the oldest are lost, and the journal says so."""
_HOPELESS = ("wall.", "request.")
"""A centre that answers so will not take the same later either."""
_log = logger("wall")


class ShowingsCentre(Protocol):
    """The part of the centre's client that is needed here."""

    def tell_showings(self, name: str, body: ShowingsBody) -> ShowingsAnswer: ...


class _Kept(Message):
    showings: tuple[ShowingBody, ...] = ()


class WallShowings:
    """``look`` once a second, on one thread; telling and keeping is a thread of its own."""

    def __init__(
        self, centre: ShowingsCentre, name: str, kept: KeptFile, clock: Clock, centre_now_utc: Callable[[], datetime]
    ) -> None:
        """Begins with what is kept: it has ended by now. Raises KnownError disk.*."""
        self._centre = centre
        self._name = name
        self._kept = kept
        self._clock = clock
        self._centre_now_utc = centre_now_utc
        self._count = ShowingCount()
        self._ended, self.problem = self._read()
        self._told: dict[UUID, Showing] = {}
        self._wake = threading.Condition()
        self._kicked = False
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="wall-showings", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def look(self, seen: Mapping[UUID, Shown]) -> None:
        """What is on the tiles now, by the spell that the centre named for each."""
        now_utc, now_s = self._centre_now_utc(), self._clock.monotonic_s()
        with self._wake:
            self._end(self._count.look(seen, now_utc, now_s))

    def kick(self) -> None:
        """The centre is told now."""
        with self._wake:
            self._kicked = True
            self._wake.notify_all()

    def close(self) -> None:
        """Keeps all that the centre has not got; blocks for some milliseconds."""
        self.look({})
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread.ident is not None:
            self._thread.join()
        self._keep()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._kicked or self._closing, TELL_EVERY_S)
                if self._closing:
                    return
                self._kicked = False
            self._tell()
            self._keep()

    def _tell(self) -> None:
        with self._wake:
            waiting = [*self._ended.values(), *self._count.open_ones]
            news = [one for one in waiting if self._told.get(one.id) != one]
        for first in range(0, len(news), MOST_SHOWINGS):
            batch = news[first : first + MOST_SHOWINGS]
            body = ShowingsBody(showings=tuple(ShowingBody.of(one) for one in batch))
            try:
                answer = self._centre.tell_showings(self._name, body)
            except KnownError as error:
                _log.info("what was shown is not told: %s", error.code)
                if not error.code.startswith(_HOPELESS):
                    return
                answer = ShowingsAnswer()
            self._on_told(batch, answer)

    def _on_told(self, batch: Iterable[Showing], answer: ShowingsAnswer) -> None:
        with self._wake:
            for refused in answer.refused:
                _log.warning("the centre does not believe what was shown: %s", refused.code)
                self._count.forget(refused.id)
            for one in batch:
                # What has ended since it was put together is told to its end the next time.
                if self._ended.get(one.id) == one:
                    del self._ended[one.id]
                self._told[one.id] = one
            for refused in answer.refused:
                self._ended.pop(refused.id, None)
            standing = {one.id for one in self._count.open_ones} | self._ended.keys()
            self._told = {key: one for key, one in self._told.items() if key in standing}

    def _end(self, ended: Iterable[Showing]) -> None:
        for one in ended:
            self._ended[one.id] = one
        lost = len(self._ended) - MOST_KEPT
        if lost > 0:
            for key in list(self._ended)[:lost]:
                del self._ended[key]
            _log.warning("%d accounts of what was shown are lost: the centre was away too long", lost)

    def _keep(self) -> None:
        with self._wake:
            waiting = [*self._ended.values(), *self._count.open_ones]
        content = _Kept(showings=tuple(ShowingBody.of(one) for one in waiting)).model_dump_json().encode()
        try:
            self._kept.write(content)
        except KnownError as error:
            _log.error("what was shown cannot be kept: %s", error)

    def _read(self) -> tuple[dict[UUID, Showing], KnownError | None]:
        kept = self._kept.read()
        if kept.content is None:
            return {}, kept.problem
        try:
            told = _Kept.model_validate_json(kept.content)
        except ValidationError:
            _log.warning("what was kept of the showings is of another version")
            return {}, kept.problem
        return {one.id: one.showing() for one in told.showings}, kept.problem
