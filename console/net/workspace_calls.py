"""Named workspaces at the centre."""

from __future__ import annotations

from uuid import UUID

from console.net.calls import Calls
from console.net.transport import Call
from console.wire.workspaces import WorkspaceBody, WorkspaceList, WorkspaceRecord


class WorkspaceCalls(Calls):
    """``/v1/workspaces``. Raises KnownError ``workspace.*`` too."""

    def workspaces(self) -> WorkspaceList:
        return self.get(WorkspaceList, "/v1/workspaces")

    def workspace(self, workspace: UUID) -> WorkspaceRecord:
        return self.get(WorkspaceRecord, f"/v1/workspaces/{workspace}")

    def put_workspace(self, workspace: UUID, body: WorkspaceBody) -> WorkspaceRecord:
        return self.put(WorkspaceRecord, f"/v1/workspaces/{workspace}", body)

    def delete_workspace(self, workspace: UUID, revision: int) -> None:
        self.transport.ask(Call("DELETE", f"/v1/workspaces/{workspace}?revision={revision}"))
