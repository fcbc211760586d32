"""Releases of evidence as the centre has them; a step is taken there at once, and the password goes before it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol
from uuid import UUID

from console.base.redaction import Secret
from console.domain.release_change import ReleaseChange
from console.events.centre_news import CentreNews, Push
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.wire.push import PushKind
from console.wire.releases import RecordedFiles, ReleaseChangeBody, ReleaseList, ReleaseRecord

_PAGE = 200
_MOST_OPEN = 2000


class ReleaseCentre(Protocol):
    """The part of the centre's client that releases need."""

    def releases(self, limit: int, before: UUID | None = None, *, only_open: bool = False) -> ReleaseList: ...

    def change_release(self, release_id: UUID, body: ReleaseChangeBody) -> ReleaseRecord: ...

    def confirm_password(self, password: Secret) -> None: ...

    def release_minute(self, release_id: UUID, kind: str) -> bytes: ...

    def release_statements(self, release_id: UUID) -> RecordedFiles: ...


class Releases(CentreNews):
    """All but ``changed`` blocks: background threads. Raises KnownError net.*, auth.*, centre.*, release.*."""

    def __init__(self, centre: ReleaseCentre, push: Push) -> None:
        super().__init__(push, PushKind.RELEASE_UPDATED)
        self._centre = centre

    def open(self) -> ReleaseList:
        """All that have not ended, newest first: what waits must not hide behind a page; ``more`` only beyond thousands."""
        found: list[ReleaseRecord] = []
        more = True
        while more and len(found) < _MOST_OPEN:
            answer = self._centre.releases(_PAGE, found[-1].id if found else None, only_open=True)
            found += answer.releases
            more = answer.more and bool(answer.releases)
        return ReleaseList(releases=tuple(found), more=more)

    def all(self, before: UUID | None = None) -> ReleaseList:
        """The newest first, or those behind ``before``."""
        return self._centre.releases(_PAGE, before)

    def take(self, release_id: UUID, change_id: UUID, change: ReleaseChange, password: Secret | None) -> ReleaseRecord:
        """The same ``change_id`` again is the same step. Raises ``auth.wrong_password``, release.*."""
        body = ReleaseChangeBody(
            id=change_id,
            action=change.action,
            note=change.note,
            minute_number=change.minute_number,
            witness=change.witness,
        )
        if password is not None:
            self._centre.confirm_password(password)
        record = self._centre.change_release(release_id, body)
        self.changed.emit(None)
        return record

    def statements(self, release_id: UUID) -> RecordedFiles:
        """Which console recorded and signed each file, as it stands now: a console may have been revoked since."""
        return self._centre.release_statements(release_id)

    def save_minute(self, release_id: UUID, kind: str, path: Path) -> None:
        """As PDF, readable by its owner only. Raises KnownError disk.* too."""
        replace_whole(path, self._centre.release_minute(release_id, kind), PRIVATE_MODE)
