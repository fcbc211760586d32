"""The workspaces that somebody may open, and one of them without the cameras that are not theirs to see."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, or_, select

from console.domain.roles import Role
from console.domain.tile_content import camera_in
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.tables import CAMERAS
from console.server.walls.rows import without_unseen
from console.server.workspaces.reach import Reach, may_change, may_open
from console.server.workspaces.tables import WORKSPACES
from console.wire.screen_layout import ScreenLayout
from console.wire.workspaces import WindowBody, WindowRecord, WorkspaceList, WorkspaceRecord, WorkspaceSummary

_HEAD = (
    WORKSPACES.c.id,
    WORKSPACES.c.owner_id,
    WORKSPACES.c.area_code,
    WORKSPACES.c.roles,
    WORKSPACES.c.name,
    WORKSPACES.c.revision,
    WORKSPACES.c.saved_by,
    WORKSPACES.c.saved_utc,
)


def list_workspaces(connection: Connection, principal: Principal) -> WorkspaceList:
    """By name, without their windows."""
    mine = or_(WORKSPACES.c.owner_id == principal.user_id, WORKSPACES.c.area_code != "")
    rows = connection.execute(select(*_HEAD).where(mine).order_by(WORKSPACES.c.name, WORKSPACES.c.id)).all()
    seen = [row for row in rows if may_open(principal, reach_of(row))]
    return WorkspaceList(workspaces=tuple(WorkspaceSummary(**_summary(principal, row)) for row in seen))


def workspace_record(connection: Connection, principal: Principal, workspace_id: UUID) -> WorkspaceRecord:
    """Raises Refusal 404 ``workspace.unknown``, also for one that is not the reader's to open."""
    row = workspace_row(connection, workspace_id)
    if row is None or not may_open(principal, reach_of(row)):
        raise Refusal(404, "workspace.unknown")
    return record_of(connection, principal, row)


def workspace_row(connection: Connection, workspace_id: UUID) -> Any:
    return connection.execute(select(WORKSPACES).where(WORKSPACES.c.id == str(workspace_id))).first()


def record_of(connection: Connection, principal: Principal, row: Any) -> WorkspaceRecord:
    windows = [WindowBody.model_validate(one) for one in json.loads(row.windows)]
    seen = _cameras_seen(connection, principal, windows)
    return WorkspaceRecord(
        **_summary(principal, row), windows=tuple(_window_for_reader(window, seen) for window in windows)
    )


def reach_of(row: Any) -> Reach:
    return Reach(row.owner_id, row.area_code, tuple(Role(role) for role in json.loads(row.roles)))


def _summary(principal: Principal, row: Any) -> dict[str, Any]:
    reach = reach_of(row)
    return {
        "id": UUID(row.id),
        "name": row.name,
        "area_code": row.area_code,
        "roles": reach.roles,
        "revision": row.revision,
        "saved_by": row.saved_by,
        "saved_utc": row.saved_utc,
        "may_change": may_change(principal, reach),
    }


def _cameras_seen(connection: Connection, principal: Principal, windows: list[WindowBody]) -> set[str]:
    named = {camera for window in windows for camera in window.layout.cameras if camera}
    rows = connection.execute(select(CAMERAS.c.id, CAMERAS.c.area_code).where(CAMERAS.c.id.in_(named)))
    return {str(row.id) for row in rows if principal.sees(row.area_code)}


def _window_for_reader(window: WindowBody, seen: set[str]) -> WindowRecord:
    state = window.layout.state()
    left_out = [tile for tile, one in enumerate(state.tiles, start=1) if camera_in(one) not in (None, *seen)]
    kept = {name: getattr(window, name) for name in WindowBody.model_fields if name != "layout"}
    layout = ScreenLayout.of(without_unseen(state, seen))
    return WindowRecord(layout=layout, left_out=tuple(left_out), **kept)
