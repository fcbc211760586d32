"""Sends the officers' answers to the centre: one thread, one at a time, until the centre has said yes or no."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from console.base.backoff import Backoff
from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.gateway.book import Book, DueAnswer
from console.handoff.cloud_event import CONTENT_TYPE
from console.handoff.keys import PrivateKey
from console.handoff.post import Outcome, post
from console.handoff.signing import signed_headers

_LOG = logger("gateway")
_LOOK_EVERY_S = 1.0
_BACKOFF = Backoff(first_s=1.0, most_s=30.0)
_CLIENT_FAULTS = range(400, 500)
_PASSING = frozenset({401, 408, 413, 429})
"""Of the 4xx, those that another try may mend: a clock that is set right, a key that the centre learns, a limit."""


@dataclass(frozen=True)
class CentreAddress:
    """Where answers go."""

    answers_url: str
    ca_pem: str | None = None


class Sending:
    """Owns its thread; ``ring`` from any thread."""

    def __init__(self, book: Book, key: PrivateKey, centre: CentreAddress, clock: Clock) -> None:
        self._book = book
        self._key = key
        self._centre = centre
        self._clock = clock
        self._news = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="answers to the centre")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping = True
        self._news.set()
        self._thread.join()

    def ring(self) -> None:
        self._news.set()

    def _run(self) -> None:
        while not self._stopping:
            try:
                while not self._stopping and (answer := self._book.due(self._clock.now_utc())) is not None:
                    self._send(answer)
            except KnownError as error:
                _LOG.error("answers not readable, trying again: %s", error)
            self._news.wait(_LOOK_EVERY_S)
            self._news.clear()

    def _send(self, answer: DueAnswer) -> None:
        now = self._clock.now_utc()
        headers = {"Content-Type": CONTENT_TYPE, **signed_headers(answer.id, answer.body, [self._key], now)}
        outcome = post(self._centre.answers_url, answer.body, headers, ca_pem=self._centre.ca_pem)
        if outcome.delivered:
            self._book.settle(answer, "taken", "")
        elif _is_final(outcome):
            _LOG.info("the centre refused an answer: %s", outcome.word())
            self._book.settle(answer, "refused", outcome.word())
        else:
            self._book.put_off(answer, outcome.word(), now, _BACKOFF.delay_s(answer.tries + 1))


def _is_final(outcome: Outcome) -> bool:
    return outcome.status in _CLIENT_FAULTS and outcome.status not in _PASSING
