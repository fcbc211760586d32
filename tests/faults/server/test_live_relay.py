"""The relay of a live picture killed, hung, or without its camera: who watches is told, and pictures come again."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from uuid import UUID

import pytest

from console.base.ids import new_id
from console.domain.live_frame import LiveFrameKind
from console.domain.roles import Role
from console.server.settings import Limits
from tests.helpers.centre import RunningCentre, TestCamera
from tests.helpers.live import LiveAnswer, watching
from tests.helpers.logfail import ExpectLog
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.waiting import wait_until


@pytest.fixture(scope="module")
def camera() -> Iterator[RtspCamera]:
    with RtspCamera() as made:
        yield made


@pytest.fixture(scope="module")
def centre(camera: RtspCamera, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    centre = RunningCentre(tmp_path_factory.mktemp("centre"), limits=Limits(live_silent_s=1.5))
    centre.add_cameras([TestCamera("kam-001", 1, sub_url=camera.url)])
    for role in (Role.OPERATOR, Role.POLICE_LIAISON):
        centre.add_user(role.value, role)
    centre.start()
    yield centre
    centre.close()


@pytest.fixture
def answer(centre: RunningCentre) -> Iterator[LiveAnswer]:
    flag_id: UUID = new_id()
    assert centre.client("operator").put_flag("kam-001", flag_id).status_code == 201
    with watching(centre.client("police_liaison"), flag_id) as opened:
        opened.until(LiveFrameKind.PICTURE)
        yield opened
    wait_until(lambda: centre.centre.relays.of("kam-001") is None, what="no relay")


def _process_id(centre: RunningCentre) -> int:
    relay = centre.centre.relays.of("kam-001")
    assert relay is not None
    assert relay.process is not None
    return relay.process.pid


@pytest.mark.parametrize(
    ("how", "logged"), [(signal.SIGKILL, "died and is replaced"), (signal.SIGSTOP, "hangs and is replaced")]
)
def test_a_relay_that_dies_or_hangs_is_told_and_replaced(
    centre: RunningCentre,
    answer: LiveAnswer,
    expect_log: ExpectLog,
    how: signal.Signals,
    logged: str,
) -> None:
    expect_log("ronda.centre.live", "WARNING", logged)
    old = _process_id(centre)
    os.kill(old, how)
    assert answer.until(LiveFrameKind.TROUBLE).payload == b"live.relay_lost"
    assert answer.until(LiveFrameKind.HEAD).payload.startswith(b"avc1.")
    assert answer.until(LiveFrameKind.PICTURE).payload
    assert _process_id(centre) != old
    with pytest.raises(ProcessLookupError):
        os.kill(old, 0)


def test_a_camera_that_hangs_up_is_told_and_opened_again(camera: RtspCamera, answer: LiveAnswer) -> None:
    camera.drop_all()
    assert answer.until(LiveFrameKind.TROUBLE).payload in {b"camera.ended", b"camera.unreachable"}
    assert answer.until(LiveFrameKind.PICTURE).payload
