"""A supervisor steers a wall: from the button to the picture, and again after the machine was killed and the centre cut off."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.auth.session import Session
from console.auth.vault import NoVault
from console.base.clock import SystemClock
from console.base.ids import new_id
from console.base.redaction import Secret
from console.domain.roles import Role
from console.net.client import CentreClient
from console.net.push_feed import PushFeed
from console.server.walls.machines import MachineWish, add_machine
from console.ui.actions.table import ActionId
from console.ui.pages.walls_page import WallsPage
from console.wall.steering import SteeredWalls
from console.wire.walls import ScreenRecord, TileClear, TileShow, WallCommandBody
from tests.helpers.centre import CITY, PASSWORD, RunningCentre, TestCamera
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until

SHOWN_WITHIN_S = 60.0
ROOT = Path(__file__).parents[2]


@dataclass
class _Room:
    """A centre with one wall of one screen, its supervisor, and the machine that shows it."""

    centre: RunningCentre
    folder: Path
    client: CentreClient

    def send(self, command: TileShow | TileClear) -> int:
        expires = datetime.now(UTC) + timedelta(seconds=30)
        body = WallCommandBody(id=new_id(), expires_utc=expires, command=command)
        return self.client.send_to_wall("utama", body).version

    def screen(self) -> ScreenRecord:
        return self.client.walls().walls[0].screens[0]

    def is_applied(self, version: int) -> bool:
        shown = self.screen().shown
        return shown is not None and shown.version == version

    def viewings(self, camera: str) -> int:
        """How often the machine told that the camera's picture stands on a tile."""
        return sum(
            (row["username"], row["action"], row["subject"]) == ("wall:utama", "view_begun", camera)
            for row in self.centre.rows("audit")
        )

    def start_machine(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "console", "wall", "--name", "utama", "--centre", self.centre.url),
                *("--secret-file", str(self.folder / "secret"), "--windowed", "640x360"),
                *("--metrics", str(self.folder / "metrics.json")),
            ],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "RONDA_HOME": str(self.folder / "machine")},
        )


@pytest.fixture
def room(tmp_path: Path) -> Iterator[_Room]:
    with RtspCamera() as camera:
        centre = RunningCentre(tmp_path)
        feeds = {"main_url": camera.url, "sub_url": camera.url, "user": "", "password": ""}
        centre.add_cameras([TestCamera("cam-1201", 1, **feeds), TestCamera("cam-1202", 2, **feeds)])
        centre.add_user("supervisor", Role.SUPERVISOR)
        secret = add_machine(centre.centre, MachineWish("utama", "utama", (1,), CITY))
        (tmp_path / "secret").write_text(secret.reveal())
        (tmp_path / "secret").chmod(0o600)
        centre.start()
        client = CentreClient(centre.url)
        session = Session(client, NoVault(), SystemClock())
        client.use_tokens(session)
        session.sign_in("supervisor", Secret(PASSWORD))
        yield _Room(centre, tmp_path, client)
        client.close()
        centre.close()


@contextmanager
def _page_of_walls(room: _Room) -> Iterator[WallsPage]:
    """A supervisor's console with the centre's walls; the first camera's tile is selected."""
    with ExitStack() as opened:
        push = PushFeed(room.client)
        opened.callback(push.close)
        console = Room(role=Role.SUPERVISOR)
        opened.callback(console.close)
        steered = SteeredWalls(room.client, push, SystemClock().now_utc)
        console.services = replace(console.services, steered=steered)
        push.start()
        wait_until(lambda: push.up, what="news of the centre")
        window = console.open()
        window.actions_of[ActionId.WALLS].trigger()
        page = window.page_intents.page(ActionId.WALLS)
        assert isinstance(page, WallsPage)
        wait_until(page.chosen, what="a wall")
        yield page


def test_from_the_button_to_the_picture_and_again_after_a_kill_with_the_centre_cut_off(
    room: _Room,
    qapp: QApplication,  # noqa: ARG001  the console needs it
) -> None:
    machine = room.start_machine()
    try:
        with _page_of_walls(room) as page:
            page.controls.buttons["walls-send"].click()
            wait_until(lambda: room.screen().version, what="the command at the centre")
            first = room.screen().version
            wait_until(lambda: room.is_applied(first), SHOWN_WITHIN_S, "the command to be applied")
            wait_until(
                lambda: "tampil" in page.picture.accessibleDescription(), SHOWN_WITHIN_S, "the console to say so"
            )
        wait_until(lambda: room.viewings("cam-1201"), SHOWN_WITHIN_S, "a picture on the wall")
        machine.kill()
        machine.wait()
        room.send(TileClear(screen=1, tile=1))
        room.send(TileShow(screen=1, tile=2, camera_id="cam-1201"))
        last = room.send(TileShow(screen=1, tile=1, camera_id="cam-1202"))
        room.centre.stop()
        machine = room.start_machine()
        kept = room.folder / "machine" / "data" / "in-use.lock"
        wait_until(lambda: _is_held(kept, machine), SHOWN_WITHIN_S, "a machine that runs without the centre")
        room.centre.start()
        wait_until(lambda: room.is_applied(last), SHOWN_WITHIN_S, "the wall as it is wanted now")
        wait_until(lambda: room.viewings("cam-1202"), SHOWN_WITHIN_S, "the newest camera's picture")
        wait_until(lambda: room.viewings("cam-1201") == 2, SHOWN_WITHIN_S, "the other one's picture")
        assert not room.client.walls().walls[0].machines[0].is_away
        machine.send_signal(signal.SIGTERM)
        assert machine.wait(SHOWN_WITHIN_S) == 0
    finally:
        machine.kill()
        machine.wait()
    tiles = json.loads((room.folder / "metrics.json").read_text())["tiles"]
    assert sorted(tile["camera"] for tile in tiles if tile["frames"] > 0) == ["cam-1201", "cam-1202"]


def _is_held(lock: Path, machine: subprocess.Popen[bytes]) -> bool:
    assert machine.poll() is None, "the machine ended"
    return any(_target(link) == str(lock) for link in Path(f"/proc/{machine.pid}/fd").iterdir())


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except FileNotFoundError:
        # Closed between the listing and the look.
        return ""
