"""A camera is moved through its Nx server: movements, presets, sessions that ended, and faults told as those of moving."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.base.errors import BugError, KnownError
from console.base.redaction import Secret
from console.server.keys import Login
from console.server.ptz.driver import PtzDriver, PtzPreset
from console.server.ptz.drivers import open_driver
from console.server.ptz.nx import NxPtz
from console.server.ptz.source import PtzSource
from console.server.sources.adapter import PtzAddress, PtzProtocol
from tests.helpers.fake_nx import CAMERA_ID, PASSWORD, USER, FakeNx
from tests.helpers.fake_system import FakeSystem, Said, running_system


@pytest.fixture
def there() -> FakeNx:
    return FakeNx()


@pytest.fixture
def system(there: FakeNx) -> Iterator[FakeSystem]:
    with running_system(there) as system:
        yield system


def opened(url: str, device: str = CAMERA_ID, password: str = PASSWORD) -> NxPtz:
    return NxPtz(PtzAddress(PtzProtocol.NX, url, device), Login(USER, Secret(password)))


@pytest.fixture
def driver(system: FakeSystem) -> Iterator[PtzDriver]:
    driver = opened(system.url)
    yield driver
    driver.close()


def test_a_movement_goes_on_until_it_is_stopped(there: FakeNx, driver: PtzDriver) -> None:
    driver.move(0.5, -0.25, 0.0)
    driver.move(-3.0, 1e9, 1.0)
    driver.stop()
    assert there.moves == [
        ("POST", {"api": "operational", "speed": 1.0, "pan": 0.5, "tilt": -0.25, "zoom": 0.0}),
        ("POST", {"api": "operational", "speed": 1.0, "pan": -1.0, "tilt": 1.0, "zoom": 1.0}),
        ("DELETE", {"api": "operational"}),
    ]
    assert there.signed_in == 1


def test_what_is_no_speed_is_a_bug(driver: PtzDriver) -> None:
    with pytest.raises(BugError):
        driver.move(float("nan"), 0.0, 0.0)


def test_presets_are_listed_gone_to_saved_and_forgotten(there: FakeNx, driver: PtzDriver) -> None:
    assert driver.presets() == [PtzPreset("1", "Gerbang")]
    driver.go_to("1")
    saved = driver.save("Pasar <barat>/timur")
    assert driver.presets() == [PtzPreset("1", "Gerbang"), saved]
    driver.go_to(saved.token)
    driver.forget("1")
    assert driver.presets() == [saved]
    assert there.moves == [("1", {"speed": 1.0}), (saved.token, {"speed": 1.0})]


def test_an_id_that_the_server_chose_itself_is_the_presets(
    system: FakeSystem, there: FakeNx, driver: PtzDriver
) -> None:
    driver.presets()
    there.presets = {"1": "Pasar", "7": "Pasar"}
    keep = system.reply
    system.reply = lambda asked: Said({}) if str(asked).endswith("presets") and asked.method == "POST" else keep(asked)
    assert driver.save("Pasar") == PtzPreset("7", "Pasar")


def test_a_preset_is_saved_even_if_the_list_can_not_be_read(
    system: FakeSystem, there: FakeNx, driver: PtzDriver
) -> None:
    keep = system.reply
    system.reply = lambda asked: Said(b"<html>") if str(asked).startswith("GET") else keep(asked)
    saved = driver.save("Pasar")
    assert there.presets[saved.token] == "Pasar"


def test_presets_of_wrong_types_are_left_out(system: FakeSystem, driver: PtzDriver) -> None:
    driver.stop()
    entries = [
        7,
        {"id": None, "name": "x"},
        {"id": "2"},
        {"id": "3", "name": ["x"]},
        {"id": "4", "name": "Taman\n\x07"},
    ]
    system.reply = lambda _asked: Said({"reply": entries})
    assert driver.presets() == [PtzPreset("2", "2"), PtzPreset("4", "Taman")]


def test_a_session_that_ended_is_begun_again(there: FakeNx, driver: PtzDriver) -> None:
    driver.stop()
    there.sessions.clear()
    driver.move(1.0, 0.0, 0.0)
    assert [method for method, _ in there.moves] == ["DELETE", "POST"]
    assert there.signed_in == 2


def test_it_signs_out_at_the_end(there: FakeNx, system: FakeSystem) -> None:
    driver = opened(system.url)
    driver.stop()
    assert there.sessions
    driver.close()
    assert not there.sessions


def test_a_wrong_password_is_tried_once_and_not_shown(system: FakeSystem) -> None:
    driver = opened(system.url, password="salah-sekali")
    for _ in range(3):
        with pytest.raises(KnownError, match=r"ptz\.refused") as caught:
            driver.move(1.0, 0.0, 0.0)
        assert "salah" not in f"{caught.value!r} {caught.value.__cause__!r}"
    driver.close()
    # More would lock the user out.
    assert len(system.asked) == 1


def test_a_camera_that_is_gone_or_can_not_be_moved_is_told(system: FakeSystem, driver: PtzDriver) -> None:
    with pytest.raises(KnownError, match=r"ptz\.not_movable"):
        driver.go_to("99")
    other = opened(system.url, device="../users")
    with pytest.raises(KnownError, match=r"ptz\.not_movable"):
        other.stop()
    other.close()


@pytest.mark.parametrize(
    "said", [Said(b"<html>"), Said(b"x", 500), Said(b"", 302, {"Location": "http://other.invalid/"})]
)
def test_a_server_that_answers_badly_counts_as_one_that_does_not_answer(system: FakeSystem, said: Said) -> None:
    driver = opened(system.url)
    system.reply = lambda _asked: said
    with pytest.raises(KnownError, match=r"ptz\.unreachable"):
        driver.stop()
    driver.close()


def test_a_server_that_is_away_is_unreachable() -> None:
    driver = opened("http://127.0.0.1:9")
    with pytest.raises(KnownError, match=r"ptz\.unreachable"):
        driver.stop()
    driver.close()


def test_an_address_that_is_none_can_not_be_moved() -> None:
    with pytest.raises(KnownError, match=r"ptz\.not_movable"):
        opened("rtsp://nx")


def test_the_centre_moves_a_camera_of_an_nx_server_through_it(there: FakeNx, system: FakeSystem) -> None:
    address = PtzAddress(PtzProtocol.NX, system.url, CAMERA_ID)
    driver = open_driver(PtzSource("nx.1", address, Login(USER, Secret(PASSWORD))))
    driver.stop()
    driver.close()
    assert [method for method, _ in there.moves] == ["DELETE"]
