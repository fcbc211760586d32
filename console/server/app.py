"""Puts the centre together as a web application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI

from console.base.errors import KnownError
from console.base.logs import logger
from console.server import problems
from console.server.causes.watch import CauseWatch
from console.server.centre import Centre
from console.server.escalation import EscalationWatch
from console.server.handoff.delivery import Delivery
from console.server.housekeeping import tidy
from console.server.live.records import end_left_open
from console.server.release.packing import Packing
from console.server.repair.watch import RepairWatch
from console.server.routes import (
    audit,
    auth,
    bookmarks,
    causes,
    closures,
    directory,
    events,
    evidence,
    flags,
    handoff,
    handovers,
    health,
    holds,
    inbox,
    live,
    masks,
    metrics,
    owners,
    ptz,
    releases,
    repairs,
    reports,
    sightings,
    sources,
    streams,
    uploads,
    walls,
    workspaces,
)
from console.server.sightings.notes import SightingNotes
from console.server.sightings.prober import Prober
from console.server.sources.schedule import SourceSchedule
from console.server.spells.running import RunningMark
from console.server.walls.alarm_watch import AlarmWatch
from console.server.watches import Watch, Watches
from console.server.web_guard import WebGuard

_LOG = logger("centre")
_TIDY_EVERY_S = 3_600.0
_PARTS = (
    auth,
    directory,
    events,
    bookmarks,
    flags,
    handoff,
    evidence,
    releases,
    repairs,
    uploads,
    streams,
    health,
    metrics,
    inbox,
    live,
    audit,
    causes,
    closures,
    masks,
    ptz,
    holds,
    handovers,
    owners,
    sources,
    walls,
    workspaces,
    reports,
    sightings,
)


def create_app(centre: Centre) -> FastAPI:
    """The application of a prepared centre. Its lifespan owns event reader, delivery, housekeeping and watches."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await asyncio.to_thread(end_left_open, centre)
        await centre.broker.start()
        delivery = Delivery(centre)
        await delivery.start()
        stopping = asyncio.Event()
        housekeeper = asyncio.create_task(_keep_tidy(centre, stopping), name="housekeeping")
        schedule, mark, prober = SourceSchedule(centre), RunningMark(centre), Prober(centre)
        watches = Watches(
            [
                Watch("escalation", EscalationWatch(centre).look, "unanswered flags can't be looked at"),
                Watch("packing", Packing(centre).look, "approved releases can't be looked at"),
                Watch("sources", schedule.look, "sources can't be looked at"),
                Watch("disturbances", CauseWatch(centre).look, "disturbances can't be worked out"),
                Watch("wall-alarms", AlarmWatch(centre).look, "alarms on walls can't be looked at"),
                Watch("repairs", RepairWatch(centre).look, "repairs can't be looked at"),
                Watch("sightings", SightingNotes(centre).look, "what consoles see can't be noted"),
                Watch("probes", prober.look, "cameras can't be probed"),
                Watch("running", mark.look, "that the centre runs can't be written down"),
            ]
        )
        watches.start()
        yield
        stopping.set()
        await housekeeper
        await delivery.stop()
        await watches.stop()
        with suppress(KnownError):
            await asyncio.to_thread(mark.stop)
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
