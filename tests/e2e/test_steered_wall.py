"""A supervisor steers a wall: from the command to the picture, and again after the machine was killed and the centre cut off."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.base.ids import new_id
from console.domain.roles import Role
from console.server.walls.machines import MachineWish, add_machine
from console.wire.walls import ScreenMessage, TileClear, TileShow, WallCommandBody
from tests.helpers.centre import CITY, RunningCentre, TestCamera
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.waiting import wait_until
from tests.helpers.wall_room import SHOWN_WITHIN_S, WallMachine, WallRoom


@pytest.fixture
def room(tmp_path: Path) -> Iterator[WallRoom]:
    """Its wall has one screen."""
    with RtspCamera() as camera:
        centre = RunningCentre(tmp_path)
        feeds = {"main_url": camera.url, "sub_url": camera.url, "user": "", "password": ""}
        centre.add_cameras([TestCamera("kam-001", 1, **feeds), TestCamera("kam-002", 2, **feeds)])
        centre.add_user("supervisor", Role.SUPERVISOR)
        made = WallRoom(centre.start())
        yield made
        made.close()
        centre.close()


@pytest.fixture
def machine(room: WallRoom, tmp_path: Path) -> Iterator[WallMachine]:
    secret = add_machine(room.centre.centre, MachineWish("utama", "utama", (1,), CITY))
    made = WallMachine(tmp_path / "machine", "utama", secret, room.centre.url)
    yield made
    made.kill()


def _send(room: WallRoom, command: TileShow | TileClear | ScreenMessage) -> None:
    expires = datetime.now(UTC) + timedelta(seconds=30)
    room.client.send_to_wall("utama", WallCommandBody(id=new_id(), expires_utc=expires, command=command))


def _is_told(room: WallRoom, camera: str) -> bool:
    return sum(spell.live_s for spell in room.spells(camera)) > 0


def test_from_command_to_picture_and_again_after_a_kill_with_the_centre_cut_off(
    room: WallRoom, machine: WallMachine
) -> None:
    machine.start()
    _send(room, TileShow(screen=1, tile=1, camera_id="kam-001"))
    wait_until(lambda: room.is_applied(1), SHOWN_WITHIN_S, "the command to be applied")
    wait_until(lambda: room.pictures("utama", "kam-001"), SHOWN_WITHIN_S, "a picture on the wall")
    machine.kill()
    _send(room, TileClear(screen=1, tile=1))
    _send(room, TileShow(screen=1, tile=2, camera_id="kam-001"))
    _send(room, TileShow(screen=1, tile=1, camera_id="kam-002"))
    room.centre.stop()
    again_utc = datetime.now(UTC)
    machine.start()
    wait_until(machine.holds_its_folder, SHOWN_WITHIN_S, "a machine that runs without the centre")
    room.centre.start()
    wait_until(lambda: room.is_applied(1), SHOWN_WITHIN_S, "the wall as it is wanted now")
    for camera in ("kam-001", "kam-002"):
        wait_until(lambda camera=camera: room.pictures("utama", camera, again_utc), SHOWN_WITHIN_S, camera)  # type: ignore[misc]  # mypy takes no default
    wait_until(lambda: not room.wall().machines[0].is_away, SHOWN_WITHIN_S, "a machine that is there")
    # A change of the wall has the machine tell at once how long each camera was live; one that came before the first
    # second was counted tells of none, and the next account is a minute away.
    texts = itertools.cycle(("Rapat", "Siaga"))

    def is_told() -> bool:
        _send(room, ScreenMessage(screen=1, text=next(texts)))
        return _is_told(room, "kam-002")

    wait_until(is_told, SHOWN_WITHIN_S, "the machine's account of what it showed")
    machine.stop()
    assert machine.pictured() == ["kam-001", "kam-002"]
