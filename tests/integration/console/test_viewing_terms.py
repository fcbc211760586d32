"""Terms that an admin sets at the centre stop a camera at a console by the centre's push, and a supervisor lifts them."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from console.auth.session import Session
from console.auth.vault import NoVault
from console.base.backoff import Backoff
from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.redaction import Secret
from console.directory.viewing_terms import Terms
from console.domain.camera import CameraId
from console.domain.roles import Role
from console.domain.viewing_terms import TermsStop
from console.net.client import CentreClient
from console.net.push_feed import PushFeed
from tests.helpers.centre import PASSWORD, RunningCentre, TestCamera
from tests.helpers.clock import FakeClock
from tests.helpers.waiting import wait_until

CAMERA = CameraId("kam-001")


def _terms(centre: RunningCentre, user: Role, clock: FakeClock, opened: ExitStack) -> Terms:
    client = CentreClient(centre.url)
    opened.callback(client.close)
    session = Session(client, NoVault(), SystemClock())
    client.use_tokens(session)
    session.sign_in(user.value, Secret(PASSWORD))
    push = PushFeed(client, Backoff(first_s=0.05, most_s=0.1))
    opened.callback(push.close)
    terms = Terms(client, push, centre.folder / f"{user.value}.json", lambda: [(CAMERA, "RT")], user, clock)
    opened.callback(terms.close)
    terms.start()
    push.start()
    wait_until(lambda: push.up)
    return terms


def test_terms_and_a_lift_reach_every_console(tmp_path: Path) -> None:
    clock = FakeClock()
    with ExitStack() as opened:
        centre = RunningCentre(tmp_path, clock=clock)
        opened.callback(centre.close)
        centre.add_cameras([TestCamera(CAMERA, 1)])
        for role in (Role.OPERATOR, Role.SUPERVISOR, Role.ADMIN):
            centre.add_user(role.value, role)
        centre.start()
        operator, supervisor = (_terms(centre, role, clock, opened) for role in (Role.OPERATOR, Role.SUPERVISOR))

        # It is 15.00 in WIB.
        centre.client("admin").call("PUT", "/v1/owners/rt/terms", {"hours": "18.00-06.00"})
        wait_until(lambda: CAMERA in operator.current() and CAMERA in supervisor.current(), what="the terms told")
        assert operator.current()[CAMERA].stop is TermsStop.HOURS
        with pytest.raises(KnownError) as caught:
            operator.lift(CAMERA, "mau lihat")
        assert caught.value.code == "auth.forbidden"

        supervisor.lift(CAMERA, "kebakaran")
        assert CAMERA not in supervisor.current()
        wait_until(lambda: CAMERA not in operator.current(), what="the lift at the operator's")
