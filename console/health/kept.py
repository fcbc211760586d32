"""All that a console keeps of its health, in memory and in one database."""

from __future__ import annotations

from console.base.clock import Clock
from console.health.feed_meter import FeedMeter
from console.health.history import HealthHistory
from console.health.machine_book import MachineBook
from console.health.machine_meter import MachineMeter
from console.health.seen_book import SeenBook
from console.health.span_book import SpanBook
from console.store.database import Database


class KeptHealth:
    """Any thread, as each of them."""

    def __init__(self, database: Database, clock: Clock, person: str) -> None:
        """``database`` stays its owner's, who closes it. ``person``: the user name of who sees what is seen."""
        self.history = HealthHistory(database, clock)
        self.meter = FeedMeter()
        self.spans = SpanBook(database, clock)
        self.machine = MachineMeter()
        self.machine_book = MachineBook(database, clock)
        self.seen = SeenBook(database, clock, person)
