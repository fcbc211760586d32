"""Puts the centre together as a web application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI

from console.base.errors import KnownError
from console.base.logs import logger
from console.server import problems
from console.server.centre import Centre
from console.server.escalation import EscalationWatch
from console.server.handoff.delivery import Delivery
from console.server.housekeeping import tidy
from console.server.live.records import end_left_open
from console.server.release.packing import Packing
from console.server.routes import (
    audit,
    auth,
    bookmarks,
    closures,
    directory,
    events,
    evidence,
    flags,
    handoff,
    health,
    holds,
    inbox,
    live,
    masks,
    metrics,
    owners,
    ptz,
    releases,
    sightings,
    sources,
    streams,
    uploads,
    walls,
)
from console.server.sightings.notes import SightingNotes
from console.server.sightings.prober import Prober
from console.server.sources.schedule import SourceSchedule
from console.server.web_guard import WebGuard

_LOG = logger("centre")
_TIDY_EVERY_S = 3_600.0
_LOOK_EVERY_S = 1.0
_PARTS = (
    auth,
    directory,
    events,
    bookmarks,
    flags,
    handoff,
    evidence,
    releases,
    uploads,
    streams,
    health,
    metrics,
    inbox,
    live,
    audit,
    closures,
    masks,
    ptz,
    holds,
    owners,
    sources,
    walls,
    sightings,
)


def create_app(centre: Centre) -> FastAPI:
    """The application of a prepared centre. Its lifespan owns event reader, delivery, housekeeping, escalation,
    packing, the reading of sources, the noting of sightings and the probes."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await asyncio.to_thread(end_left_open, centre)
        await centre.broker.start()
        delivery = Delivery(centre)
        await delivery.start()
        stopping = asyncio.Event()
        housekeeper = asyncio.create_task(_keep_tidy(centre, stopping), name="housekeeping")
        unanswered = _keep_looking(EscalationWatch(centre).look, stopping, "unanswered flags can't be looked at")
        escalation = asyncio.create_task(unanswered, name="escalation")
        approved = _keep_looking(Packing(centre).look, stopping, "approved releases can't be looked at")
        packing = asyncio.create_task(approved, name="packing")
        schedule = SourceSchedule(centre)
        due = _keep_looking(schedule.look, stopping, "sources can't be looked at")
        reading = asyncio.create_task(due, name="sources")
        notes = _keep_looking(SightingNotes(centre).look, stopping, "what consoles see can't be noted")
        noting = asyncio.create_task(notes, name="sightings")
        prober = Prober(centre)
        probes = _keep_looking(prober.look, stopping, "cameras can't be probed")
        probing = asyncio.create_task(probes, name="probes")
        yield
        stopping.set()
        await housekeeper
        await delivery.stop()
        await escalation
        await packing
        await reading
        await noting
        await probing
        await asyncio.to_thread(prober.stop)
        await asyncio.to_thread(schedule.stop)
        await asyncio.to_thread(centre.movers.close)
        await centre.relays.stop()
        await centre.broker.stop()
        centre.database.close()

    # No interactive pages: they would fetch scripts from elsewhere; docs/api.md describes the API.
    app = FastAPI(title="Ronda centre", openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.centre = centre
    app.state.upload_locks = {}
    problems.install(app)
    for part in _PARTS:
        app.include_router(part.router)
    app.add_middleware(WebGuard, centre=centre)
    return app


async def _keep_tidy(centre: Centre, stopping: asyncio.Event) -> None:
    while not stopping.is_set():
        try:
            await asyncio.to_thread(tidy, centre)
        except (KnownError, OSError) as error:
            _LOG.error("housekeeping failed, trying again later: %s", error)
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), _TIDY_EVERY_S)


async def _keep_looking(look: Callable[[], None], stopping: asyncio.Event, what: str) -> None:
    """``look`` in a thread, once a second; a fault is logged once, until it has passed."""
    failing = False
    while not stopping.is_set():
        try:
            await asyncio.to_thread(look)
            failing = False
        except (KnownError, OSError) as error:
            if not failing:
                _LOG.error("%s, trying again: %s", what, error)
            failing = True
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), _LOOK_EVERY_S)
