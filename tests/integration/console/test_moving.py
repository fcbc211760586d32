"""From the hand on a tile to an ONVIF camera and back: moved, stopped, one person's at a time, and never left moving."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import update

from console.auth.session import Session
from console.auth.vault import NoVault
from console.base.backoff import Backoff
from console.base.clock import SystemClock
from console.base.redaction import Secret
from console.domain.camera import CameraId
from console.domain.ptz_speed import PtzSpeed
from console.domain.roles import Role
from console.net.client import CentreClient
from console.net.push_feed import PushFeed
from console.ptz.moving import CameraMoving
from console.server.keys import Login
from console.server.tables import CAMERAS
from console.wire.ptz import PtzMoveBody
from tests.helpers.centre import PASSWORD, RunningCentre, TestCamera
from tests.helpers.onvif_camera import OnvifCamera, running_camera
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until

_PLAIN, _LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


class _Console:
    """What of a console takes part in moving cameras, signed in."""

    def __init__(self, centre: RunningCentre, user: str, opened: ExitStack) -> None:
        clock = SystemClock()
        self.client = CentreClient(centre.url)
        session = Session(self.client, NoVault(), clock)
        self.client.use_tokens(session)
        person = session.sign_in(user, Secret(PASSWORD))
        push = PushFeed(self.client, Backoff(first_s=0.05, most_s=0.1))
        self.moving = CameraMoving(self.client, push, clock, person.id)
        opened.callback(self.client.close)
        opened.callback(push.close)
        opened.callback(self.moving.close)
        self.moving.start()
        push.start()
        wait_until(lambda: push.up)


@pytest.fixture
def onvif() -> Iterator[OnvifCamera]:
    with running_camera() as running:
        yield running


@pytest.fixture
def centre(tmp_path: Path, onvif: OnvifCamera) -> Iterator[RunningCentre]:
    """Its first camera is moved by ONVIF, with a password that only the centre knows."""
    running = RunningCentre(tmp_path)
    running.add_cameras([TestCamera("cam-1201", 1201)])
    for role in (Role.OPERATOR, Role.SUPERVISOR):
        running.add_user(role.value, role)
    sealed = running.centre.keys.seal(Login(onvif.user, Secret(onvif.password)))
    values = {
        "ptz_protocol": "onvif",
        "ptz_url": f"http://{onvif.address}/onvif/PTZ",
        "ptz_token": "P<1>",
        "ptz_login": sealed,
    }
    running.centre.database.write(lambda connection: connection.execute(update(CAMERAS).values(values)))
    running.start()
    yield running
    running.close()


def _mouse(room: Room, kind: QEvent.Type, aside: int) -> None:
    assert room.window is not None
    view = room.window.wall_view
    at = view.tiles[0].geometry().topLeft() + view.tiles[0].picture_rect().center() + QPoint(aside, 0)
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else _LEFT
    QApplication.sendEvent(view, QMouseEvent(kind, QPointF(at), QPointF(view.mapToGlobal(at)), _LEFT, held, _PLAIN))


def _holder(console: _Console, camera: CameraId) -> str:
    held = console.moving.holding(camera)
    return held.holder if held is not None else ""


def test_a_drag_moves_the_camera_until_the_hand_is_lifted_and_a_supervisor_may_take_it(
    centre: RunningCentre,
    onvif: OnvifCamera,
    qapp: QApplication,  # noqa: ARG001  the screen needs it
) -> None:
    room = Room()
    camera = room.camera(0)
    entry = room.entries[0]
    room.entries[0] = replace(entry, camera=replace(entry.camera, has_ptz=True))
    with ExitStack() as opened:
        operator, supervisor = (_Console(centre, user, opened) for user in ("operator", "supervisor"))
        room.services = replace(room.services, moving=operator.moving)
        opened.callback(room.close)
        window = room.open()
        wait_until(lambda: window.book.entry(camera))
        QTest.keyClick(window.wall_view, Qt.Key.Key_G)
        presets = window.tile_intents.moving.presets
        wait_until(lambda: presets.presets and presets.presets[0].name == "Gerbang")

        _mouse(room, QEvent.Type.MouseButtonPress, 0)
        _mouse(room, QEvent.Type.MouseMove, 60)
        # Held for longer than the camera moves on one word: it is told again and again.
        wait_until(lambda: len(onvif.told.moves) >= 3)
        moves = [move.pan_tilt for move in onvif.told.moves]
        assert all(pan_tilt is not None and pan_tilt[0] > 0 == pan_tilt[1] for pan_tilt in moves)
        wait_until(lambda: _holder(supervisor, camera) == "Operator")
        supervisor.moving.move(camera, PtzSpeed(pan=-1.0))
        wait_until(lambda: (told := supervisor.moving.problem_of(camera)) is not None and told.params["holder"])
        stops = len(onvif.told.stops)
        _mouse(room, QEvent.Type.MouseButtonRelease, 60)
        wait_until(lambda: len(onvif.told.stops) > stops)

        supervisor.moving.take_over(camera)
        wait_until(lambda: (notice := room.notices.current) is not None and "Supervisor" in notice.say())
        moved = len(onvif.told.moves)
        _mouse(room, QEvent.Type.MouseButtonPress, 0)
        _mouse(room, QEvent.Type.MouseMove, 60)
        assert len(onvif.told.moves) == moved
        assert all(move.pan_tilt is None or move.pan_tilt[0] > 0 for move in onvif.told.moves)


def test_the_centre_stops_a_camera_whose_console_was_killed(centre: RunningCentre, onvif: OnvifCamera) -> None:
    with ExitStack() as opened:
        killed = _Console(centre, "operator", opened)
        killed.client.move_camera("cam-1201", PtzMoveBody(pan=0.5))
        wait_until(lambda: onvif.told.moves)
        # Nothing of this console comes any more.
        wait_until(lambda: onvif.told.stops)
    assert onvif.told.moves[0].pan_tilt == (0.5, 0.0)
