"""Keeps a wall machine signed in: nobody stands beside it to type a password again."""

from __future__ import annotations

import threading
from typing import Protocol

from console.base.backoff import Backoff
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.base.redaction import Secret
from console.wire.auth import UserInfo

_log = logger("wall")


class MachineSession(Protocol):
    """The part of a session that is needed here."""

    @property
    def ended(self) -> Signal[KnownError]: ...

    @property
    def user(self) -> UserInfo | None: ...

    def sign_in(self, username: str, password: Secret) -> UserInfo: ...


class KeepSignedIn:
    """A thread that signs in whenever nobody is. ``again`` comes from it, after each time."""

    def __init__(self, session: MachineSession, username: str, secret: Secret, backoff: Backoff | None = None) -> None:
        self.again: Signal[None] = Signal()
        self._session = session
        self._username = username
        self._secret = secret
        self._backoff = backoff or Backoff(first_s=1.0, most_s=60.0)
        self._wake = threading.Condition()
        self._closing = False
        self._disconnect = session.ended.connect(lambda _why: self._notify())
        self._thread = threading.Thread(target=self._run, name="wall-sign-in", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._disconnect()
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread.ident is not None:
            self._thread.join()

    def _notify(self) -> None:
        with self._wake:
            self._wake.notify_all()

    def _run(self) -> None:
        failures = 0
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._closing or self._session.user is None)
                if failures:
                    self._wake.wait_for(lambda: self._closing, self._backoff.delay_s(failures))
                if self._closing:
                    return
            try:
                self._session.sign_in(self._username, self._secret)
            except KnownError as error:
                failures += 1
                _log.info("the wall machine can't sign in: %s", error.code)
                continue
            failures = 0
            self.again.emit(None)
