"""``/v1/workspaces``: workspaces of people, and those that supervisors share."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from console.server.centre import centre_of
from console.server.guard import WorkspaceKeeper
from console.server.workspaces import keeping, listing
from console.wire.workspaces import WorkspaceBody, WorkspaceList, WorkspaceRecord

router = APIRouter()


@router.get("/v1/workspaces")
def get_workspaces(request: Request, principal: WorkspaceKeeper) -> WorkspaceList:
    with centre_of(request).database.read() as connection:
        return listing.list_workspaces(connection, principal)


@router.get("/v1/workspaces/{workspace_id}")
def get_workspace(request: Request, workspace_id: UUID, principal: WorkspaceKeeper) -> WorkspaceRecord:
    with centre_of(request).database.read() as connection:
        return listing.workspace_record(connection, principal, workspace_id)


@router.put("/v1/workspaces/{workspace_id}")
def put_workspace(
    request: Request, workspace_id: UUID, body: WorkspaceBody, principal: WorkspaceKeeper
) -> WorkspaceRecord:
    return keeping.put_workspace(centre_of(request), principal, workspace_id, body)


@router.delete("/v1/workspaces/{workspace_id}", status_code=204)
def delete_workspace(
    request: Request, workspace_id: UUID, revision: Annotated[int, Query(ge=1)], principal: WorkspaceKeeper
) -> None:
    keeping.delete_workspace(centre_of(request), principal, workspace_id, revision)
