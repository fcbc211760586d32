"""Releases: what is open is read to its end, the password goes before the step and never with it."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.redaction import Secret
from console.domain.release_change import ReleaseChange
from console.domain.release_state import ReleaseAction
from console.events.releases import Releases
from console.net.server_sent import PushEvent
from console.wire.push import PushKind
from console.wire.releases import RecordedFiles, ReleaseChangeBody, ReleaseList, ReleaseRecord
from tests.helpers.fake_push import FakePush
from tests.helpers.fake_releases import release


class _Centre:
    """Two a page."""

    def __init__(self) -> None:
        self.records = [release(number) for number in range(5)]
        self.said: list[str] = []

    def releases(self, limit: int, before: UUID | None = None, *, only_open: bool = False) -> ReleaseList:  # noqa: ARG002  the port's signature
        start = 0 if before is None else [one.id for one in self.records].index(before) + 1
        return ReleaseList(releases=tuple(self.records[start : start + 2]), more=start + 2 < len(self.records))

    def change_release(self, release_id: UUID, body: ReleaseChangeBody) -> ReleaseRecord:
        self.said.append(f"{body.action.value} {body.note}")
        return next(one for one in self.records if one.id == release_id)

    def confirm_password(self, password: Secret) -> None:
        if password.reveal() == "salah":
            raise KnownError("auth.wrong_password")
        self.said.append("password")

    def release_statements(self, release_id: UUID) -> RecordedFiles:
        self.said.append(f"statements {release_id}")
        return RecordedFiles()

    def release_minute(self, release_id: UUID, kind: str) -> bytes:  # noqa: ARG002  the port's signature
        return b"%PDF-1.4"


def test_what_is_open_is_read_to_its_end_and_all_page_by_page() -> None:
    centre = _Centre()
    releases = Releases(centre, FakePush())
    assert (list(releases.open().releases), releases.open().more) == (centre.records, False)
    assert [one.id for one in releases.all(centre.records[1].id).releases] == [one.id for one in centre.records[2:4]]


def test_the_password_goes_first_and_without_it_nothing_is_said() -> None:
    centre = _Centre()
    releases = Releases(centre, FakePush())
    told: list[None] = []
    releases.changed.connect(told.append)
    approve, release_id = ReleaseChange(ReleaseAction.APPROVE), centre.records[0].id
    with pytest.raises(KnownError, match=r"auth\.wrong_password"):
        releases.take(release_id, new_id(), approve, Secret("salah"))
    assert (centre.said, told) == ([], [])
    releases.take(release_id, new_id(), approve, Secret("benar"))
    releases.take(release_id, new_id(), ReleaseChange(ReleaseAction.REFUSE, "tanpa cap"), None)
    assert centre.said == ["password", "approve ", "refuse tanpa cap"]
    assert len(told) == 2


def test_a_minute_is_saved_for_its_owner(tmp_path: Path) -> None:
    Releases(_Centre(), FakePush()).save_minute(new_id(), "handover", tmp_path / "minute.pdf")
    assert (tmp_path / "minute.pdf").read_bytes() == b"%PDF-1.4"


@pytest.mark.parametrize(("kind", "is_told"), [(PushKind.RELEASE_UPDATED, True), (PushKind.FLAG_UPDATED, False)])
def test_what_becomes_of_releases_elsewhere_is_told(kind: PushKind, is_told: bool) -> None:
    push = FakePush()
    releases = Releases(_Centre(), push)
    told: list[None] = []
    releases.changed.connect(told.append)
    push.pushed.emit(PushEvent("1", kind, b"{}"))
    assert bool(told) is is_told
    releases.close()
    push.switch(up=True)
    assert len(told) == int(is_told)
