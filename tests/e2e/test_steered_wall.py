"""A supervisor steers a wall: from the command to the picture, and again after the machine was killed and the centre cut off."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.auth.session import Session
from console.auth.vault import NoVault
from console.base.clock import SystemClock
from console.base.ids import new_id
from console.base.redaction import Secret
from console.domain.roles import Role
from console.net.client import CentreClient
from console.server.walls.machines import MachineWish, add_machine
from console.wire.walls import ScreenMessage, ScreenRecord, TileClear, TileShow, WallCommandBody
from tests.helpers.centre import CITY, PASSWORD, RunningCentre, TestCamera
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.waiting import wait_until

SHOWN_WITHIN_S = 60.0
ROOT = Path(__file__).parents[2]


@dataclass
class _Room:
    """A centre with one wall of one screen, its supervisor, and the machine that shows it."""

    centre: RunningCentre
    folder: Path
    client: CentreClient

    def send(self, command: TileShow | TileClear | ScreenMessage) -> int:
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

    def live_s(self, camera: str) -> float:
        """What the record says of the camera's time on the wall."""
        now = datetime.now(UTC)
        since, until = (now - timedelta(hours=1)).isoformat(), (now + timedelta(hours=1)).isoformat()
        found = self.client.wall_record("utama", {"from": since, "to": until, "camera": camera})
        return sum(spell.live_s for spell in found.spells)

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
        centre.add_cameras([TestCamera("kam-001", 1, **feeds), TestCamera("kam-002", 2, **feeds)])
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


def test_from_command_to_picture_and_again_after_a_kill_with_the_centre_cut_off(room: _Room) -> None:
    machine = room.start_machine()
    try:
        first = room.send(TileShow(screen=1, tile=1, camera_id="kam-001"))
        wait_until(lambda: room.is_applied(first), SHOWN_WITHIN_S, "the command to be applied")
        wait_until(lambda: room.viewings("kam-001"), SHOWN_WITHIN_S, "a picture on the wall")
        machine.kill()
        machine.wait()
        room.send(TileClear(screen=1, tile=1))
        room.send(TileShow(screen=1, tile=2, camera_id="kam-001"))
        last = room.send(TileShow(screen=1, tile=1, camera_id="kam-002"))
        room.centre.stop()
        machine = room.start_machine()
        kept = room.folder / "machine" / "data" / "in-use.lock"
        wait_until(lambda: _is_held(kept, machine), SHOWN_WITHIN_S, "a machine that runs without the centre")
        room.centre.start()
        wait_until(lambda: room.is_applied(last), SHOWN_WITHIN_S, "the wall as it is wanted now")
        wait_until(lambda: room.viewings("kam-002"), SHOWN_WITHIN_S, "the newest camera's picture")
        wait_until(lambda: room.viewings("kam-001") == 2, SHOWN_WITHIN_S, "the other one's picture")
        assert not room.client.walls().walls[0].machines[0].is_away
        # A change of the wall has the machine tell at once how long each camera was live; one that came before the first
        # second was counted tells of none, and the next account is a minute away.
        texts = itertools.cycle(("Rapat", "Siaga"))

        def is_told() -> bool:
            room.send(ScreenMessage(screen=1, text=next(texts)))
            return room.live_s("kam-002") > 0

        wait_until(is_told, SHOWN_WITHIN_S, "the machine's account of what it showed")
        machine.send_signal(signal.SIGTERM)
        assert machine.wait(SHOWN_WITHIN_S) == 0
    finally:
        machine.kill()
        machine.wait()
    tiles = json.loads((room.folder / "metrics.json").read_text())["tiles"]
    assert sorted(tile["camera"] for tile in tiles if tile["frames"] > 0) == ["kam-001", "kam-002"]


def _is_held(lock: Path, machine: subprocess.Popen[bytes]) -> bool:
    assert machine.poll() is None, "the machine ended"
    return any(_target(link) == str(lock) for link in Path(f"/proc/{machine.pid}/fd").iterdir())


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except FileNotFoundError:
        # Closed between the listing and the look.
        return ""
