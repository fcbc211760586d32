"""From typed digits to the picture on the real program, with the centre there and with the centre gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt

from console.app import reserve
from console.demo.city_services import CityServices
from console.directory.service import SyncPhase
from console.domain.camera import DirectoryStatus
from console.farm.city.cameras import city_cameras
from tests.helpers.console import ConsoleUnderTest
from tests.helpers.waiting import wait_until

_CITY_CAMERAS = 10_000


@pytest.fixture
def centre_again(city: CityServices) -> Iterator[None]:
    """However the test ends, the next one has a centre."""
    yield
    city.stop_centre()
    city.restart_centre()


def _working(count: int) -> list[tuple[int, str, str]]:
    """(number, id, name) of cameras that the farm plays, none of those that other tests break."""
    online = (camera for camera in city_cameras() if camera.status is DirectoryStatus.ONLINE)
    found = [(camera.number, str(camera.id), camera.name) for camera in online if camera.name.startswith("RT 2 RW ")]
    return found[:count]


def _call_up(console: ConsoleUnderTest, tile: int, number: int, camera: str) -> None:
    console.press(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    console.type(f"{tile}.{number}")
    console.press(Qt.Key.Key_Return)
    wait_until(lambda: console.running.wall.cameras[tile - 1] == camera, 10.0, f"camera {number} on tile {tile}")


@pytest.mark.usefixtures("centre_again")
def test_typed_digits_bring_the_picture_and_go_on_doing_so_when_the_centre_is_gone(
    city: CityServices, open_console: Callable[..., ConsoleUnderTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reserve, "FIRST_AFTER_S", 0.0)
    monkeypatch.setattr(reserve, "PAGE_PAUSE_S", 0.0)
    (first, first_id, _), (second, second_id, _), (_, third_id, third_name) = _working(3)
    console = open_console()
    site = console.running.site
    wait_until(lambda: site.directory.sync_state.camera_count > _CITY_CAMERAS, 60.0, "the directory")
    _call_up(console, 1, first, first_id)
    console.wait_until_live(1)
    assert wait_until(lambda: console.counter_on(0), 20.0, "a readable picture")

    wait_until(lambda: site.reserve.feed_count > _CITY_CAMERAS, 60.0, "the reserve of addresses")
    city.stop_centre()
    wait_until(
        lambda: site.directory.sync_state.phase is SyncPhase.CENTRE_UNREACHABLE, 60.0, "the centre is said to be away"
    )
    _call_up(console, 2, second, second_id)
    console.wait_until_live(2)

    console.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    console.type(third_name)
    results = console.window.find_panel.results_model
    wait_until(lambda: [one.camera.id for one in results.entries[:1]] == [third_id], 10.0, "the camera as first result")
    console.press(Qt.Key.Key_Return)
    wait_until(lambda: third_id in console.running.wall.cameras, 10.0, "the camera on the wall")
    console.wait_until_live(3)
    assert wait_until(lambda: console.counter_on(2), 20.0, "a readable picture")
