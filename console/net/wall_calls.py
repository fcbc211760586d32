"""Walls at the centre: what they show, who sends, claims and saves; and what a wall machine asks and answers."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from console.net.calls import JSON_BODY, Calls
from console.net.transport import Call
from console.wire.model import Message
from console.wire.thumbnails import ThumbnailAnswer, ThumbnailBody, ThumbnailList
from console.wire.wall_changes import WallChanges
from console.wire.walls import (
    AckBody,
    ClaimBody,
    ClaimRecord,
    WallCommandAnswer,
    WallCommandBody,
    WallList,
    WallUndoBody,
    WallWantedRecord,
)


class WallCalls(Calls):
    """``/v1/walls`` and ``/v1/wall-commands``. Raises KnownError ``wall.*`` too."""

    def walls(self) -> WallList:
        return self.get(WallList, "/v1/walls")

    def send_to_wall(self, name: str, body: WallCommandBody) -> WallCommandAnswer:
        return self.read(WallCommandAnswer, self._posted(f"{wall_path(name)}/commands", body))

    def undo_wall(self, name: str, body: WallUndoBody) -> WallCommandAnswer:
        return self.read(WallCommandAnswer, self._posted(f"{wall_path(name)}/undo", body))

    def claim_screen(self, name: str, screen: int, body: ClaimBody) -> ClaimRecord:
        return self.read(ClaimRecord, self._posted(f"{wall_path(name)}/screens/{screen}/claim", body))

    def release_screen(self, name: str, screen: int) -> None:
        self.transport.ask(Call("POST", f"{wall_path(name)}/screens/{screen}/release"))

    def wall_changes(self, name: str) -> WallChanges:
        return self.get(WallChanges, f"{wall_path(name)}/changes")

    def wall_thumbnails(self, name: str, since: int) -> ThumbnailList:
        return self.get(ThumbnailList, f"{wall_path(name)}/thumbnails?since={since}")

    def show_thumbnail(self, name: str, screen: int, body: ThumbnailBody) -> ThumbnailAnswer:
        return self.put(ThumbnailAnswer, f"{wall_path(name)}/screens/{screen}/thumbnail", body)

    def wall_wanted(self, name: str) -> WallWantedRecord:
        return self.get(WallWantedRecord, f"{wall_path(name)}/wanted")

    def acknowledge_wall(self, command_id: UUID, body: AckBody) -> None:
        self._posted(f"/v1/wall-commands/{command_id}/ack", body)

    def _posted(self, path: str, body: Message) -> bytes:
        return self.transport.ask(Call("POST", path, body.model_dump_json().encode(), JSON_BODY)).content


def wall_path(name: str) -> str:
    return f"/v1/walls/{quote(name, safe='')}"
