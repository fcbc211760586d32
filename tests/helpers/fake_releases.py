"""A fake of the releases at the centre: takes steps with one password, remembers them, and moves as the table says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.observer import Signal
from console.base.redaction import Secret
from console.domain.release_change import ReleaseChange
from console.domain.release_state import ENDED, TRANSITIONS, ReleaseAction, ReleaseParty, ReleaseState
from console.wire.releases import (
    RecordedFiles,
    ReleaseBody,
    ReleaseChangeRecord,
    ReleaseFile,
    ReleaseList,
    ReleaseRecord,
)
from tests.helpers.screen_fakes import START_UTC

PASSWORD = "kata-sandi-bukti"
BODY = ReleaseBody(
    letter_number="B/1204/XI/2026/Reskrim",
    report_number="LP/B/88/XI/2026/SPKT",
    purpose="Penyidikan pengeroyokan di Bandarharjo",
    officer_name="Aiptu Slamet",
    officer_number="78050123",
    officer_rank="Aiptu",
    unit="Polsek Semarang Utara",
)


def release(number: int, state: ReleaseState = ReleaseState.REQUESTED, **more: object) -> ReleaseRecord:
    """Asked for ``number`` hours before the start of the tests."""
    asked_utc = START_UTC - timedelta(hours=number)
    asked = ReleaseChangeRecord(
        id=new_id(),
        action="request",
        actor="Aiptu Slamet",
        role="police_liaison",
        from_state="requested",
        to_state="requested",
        at_utc=asked_utc,
    )
    file = ReleaseFile(evidence_id=new_id(), name="clip_1203.mp4", sha256="a" * 64, size_bytes=5_400_000)
    told = {
        "id": new_id(),
        "number": f"SMG-20261123-{number:04}_BB01",
        "flag_id": new_id(),
        "flag_number": f"SMG-20261123-{number:04}",
        "area_code": "33.74.02",
        "body": BODY,
        "state": state,
        "requester": "Aiptu Slamet",
        "requested_utc": asked_utc,
        "files": () if state is ReleaseState.REQUESTED else (file,),
        "history": (asked,),
    }
    return ReleaseRecord.model_validate(told | more)


@dataclass
class FakeReleases:
    """``failure`` is the centre that does not answer, or refuses."""

    records: list[ReleaseRecord] = field(default_factory=list)
    changed: Signal[None] = field(default_factory=Signal)
    failure: KnownError | None = None
    page: int = 200
    taken: list[tuple[UUID, UUID, ReleaseChange]] = field(default_factory=list)
    recorded: RecordedFiles = field(default_factory=RecordedFiles)
    saved: list[tuple[UUID, str, Path]] = field(default_factory=list)

    def open(self) -> ReleaseList:
        self._fail()
        return ReleaseList(releases=tuple(one for one in self.records if one.state not in ENDED))

    def all(self, before: UUID | None = None) -> ReleaseList:
        self._fail()
        start = 0 if before is None else [one.id for one in self.records].index(before) + 1
        found = self.records[start : start + self.page]
        return ReleaseList(releases=tuple(found), more=start + self.page < len(self.records))

    def take(self, release_id: UUID, change_id: UUID, change: ReleaseChange, password: Secret | None) -> ReleaseRecord:
        self.taken.append((release_id, change_id, change))
        self._fail()
        needs = change.action in {ReleaseAction.APPROVE, ReleaseAction.DESTROY}
        if needs and (password is None or password.reveal() != PASSWORD):
            raise KnownError("auth.wrong_password")
        row = next(number for number, one in enumerate(self.records) if one.id == release_id)
        after = TRANSITIONS[self.records[row].state, change.action, ReleaseParty.OFFICER]
        self.records[row] = self.records[row].model_copy(update={"state": after})
        self.changed.emit(None)
        return self.records[row]

    def statements(self, release_id: UUID) -> RecordedFiles:  # noqa: ARG002  the port's signature
        self._fail()
        return self.recorded

    def save_minute(self, release_id: UUID, kind: str, path: Path) -> None:
        self._fail()
        self.saved.append((release_id, kind, path))

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure
