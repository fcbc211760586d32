"""Asks the centre for the answer to our open flags while push can't tell."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import UUID

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.domain.flag_state import ENDED
from console.events.delivery import Deliverer, EventsCentre
from console.store.database import Database
from console.wire.events import FlagWay

_log = logger("outbox")
_ENDS = ", ".join(f"'{state.value}'" for state in ENDED)
# Centres of before tell no stage: then an acknowledged flag is over.
_OPEN = (
    "SELECT event_id FROM answer JOIN event ON event.id = answer.event_id LEFT JOIN flag_life USING (event_id)"  # noqa: S608  our own words
    " WHERE event.kind = 'flag'"
    f" AND CASE COALESCE(stage, '') WHEN '' THEN state <> ? ELSE stage NOT IN ({_ENDS}) END ORDER BY seq DESC LIMIT ?"
)
POLL_S = 10.0
MOST_FLAGS = 50
"""The newest ones; an operator waits for these, not for last week's."""


class FlagWatch:
    """``look`` belongs to one thread; ``look_soon`` to any."""

    def __init__(
        self,
        database: Database,
        centre: EventsCentre,
        deliverer: Deliverer,
        clock: Clock,
        push_is_up: Callable[[], bool],
    ) -> None:
        self._database = database
        self._centre = centre
        self._deliverer = deliverer
        self._clock = clock
        self._push_is_up = push_is_up
        self._soon = threading.Event()
        self._soon.set()
        self._next_s = 0.0

    def look_soon(self) -> None:
        """The next ``look`` asks, whatever the time."""
        self._soon.set()

    def look(self) -> bool:
        """True when an answer was news; asks only when it is time to."""
        now_s = self._clock.monotonic_s()
        if not self._soon.is_set() and (self._push_is_up() or now_s < self._next_s):
            return False
        self._soon.clear()
        self._next_s = now_s + POLL_S
        changes = 0
        for flag_id in self._open_flags():
            try:
                changes += self._deliverer.apply_flag(self._centre.flag(flag_id))
            except KnownError as error:
                _log.info("no answer on flag %s: %s", flag_id, error.code)
                break
        return changes > 0

    def _open_flags(self) -> list[UUID]:
        rows = self._database.rows(_OPEN, (FlagWay.ACKNOWLEDGED.value, MOST_FLAGS))
        return [UUID(row["event_id"]) for row in rows]
