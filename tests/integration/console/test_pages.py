"""What the pages of the console ask of the centre, over real HTTP: the audit, legal holds, releases with the password."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from console.audit.reading import AuditReading
from console.auth.session import Session
from console.auth.vault import NoVault
from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.redaction import Secret
from console.domain.audit_question import CameraQuestion, FlagQuestion
from console.domain.camera import CameraId
from console.domain.release_change import ReleaseChange
from console.domain.release_state import ReleaseAction, ReleaseState
from console.domain.roles import Role
from console.events.holds import Holds
from console.events.releases import Releases
from console.net.client import CentreClient
from tests.helpers.centre import PASSWORD, RunningCentre, TestCamera
from tests.helpers.fake_push import FakePush
from tests.helpers.releases import asked, flag_with_evidence

CAMERA = CameraId("kam-001")


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    folder: Path = tmp_path_factory.mktemp("centre")
    running = RunningCentre(folder)
    running.add_cameras([TestCamera(CAMERA, 1)])
    for role in Role:
        running.add_user(role.value, role)
    running.start()
    yield running
    running.close()


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def _signed_in(centre: RunningCentre, role: Role, opened: ExitStack) -> CentreClient:
    client = CentreClient(centre.url)
    opened.callback(client.close)
    session = Session(client, NoVault(), SystemClock())
    client.use_tokens(session)
    session.sign_in(role.value, Secret(PASSWORD))
    return client


def test_the_audit_is_asked_saved_and_verified(centre: RunningCentre, opened: ExitStack, tmp_path: Path) -> None:
    flag_id = new_id()
    number = centre.client("operator").put_flag(CAMERA, flag_id).json()["number"]
    reading = AuditReading(_signed_in(centre, Role.PRIVACY_OFFICER, opened))
    now = centre.centre.clock.now_utc()
    period = CameraQuestion(CAMERA, now - timedelta(hours=1), now + timedelta(hours=1))
    assert "flag_made" in [one.action for one in reading.ask(period).findings]
    reading.save(FlagQuestion(number), tmp_path / "audit.csv")
    with (tmp_path / "audit.csv").open(encoding="utf-8-sig", newline="") as table:
        assert [row["action"] for row in csv.DictReader(table)] == ["flag_made"]
    exported = [row for row in centre.rows("audit") if row["action"] == "exported"]
    assert [(row["username"], row["subject"]) for row in exported] == [("privacy_officer", str(flag_id))]
    assert reading.verify().holds
    with pytest.raises(KnownError, match=r"flag\.unknown"):
        reading.ask(FlagQuestion("SMG-20200101-0001"))


def test_a_flag_is_held_by_its_number_and_let_go(centre: RunningCentre, opened: ExitStack) -> None:
    flag_id = new_id()
    number = centre.client("operator").put_flag(CAMERA, flag_id).json()["number"]
    holds = Holds(_signed_in(centre, Role.SUPERVISOR, opened), FakePush())
    holds.hold_number(number, "sidang")
    (held,) = holds.all(10, only_standing=True).held
    assert (held.flag_id, held.flag_number, held.hold.reason, held.hold.by) == (flag_id, number, "sidang", "Supervisor")
    holds.lift(flag_id, "putusan")
    assert holds.all(10, only_standing=True).held == ()
    assert holds.all(10, only_standing=False).held[0].hold.ended_why == "putusan"


def test_a_release_is_decided_with_the_password_and_a_supervisor_reads_along(
    centre: RunningCentre, opened: ExitStack, tmp_path: Path
) -> None:
    release_id = asked(centre.client("police_liaison"), flag_with_evidence(centre.client("operator")))
    releases = Releases(_signed_in(centre, Role.EVIDENCE_OFFICER, opened), FakePush())
    (record,) = releases.open().releases
    assert str(record.id) == release_id
    approve = ReleaseChange(ReleaseAction.APPROVE)
    with pytest.raises(KnownError, match=r"auth\.wrong_password"):
        releases.take(record.id, new_id(), approve, Secret("salah-salah-salah"))
    with pytest.raises(KnownError, match=r"release\.confirm_again"):
        releases.take(record.id, new_id(), approve, None)
    with pytest.raises(KnownError, match=r"release\.not_here"):
        releases.save_minute(record.id, "handover", tmp_path / "minute.pdf")
    refuse, change_id = ReleaseChange(ReleaseAction.REFUSE, "surat tanpa cap"), new_id()
    for _ in range(2):
        taken = releases.take(record.id, change_id, refuse, Secret(PASSWORD))
        assert (taken.state, len(taken.history)) == (ReleaseState.REFUSED, 2)
    assert releases.open().releases == ()
    supervisor = Releases(_signed_in(centre, Role.SUPERVISOR, opened), FakePush())
    assert [str(one.id) for one in supervisor.all().releases] == [release_id]
    with pytest.raises(KnownError, match=r"auth\.forbidden"):
        supervisor.take(record.id, new_id(), approve, Secret(PASSWORD))
