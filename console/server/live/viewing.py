"""One person watching one camera of one flag: opened by right, looked at anew every second, on record from begin to end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection
from starlette.types import Receive, Scope, Send

from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.logs import logger
from console.domain.roles import Permission
from console.server.centre import Centre
from console.server.followed_response import FollowedResponse
from console.server.guard import principal_now
from console.server.live.records import ViewingId, record_begin, record_end
from console.server.live.rights import source_of, watchable
from console.server.live.source import LiveSource
from console.server.live.viewer import Viewer
from console.server.masks import polygons_of
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal

_LOG = logger("centre.live")
_LOOK_EVERY_S = 1.0
_BEAT_S = 2.0
_LAST_WORD_S = 2.0
"""How long a client may take to read why it ends."""
LEFT = "left"


@dataclass(frozen=True)
class Viewing:
    """Made by ``open_viewing``; ``close`` is called once, whatever happens."""

    centre: Centre
    principal: Principal
    id: ViewingId
    viewer: Viewer

    async def pieces(self) -> AsyncIterator[bytes]:
        while not self.viewer.is_done:
            yield await self.viewer.next_frames(_BEAT_S)

    async def guard(self) -> None:
        """Returns when nothing may be sent any more."""
        while not self.viewer.ended:
            await asyncio.sleep(_LOOK_EVERY_S)
            refusal, polygons = await asyncio.to_thread(self._look)
            if refusal:
                self.viewer.end(refusal)
            else:
                self.viewer.cover(polygons)
        await asyncio.sleep(_LAST_WORD_S)

    async def close(self) -> None:
        self.centre.relays.leave(self.id.camera_id, self.viewer)
        try:
            await asyncio.to_thread(record_end, self.centre, self.principal, self.id, self.viewer.ended or LEFT)
        except (KnownError, OSError) as error:
            # The next start of the centre ends it.
            _LOG.error("the end of a viewing can't be recorded: %s", error)

    def _look(self) -> tuple[str, str]:
        """Why it may not go on, empty while it may; and what is masked by now."""
        try:
            principal = principal_now(self.centre, self.principal)
            if not principal.may(Permission.WATCH_FLAGGED):
                return "auth.forbidden", ""
            with self.centre.database.read() as connection:
                watchable(connection, self.centre, principal, self.id.flag_id, self.id.camera_id)
                return "", polygons_of(connection, self.id.camera_id)
        except (Refusal, KnownError) as error:
            return error.code, ""


async def open_viewing(centre: Centre, principal: Principal, flag_id: UUID, camera_id: str) -> Viewing:
    """Raises Refusal as ``watchable`` and ``Relays.watch``; KnownError ``centre.key_wrong``, ``centre.storage``."""
    viewing_id = ViewingId(new_id(), flag_id, camera_id)
    source = await asyncio.to_thread(_allowed, centre, principal, viewing_id)
    viewer = centre.relays.watch(principal.session_id, source)
    try:
        # Before the first picture leaves; what can't be put on record isn't shown.
        viewer.cover(await asyncio.to_thread(_begun, centre, principal, viewing_id))
    except BaseException:
        centre.relays.leave(camera_id, viewer)
        raise
    return Viewing(centre, principal, viewing_id, viewer)


def _allowed(centre: Centre, principal: Principal, viewing: ViewingId) -> LiveSource:
    with centre.database.read() as connection:
        return source_of(centre, watchable(connection, centre, principal, viewing.flag_id, viewing.camera_id))


def _begun(centre: Centre, principal: Principal, viewing: ViewingId) -> str:
    """What is masked of the camera."""

    def work(connection: Connection) -> tuple[str, list[Event]]:
        watchable(connection, centre, principal, viewing.flag_id, viewing.camera_id)
        record_begin(connection, principal, viewing, centre.clock.now_utc())
        return polygons_of(connection, viewing.camera_id), []

    return centre.write(work)


class LiveResponse(FollowedResponse):
    """Frames of ``console.domain.live_frame`` until the viewer leaves or may see no more."""

    media_type = "application/vnd.ronda.live"

    def __init__(self, viewing: Viewing) -> None:
        super().__init__(viewing.pieces())
        self._viewing = viewing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answering = asyncio.create_task(super().__call__(scope, receive, send), name="live picture")
        guarding = asyncio.create_task(self._viewing.guard(), name="rights of a live picture")
        try:
            await asyncio.wait({answering, guarding}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (answering, guarding):
                task.cancel()
            results = await asyncio.gather(answering, guarding, return_exceptions=True)
            await self._viewing.close()
        for result in results:
            if isinstance(result, Exception) and not isinstance(result, OSError):
                raise result
