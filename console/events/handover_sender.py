"""Sends the hand-over notes that wait on this console's disk, each under the sign-in of who wrote it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from console.base.errors import KnownError
from console.base.logs import logger
from console.events.centre_news import Push
from console.events.handover_box import HandoverBox
from console.net.failures import is_away, is_retryable
from console.wire.handovers import HandoverBody, HandoverRecord

_AGAIN_S = 30.0
"""Between tries while the push feed says nothing of the centre's coming back."""
_log = logger("events")


class NoteTaker(Protocol):
    """The part of the centre's client that takes notes."""

    def put_handover(self, handover_id: UUID, body: HandoverBody) -> HandoverRecord: ...


class HandoverSender:
    """A thread that sends; ``send`` on any other, one note at a time. ``changed`` is called from any thread."""

    def __init__(
        self, centre: NoteTaker, push: Push, box: HandoverBox, username: str, changed: Callable[[], None]
    ) -> None:
        self._centre = centre
        self._box = box
        self._username = username
        self._changed = changed
        self._wake = threading.Condition()
        self._kicked = True
        self._closing = False
        self._sending = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="handovers", daemon=True)
        self._leave = push.switched.connect(lambda up: self._kick() if up else None)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._leave()
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread.ident is not None:
            self._thread.join()

    def send(self, note_id: UUID, body: HandoverBody) -> HandoverRecord:
        """Raises as the centre's client."""
        with self._sending:
            return self._centre.put_handover(note_id, body)

    def _kick(self) -> None:
        with self._wake:
            self._kicked = True
            self._wake.notify_all()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._kicked or self._closing, _AGAIN_S)
                if self._closing:
                    return
                self._kicked = False
            self._send_waiting()

    def _send_waiting(self) -> None:
        mine = [one for one in self._box.notes if one.username == self._username and not one.refused]
        for note in mine:
            try:
                self.send(note.id, note.body)
                self._box.forget(note.id)
            except KnownError as error:
                if is_retryable(error) or is_away(error):
                    return
                _log.warning("a hand-over note was refused: %s", error.code)
                self._refused(note.id, error.code)
            self._changed()

    def _refused(self, note_id: UUID, code: str) -> None:
        try:
            self._box.refuse(note_id, code)
        except KnownError as error:
            _log.warning("that a hand-over note was refused is not kept: %s", error.code)
