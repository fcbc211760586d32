"""A camera is moved by ONVIF as the standard says, and never for longer than a second without another word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from console.base.clock import SystemClock
from console.base.errors import BugError, KnownError
from console.base.redaction import Secret
from console.server.keys import Login
from console.server.ptz.driver import PtzDriver, PtzPreset
from console.server.ptz.onvif import OnvifPtz
from console.server.sources.adapter import PtzAddress, PtzProtocol
from console.server.sources.fetch import FetchLimits
from tests.helpers.onvif_camera import Move, OnvifCamera, Trouble, running_camera
from tests.helpers.onvif_schema import faults_of, knows_action

_IMPATIENT = FetchLimits(seconds=1.0, connect_s=0.5, silence_s=0.3)


@pytest.fixture
def camera() -> Iterator[OnvifCamera]:
    with running_camera() as running:
        yield running


@pytest.fixture
def driver(camera: OnvifCamera) -> Iterator[PtzDriver]:
    opened = _driver(camera)
    yield opened
    opened.close()


def _driver(camera: OnvifCamera, password: str = "", limits: FetchLimits | None = None) -> OnvifPtz:
    address = PtzAddress(PtzProtocol.ONVIF, f"http://{camera.address}/onvif/PTZ", "P<1>")
    login = Login(camera.user, Secret(password or camera.password))
    return OnvifPtz(address, login, SystemClock(), limits=limits or FetchLimits())


def test_a_movement_ends_by_itself_after_a_second(camera: OnvifCamera, driver: PtzDriver) -> None:
    driver.move(0.5, -0.25, 0.0)
    assert camera.told.moves == [Move("P<1>", (0.5, -0.25), None, "PT1S")]


def test_only_what_moves_is_told_and_what_moved_is_ended(camera: OnvifCamera, driver: PtzDriver) -> None:
    driver.move(1.0, 0.0, -0.5)
    driver.move(1.0, 0.0, 0.0)
    driver.move(0.0, 0.0, 0.3)
    driver.move(0.0, 0.0, 0.3)
    told = [(move.pan_tilt, move.zoom) for move in camera.told.moves]
    assert told == [((1.0, 0.0), -0.5), ((1.0, 0.0), 0.0), ((0.0, 0.0), 0.3), (None, 0.3)]


def test_no_speed_at_all_is_a_stop(camera: OnvifCamera, driver: PtzDriver) -> None:
    driver.move(0.0, 0.0, 0.0)
    driver.stop()
    assert (camera.told.moves, camera.told.stops) == ([], ["P<1>", "P<1>"])


def test_a_speed_beyond_the_camera_is_its_fastest(camera: OnvifCamera, driver: PtzDriver) -> None:
    driver.move(7.0, -7.0, 1e-9)
    assert camera.told.moves[0].pan_tilt == (1.0, -1.0)
    with pytest.raises(BugError):
        driver.move(float("nan"), 0.0, 0.0)


def test_presets_are_listed_gone_to_saved_and_forgotten(camera: OnvifCamera, driver: PtzDriver) -> None:
    assert driver.presets() == [PtzPreset("1", "Gerbang"), PtzPreset("2", "Lapangan & taman")]
    driver.go_to("2")
    saved = driver.save("Pasar <barat>")
    driver.forget("1")
    assert camera.told.went_to == ["2"]
    assert driver.presets() == [PtzPreset("2", "Lapangan & taman"), saved]
    assert saved == PtzPreset("3", "Pasar <barat>")


def test_every_command_is_as_the_standard_says(camera: OnvifCamera, driver: PtzDriver) -> None:
    driver.move(0.1, 0.2, 0.3)
    driver.stop()
    driver.forget(driver.save('"Pasar" & taman').token)
    driver.go_to(driver.presets()[0].token)
    assert len(camera.exchanges) == 7
    for exchange in camera.exchanges:
        assert knows_action(exchange.namespace, exchange.operation)
        assert faults_of(exchange.request, exchange.namespace) == []
        assert faults_of(exchange.answer, exchange.namespace) == []


def test_a_camera_whose_clock_is_set_while_it_is_used_is_asked_for_it_again(
    camera: OnvifCamera, driver: OnvifPtz
) -> None:
    driver.stop()
    camera.ahead = timedelta(hours=-7)
    driver.stop()
    assert camera.told.stops == ["P<1>", "P<1>"]


def test_a_preset_that_is_not_there_is_told(driver: PtzDriver) -> None:
    with pytest.raises(KnownError, match=r"ptz\.not_movable"):
        driver.go_to("99")


def test_a_camera_that_can_not_be_moved_is_told(camera: OnvifCamera, driver: PtzDriver) -> None:
    camera.device = replace(camera.device, ptz=False)
    with pytest.raises(KnownError, match=r"ptz\.not_movable"):
        driver.move(1.0, 0.0, 0.0)


@pytest.mark.parametrize("trouble", [Trouble.HTML, Trouble.CUT, Trouble.BOMB, Trouble.HANG])
def test_a_camera_that_answers_badly_counts_as_one_that_does_not_answer(camera: OnvifCamera, trouble: Trouble) -> None:
    camera.trouble = {"Stop": trouble}
    driver = _driver(camera, limits=_IMPATIENT if trouble is Trouble.HANG else None)
    with pytest.raises(KnownError, match=r"ptz\.unreachable"):
        driver.stop()
    driver.close()


def test_a_wrong_password_is_told_and_not_shown(camera: OnvifCamera) -> None:
    driver = _driver(camera, password="salah sekali")
    with pytest.raises(KnownError, match=r"ptz\.refused") as caught:
        driver.move(1.0, 0.0, 0.0)
    driver.close()
    assert "salah" not in repr(caught.value) + repr(caught.value.__cause__)
    assert camera.told.moves == []


def test_a_camera_whose_profile_nobody_told_is_asked_for_it_once(camera: OnvifCamera) -> None:
    address = PtzAddress(PtzProtocol.ONVIF, f"http://{camera.address}/onvif/device_service", "")
    driver = OnvifPtz(address, Login(camera.user, Secret(camera.password)), SystemClock())
    driver.move(0.5, 0.0, 0.0)
    driver.stop()
    driver.close()
    token = next(profile.token for profile in camera.device.profiles if profile.ptz)
    assert (camera.told.moves, camera.told.stops) == ([Move(token, (0.5, 0.0), None, "PT1S")], [token])
    assert camera.operations().count("GetProfiles") == 1


def test_a_camera_without_a_profile_that_moves_is_told(camera: OnvifCamera) -> None:
    camera.device = replace(camera.device, ptz=False)
    address = PtzAddress(PtzProtocol.ONVIF, f"http://{camera.address}/onvif/device_service", "")
    driver = OnvifPtz(address, Login(camera.user, Secret(camera.password)), SystemClock())
    with pytest.raises(KnownError, match=r"ptz\.not_movable"):
        driver.move(0.5, 0.0, 0.0)
    driver.close()
