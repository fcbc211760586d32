"""One running centre: its settings, database, keys and the parts that keep state in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock
from typing import TypeVar

from sqlalchemy import Connection
from starlette.requests import Request

from console.base.clock import Clock
from console.base.throttle import Throttle
from console.server.broker import Broker
from console.server.database import Database
from console.server.handoff.bell import Bell
from console.server.handoff.outbox import Sender, queue_news
from console.server.keys import Keys
from console.server.live.relays import Relays
from console.server.monitoring.meters import Meters
from console.server.monitoring.readiness import Readiness
from console.server.numbering import Event, append_events
from console.server.passwords import Passwords
from console.server.ptz.drivers import open_driver
from console.server.ptz.movers import Movers
from console.server.ptz.source import DriverOf
from console.server.repair.messages import queue_repairs
from console.server.settings import CentreSettings
from console.server.sightings.board import SightingBoard
from console.server.walls.alarms import happen
from console.server.walls.thumbnails import Thumbnails

T = TypeVar("T")
MOST_REPORTS = 8


@dataclass(frozen=True)
class Centre:
    """What the routes work with; any thread."""

    settings: CentreSettings
    clock: Clock
    database: Database
    keys: Keys
    passwords: Passwords
    throttle: Throttle
    broker: Broker
    bell: Bell
    """Rung when receivers have something to get."""
    relays: Relays
    movers: Movers
    sightings: SightingBoard
    """What consoles and walls see now."""
    meters: Meters
    readiness: Readiness
    thumbnails: Thumbnails
    """Of the screens of walls that somebody looks at."""
    counting: Lock = field(default_factory=Lock)
    """Held while a report is counted."""
    report_places: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(MOST_REPORTS))
    """One for who counts and for each who waits: whoever waits holds a thread, and flags need threads too."""

    def write(self, work: Callable[[Connection], tuple[T, list[Event]]]) -> T:
        """Runs ``work`` in one transaction with the events that it gives and what receivers are told of them.

        Then wakes the streams and the delivery.
        """

        def with_events(connection: Connection) -> tuple[T, bool, bool]:
            result, events = work(connection)
            now = self.clock.now_utc()
            # What walls show of it by their rules is written with it, or not at all.
            events = [*events, *happen(connection, events, now)]
            append_events(connection, events, now)
            sender = Sender(self.settings.issuer, self.settings.public_url)
            queued = queue_news(connection, events, sender, now)
            queued |= queue_repairs(connection, events, sender, now, exercise=self.settings.exercise)
            return result, bool(events), queued

        result, has_news, has_messages = self.database.write(with_events)
        if has_news:
            self.broker.wake()
        if has_messages:
            self.bell.ring()
        return result


def open_centre(settings: CentreSettings, clock: Clock, driver_of: DriverOf = open_driver) -> Centre:
    """Opens keys and engine; touches no table yet (see ``schema.prepare``). ``driver_of``: how cameras are moved."""
    database = Database(settings.database_url)
    return Centre(
        settings=settings,
        clock=clock,
        database=database,
        keys=Keys.at(settings.data_folder),
        passwords=Passwords(settings.password_cost),
        throttle=Throttle(clock),
        broker=Broker(database, settings.limits.queue_events),
        bell=Bell(),
        relays=Relays(settings.limits, clock),
        movers=Movers(settings.lifetimes, settings.limits, clock, driver_of),
        sightings=SightingBoard(clock),
        meters=Meters(),
        readiness=Readiness(database, settings.data_folder, clock),
        thumbnails=Thumbnails(clock),
    )


def centre_of(request: Request) -> Centre:
    """The centre that serves ``request``."""
    centre = request.app.state.centre
    assert isinstance(centre, Centre)  # noqa: S101 - set by create_app, tells mypy its type
    return centre
