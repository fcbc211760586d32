"""A camera that a supervisor closes at one console is closed at another one by the centre's push, and opened the same way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from console.auth.session import Session
from console.auth.vault import NoVault
from console.base.backoff import Backoff
from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.redaction import Secret
from console.directory.closures import Closures
from console.domain.camera import CameraId
from console.domain.roles import Role
from console.net.client import CentreClient
from console.net.push_feed import PushFeed
from tests.helpers.centre import PASSWORD, RunningCentre, TestCamera
from tests.helpers.waiting import wait_until

CAMERA = CameraId("kam-001")


class _Console:
    """What of a console takes part in closing."""

    def __init__(self, centre: RunningCentre, user: str, opened: ExitStack) -> None:
        client = CentreClient(centre.url)
        session = Session(client, NoVault(), SystemClock())
        client.use_tokens(session)
        session.sign_in(user, Secret(PASSWORD))
        self.push = PushFeed(client, Backoff(first_s=0.05, most_s=0.1))
        self.closures = Closures(client, self.push)
        opened.callback(client.close)
        opened.callback(self.closures.close)
        opened.callback(self.push.close)
        self.closures.start()
        self.push.start()
        wait_until(lambda: self.push.up)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    running = RunningCentre(tmp_path)
    running.add_cameras([TestCamera(CAMERA, 1)])
    for role in (Role.OPERATOR, Role.SUPERVISOR, Role.PRIVACY_OFFICER):
        running.add_user(role.value, role)
    running.start()
    yield running
    running.close()


def test_closing_reaches_every_console_and_an_operator_can_not_undo_it(centre: RunningCentre) -> None:
    with ExitStack() as opened:
        operator, supervisor, privacy = (
            _Console(centre, user, opened) for user in ("operator", "supervisor", "privacy_officer")
        )
        told: list[str] = []
        privacy.closures.told.connect(lambda record: told.append(record.reason))
        supervisor.closures.shut(CAMERA, "menghadap jendela rumah")
        wait_until(lambda: CAMERA in operator.closures.current(), what="the camera closed at the operator's")
        assert operator.closures.current()[CAMERA].by == "Supervisor"
        wait_until(lambda: told == ["menghadap jendela rumah"], what="the privacy officer told")
        for console in (operator, privacy):
            with pytest.raises(KnownError) as caught:
                console.closures.open(CAMERA, "saya mau lihat")
            assert caught.value.code == "auth.forbidden"
        supervisor.closures.open(CAMERA, "kamera sudah diputar")
        wait_until(lambda: not operator.closures.current(), what="the camera open at the operator's")


def test_who_starts_while_a_camera_is_closed_knows_it(centre: RunningCentre) -> None:
    with ExitStack() as opened:
        _Console(centre, "supervisor", opened).closures.shut(CAMERA, "keluhan warga")
        late = _Console(centre, "operator", opened)
        wait_until(lambda: CAMERA in late.closures.current(), what="the closed camera")
