"""Who may watch which camera live: one of an open flag, within the scope, not closed, asked anew every second."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from console.domain.flag_state import ENDED, FlagState
from console.server.centre import Centre
from console.server.closures import closed_among
from console.server.flags import cameras_of, record_of, visible_flag
from console.server.intake.inner_login import put_back
from console.server.live.source import LiveSource
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.tables import CAMERAS
from console.server.viewing_terms import terms_now


def watchable(connection: Connection, centre: Centre, principal: Principal, flag_id: UUID, camera_id: str) -> Any:
    """The camera's row.

    Raises Refusal: 404 ``flag.unknown``, ``camera.unknown``, 403 ``scope.denied``, 409 ``flag.closed``,
    ``live.not_practice``, ``camera.closed``, ``camera.no_feed``, ``terms.*``.
    """
    flag = visible_flag(connection, principal, flag_id)
    if FlagState(flag.state) in ENDED:
        raise Refusal(409, "flag.closed")
    if centre.settings.exercise and not flag.exercise:
        raise Refusal(409, "live.not_practice")
    alive = CAMERAS.c.deleted_utc.is_(None) & (CAMERAS.c.id == camera_id)
    camera = connection.execute(select(CAMERAS).where(alive)).first()
    if camera_id not in cameras_of(record_of(connection, flag_id)) or camera is None:
        raise Refusal(404, "camera.unknown")
    if not principal.sees(camera.area_code):
        raise Refusal(403, "scope.denied")
    if closed_among(connection, {camera_id}):
        raise Refusal(409, "camera.closed")
    stop = terms_now(connection, {camera_id}, centre.clock.now_utc()).stop(camera_id, principal.role)
    if stop is not None:
        raise Refusal(409, stop.value)
    if not (camera.sub_url or camera.main_url):
        raise Refusal(409, "camera.no_feed")
    return camera


def source_of(centre: Centre, camera: Any) -> LiveSource:
    """The small feed; the full one where there is no other. Raises KnownError ``centre.key_wrong``."""
    url, sealed = (camera.sub_url, camera.sub_login) if camera.sub_url else (camera.main_url, camera.main_login)
    url, login = put_back(url, centre.keys.unseal(sealed))
    return LiveSource(camera.id, url, login.user, login.password)
