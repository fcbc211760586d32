"""Bookmarks, flags and their evidence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from console.net.calls import JSON_BODY, Calls
from console.net.transport import Call
from console.net.uploads import Upload
from console.wire.events import (
    BookmarkBody,
    BookmarkList,
    BookmarkRecord,
    Category,
    CategoryList,
    EvidenceBody,
    EvidenceRecord,
    FlagBody,
    FlagChangeBody,
    FlagList,
    FlagRecord,
    FlagWay,
    ServiceLevelList,
)


class EventCalls(Calls):
    """``/v1/bookmarks``, ``/v1/flags``, ``/v1/uploads``, ``/v1/categories``."""

    def put_bookmark(self, bookmark_id: UUID, body: BookmarkBody) -> BookmarkRecord:
        return self.put(BookmarkRecord, f"/v1/bookmarks/{bookmark_id}", body)

    def put_flag(self, flag_id: UUID, body: FlagBody) -> FlagRecord:
        return self.put(FlagRecord, f"/v1/flags/{flag_id}", body)

    def put_evidence(self, flag_id: UUID, evidence_id: UUID, body: EvidenceBody) -> EvidenceRecord:
        return self.put(EvidenceRecord, f"/v1/flags/{flag_id}/evidence/{evidence_id}", body)

    def upload_evidence(
        self,
        path: Path,
        evidence_id: UUID,
        content_type: str,
        *,
        resume_url: str = "",
        on_url: Callable[[str], None] = lambda _url: None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> bool:
        """True when the centre has every byte (it still has to check them); False when stopped."""
        metadata = {"evidence_id": str(evidence_id), "filename": path.name, "filetype": content_type}
        upload = Upload(self.transport, path, metadata, on_url=on_url, should_stop=should_stop)
        return upload.send(resume_url)

    def flag(self, flag_id: UUID) -> FlagRecord:
        return self.get(FlagRecord, f"/v1/flags/{flag_id}")

    def change_flag(self, flag_id: UUID, body: FlagChangeBody) -> FlagRecord:
        call = Call("POST", f"/v1/flags/{flag_id}/changes", body.model_dump_json().encode(), JSON_BODY)
        return self.read(FlagRecord, self.transport.ask(call).content)

    def service_levels(self) -> ServiceLevelList:
        return self.get(ServiceLevelList, "/v1/service-levels")

    def open_flags(self) -> tuple[FlagRecord, ...]:
        """The newest flags in scope that nobody acknowledged yet."""
        found: list[FlagRecord] = []
        for state in (FlagWay.RECEIVED, FlagWay.DELIVERED):
            answer = self.transport.ask(Call("GET", "/v1/flags", params={"state": state.value}))
            found += self.read(FlagList, answer.content).flags
        return tuple(found)

    def room_flags(self, limit: int) -> FlagList:
        """The newest flags of everybody within the scope that have not ended."""
        call = Call("GET", "/v1/flags", params={"open": "true", "limit": str(limit)})
        return self.read(FlagList, self.transport.ask(call).content)

    def room_bookmarks(self, limit: int) -> BookmarkList:
        """The newest bookmarks of everybody within the scope."""
        call = Call("GET", "/v1/bookmarks", params={"limit": str(limit)})
        return self.read(BookmarkList, self.transport.ask(call).content)

    def categories(self) -> tuple[Category, ...]:
        return self.get(CategoryList, "/v1/categories").categories
