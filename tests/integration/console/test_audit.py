"""What a console writes down reaches a real centre, also after an outage, and is found there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.audit import sender as sender_module
from console.audit.journal import Signed
from console.audit.service import AuditService
from console.auth.session import Session
from console.auth.vault import NoVault
from console.base.clock import SystemClock
from console.base.redaction import Secret
from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId
from console.domain.roles import Role
from console.net.client import CentreClient
from console.server.audit_check import check_audit
from tests.helpers.centre import PASSWORD, RunningCentre, TestCamera
from tests.helpers.waiting import wait_until

CAMERA = CameraId("kam-001")


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    running = RunningCentre(tmp_path)
    running.add_cameras([TestCamera(CAMERA, 1)])
    running.add_user("operator", Role.OPERATOR)
    running.start()
    yield running
    running.close()


@pytest.fixture
def audit(centre: RunningCentre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AuditService]:
    monkeypatch.setattr(sender_module, "_FIRST_S", 0.02)
    monkeypatch.setattr(sender_module, "_MOST_S", 0.05)
    client = CentreClient(centre.url)
    session = Session(client, NoVault(), SystemClock())
    client.use_tokens(session)
    session.sign_in("operator", Secret(PASSWORD))
    service = AuditService(tmp_path / "data", SystemClock(), Signed("operator", "operator", "konsol-3"), client)
    service.start()
    yield service
    service.close()
    client.close()


def _arrived(centre: RunningCentre) -> list[str]:
    return [row["action"] for row in centre.rows("audit") if row["address"] == "konsol-3"]


def test_what_was_done_during_an_outage_arrives_after_it_in_order(centre: RunningCentre, audit: AuditService) -> None:
    wait_until(lambda: _arrived(centre) == ["console_started", "signed_in"], what="the first rows")
    centre.stop()
    audit.showing((CAMERA,))
    audit.note(AuditAct.REPLAYED, CAMERA, "10 s back")
    audit.showing(())
    centre.start()
    whole = ["console_started", "signed_in", "view_begun", "replayed", "view_ended"]
    wait_until(lambda: _arrived(centre) == whole, timeout_s=20, what="all rows")
    assert check_audit(centre.centre).holds
