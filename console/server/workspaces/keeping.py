"""Workspaces put and taken away, each against the revision that was seen; who may open it is told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, update

from console.domain.area import is_area_code
from console.domain.audit_act import AuditAct
from console.domain.roles import Permission, may
from console.server import audit
from console.server.body_hash import body_hash
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.workspaces.listing import reach_of, record_of, workspace_row
from console.server.workspaces.reach import Reach, may_change, may_open
from console.server.workspaces.tables import WORKSPACES
from console.wire.push import PushKind, WorkspaceNews
from console.wire.workspaces import MOST_WORKSPACE_BYTES, MOST_WORKSPACE_TILES, WorkspaceBody, WorkspaceRecord

MOST_KEPT = 60
"""Of one person, and of one area."""


@dataclass(frozen=True)
class _Wish:
    id: UUID
    body: WorkspaceBody
    windows: str
    reach: Reach


def put_workspace(centre: Centre, principal: Principal, workspace_id: UUID, body: WorkspaceBody) -> WorkspaceRecord:
    """The same body again gives the same answer.

    Raises Refusal 403 ``auth.forbidden``, ``scope.denied``, 404 ``workspace.unknown``, 409 ``workspace.name_taken``,
    ``workspace.changed_meanwhile``, ``workspace.too_many``, 422 ``workspace.too_large``, ``workspace.role_opens_none``.
    """
    windows = _checked(principal, body)

    def work(connection: Connection) -> tuple[WorkspaceRecord, list[Event]]:
        was = workspace_row(connection, workspace_id)
        _check_seen(principal, was, body)
        owner_id = principal.user_id if was is None else was.owner_id
        wish = _Wish(workspace_id, body, windows, Reach(owner_id, body.area_code, body.roles))
        if was is not None and _is_same(principal, was, body):
            return record_of(connection, principal, was), []
        if was is not None and was.revision != body.revision:
            raise Refusal(409, "workspace.changed_meanwhile", by=was.saved_by)
        _check_room(connection, wish)
        _write(connection, centre, principal, wish, was)
        row = workspace_row(connection, workspace_id)
        return record_of(connection, principal, row), _news(row, was)

    return centre.write(work)


def delete_workspace(centre: Centre, principal: Principal, workspace_id: UUID, revision: int) -> None:
    """Raises Refusal 404 ``workspace.unknown``, 403 ``auth.forbidden``, 409 ``workspace.changed_meanwhile``."""

    def work(connection: Connection) -> tuple[None, list[Event]]:
        row = workspace_row(connection, workspace_id)
        if row is None or not may_open(principal, reach_of(row)):
            raise Refusal(404, "workspace.unknown")
        if not may_change(principal, reach_of(row)):
            raise Refusal(403, "auth.forbidden", Permission.SHARE_WORKSPACES.value)
        if row.revision != revision:
            raise Refusal(409, "workspace.changed_meanwhile", by=row.saved_by)
        connection.execute(delete(WORKSPACES).where(WORKSPACES.c.id == row.id))
        if row.area_code:
            acts = [(row.id, f"{row.name} taken back from {row.area_code}")]
            audit.record(connection, principal, AuditAct.WORKSPACE_SHARED, acts, centre.clock.now_utc())
        return None, [_told(row, reach_of(row))]

    centre.write(work)


def _checked(principal: Principal, body: WorkspaceBody) -> str:
    """What needs no look at what is kept; the windows as they are to be kept."""
    if body.area_code:
        if not is_area_code(body.area_code):
            raise Refusal(422, "request.invalid", "area_code")
        if not principal.may(Permission.SHARE_WORKSPACES):
            raise Refusal(403, "auth.forbidden", Permission.SHARE_WORKSPACES.value)
        if not may_change(principal, Reach(principal.user_id, body.area_code)):
            raise Refusal(403, "scope.denied")
    shut = [role.value for role in body.roles if not may(role, Permission.KEEP_WORKSPACES)]
    if shut:
        raise Refusal(422, "workspace.role_opens_none", role=shut[0])
    windows = json.dumps([window.model_dump(mode="json") for window in body.windows])
    tiles = sum(len(window.layout.cells) for window in body.windows)
    if tiles > MOST_WORKSPACE_TILES or len(windows.encode()) > MOST_WORKSPACE_BYTES:
        most = {"tiles": str(MOST_WORKSPACE_TILES), "kib": str(MOST_WORKSPACE_BYTES // 1024)}
        raise Refusal(422, "workspace.too_large", "windows", None, **most)
    return windows


def _check_seen(principal: Principal, was: Any, body: WorkspaceBody) -> None:
    if was is None:
        if body.revision:
            raise Refusal(404, "workspace.unknown")
        return
    if not may_open(principal, reach_of(was)):
        raise Refusal(404, "workspace.unknown")
    if not may_change(principal, reach_of(was)):
        raise Refusal(403, "auth.forbidden", Permission.SHARE_WORKSPACES.value)


def _is_same(principal: Principal, was: Any, body: WorkspaceBody) -> bool:
    """It came before, and its answer was lost."""
    came = was.saved_by_id == principal.user_id and was.body_hash == body_hash(body)
    return bool(came and was.revision == body.revision + 1)


def _check_room(connection: Connection, wish: _Wish) -> None:
    """One name once among a person's own, and once in an area."""
    reach = wish.reach
    beside = (WORKSPACES.c.area_code == reach.area_code) & (WORKSPACES.c.id != str(wish.id))
    if not reach.area_code:
        beside &= WORKSPACES.c.owner_id == reach.owner_id
    if connection.execute(select(WORKSPACES.c.id).where(beside, WORKSPACES.c.name == wish.body.name)).first():
        raise Refusal(409, "workspace.name_taken", name=wish.body.name)
    kept = connection.execute(select(func.count()).select_from(WORKSPACES).where(beside)).scalar_one()
    if kept >= MOST_KEPT:
        raise Refusal(409, "workspace.too_many", most=str(MOST_KEPT))


def _write(connection: Connection, centre: Centre, principal: Principal, wish: _Wish, was: Any) -> None:
    now, body = centre.clock.now_utc(), wish.body
    values = {
        "area_code": body.area_code,
        "roles": json.dumps([role.value for role in body.roles]),
        "name": body.name,
        "revision": body.revision + 1,
        "windows": wish.windows,
        "body_hash": body_hash(body),
        "saved_by": principal.display_name,
        "saved_by_id": principal.user_id,
        "saved_utc": now,
    }
    if was is None:
        values |= {"id": str(wish.id), "owner_id": wish.reach.owner_id}
        connection.execute(insert(WORKSPACES).values(values))
    else:
        connection.execute(update(WORKSPACES).where(WORKSPACES.c.id == was.id).values(values))
    areas = {one for one in (body.area_code, was.area_code if was is not None else "") if one}
    if areas:
        to = f"published to {body.area_code}" if body.area_code else f"taken back from {min(areas)}"
        detail = f"{body.name} {to}, {len(body.windows)} windows"
        audit.record(connection, principal, AuditAct.WORKSPACE_SHARED, [(str(wish.id), detail)], now)


def _news(row: Any, was: Any) -> list[Event]:
    """Also for those who could open it before."""
    reaches = [reach_of(row)]
    if was is not None and reach_of(was) not in reaches:
        reaches.append(reach_of(was))
    return [_told(row, reach) for reach in reaches]


def _told(row: Any, reach: Reach) -> Event:
    news = WorkspaceNews(
        id=row.id, revision=row.revision, owner_id=reach.owner_id, area_code=reach.area_code, roles=reach.roles
    )
    return Event(PushKind.WORKSPACE_CHANGED, news.model_dump_json())
