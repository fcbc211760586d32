"""A flagged camera live on the police page, in a real browser: moving pictures are live, old ones never."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtGui import QColor, QImage
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

from console.base.ids import new_id
from console.domain.roles import Role
from tests.helpers.browser import browser_installed, page_browser
from tests.helpers.centre import PASSWORD, CentreClient, RunningCentre, TestCamera
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.waiting import wait_until

pytestmark = pytest.mark.skipif(not browser_installed(), reason="the browser and its driver are not installed")

_WAIT_S = 20.0


@pytest.fixture(scope="module")
def camera() -> Iterator[RtspCamera]:
    with RtspCamera(password="rahasia-kamera") as made:
        yield made


@pytest.fixture(scope="module")
def centre(camera: RtspCamera, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    with RtspCamera(sdp_codec="H265") as newer:
        centre = RunningCentre(tmp_path_factory.mktemp("centre"))
        one = TestCamera("kam-001", 1307, name="Pos RT 3 Bandarharjo", sub_url=camera.url)
        centre.add_cameras([one, TestCamera("kam-002", 1308, sub_url=newer.url)])
        for role in (Role.OPERATOR, Role.POLICE_LIAISON, Role.PRIVACY_OFFICER):
            centre.add_user(role.value, role)
        centre.start()
        yield centre
        centre.close()


@pytest.fixture(scope="module")
def browser(centre: RunningCentre, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    """Signed in."""
    with page_browser(tmp_path_factory.mktemp("browser")) as driver:
        driver.get(f"{centre.url}/inbox")
        wait_until(lambda: driver.find_element(By.ID, "username").is_displayed())
        driver.find_element(By.ID, "username").send_keys("police_liaison")
        driver.find_element(By.ID, "password").send_keys(PASSWORD)
        driver.find_element(By.ID, "sign-in").click()
        yield driver


@pytest.fixture
def operator(centre: RunningCentre) -> CentreClient:
    return centre.client("operator")


@pytest.fixture
def flag(operator: CentreClient) -> UUID:
    flag_id = new_id()
    assert operator.put_flag("kam-001", flag_id, more_camera_ids=["kam-002"]).status_code == 201
    return flag_id


def _watched(browser: WebDriver, flag: UUID, camera_id: str = "kam-001") -> WebElement:
    """Presses the button on the flag's card; the live view."""
    card = wait_until(lambda: browser.find_elements(By.CSS_SELECTOR, f'[data-flag-id="{flag}"]'))[0]
    card.find_element(By.CSS_SELECTOR, f'button[data-watch="{camera_id}"]').click()
    return card.find_element(By.CSS_SELECTOR, f'.live-view[data-camera-id="{camera_id}"]')


def _part(view: WebElement, name: str) -> WebElement:
    return view.find_element(By.CSS_SELECTOR, f'[data-live="{name}"]')


def _wait_for(view: WebElement, state: str) -> None:
    wait_until(lambda: view.get_attribute("data-state") == state, _WAIT_S, f"the state {state}")


def _seconds_pass(browser: WebDriver, seconds: int) -> None:
    """For the page: nobody waits for them."""
    browser.execute_script(
        "const now = performance.now.bind(performance); performance.now = () => now() + arguments[0] * 1000", seconds
    )


def test_moving_pictures_are_live_and_old_ones_are_greyed_with_their_age(
    browser: WebDriver, centre: RunningCentre, camera: RtspCamera, flag: UUID
) -> None:
    view = _watched(browser, flag)
    _wait_for(view, "live")
    assert _part(view, "state").text == "Langsung"
    assert _part(view, "camera").text == "Kamera 1307 · Pos RT 3 Bandarharjo"
    video = _part(view, "video")
    assert browser.execute_script("return arguments[0].videoWidth", video) > 0
    camera.frozen = True
    _seconds_pass(browser, 3)
    _wait_for(view, "suspect")
    assert _part(view, "state").text.startswith("Diragukan: tidak ada gambar baru selama ")
    _seconds_pass(browser, 7)
    _wait_for(view, "stale")
    assert _part(view, "state").text.startswith("Bukan langsung: gambar terakhir 1")
    assert _part(view, "age").text.endswith("detik lalu")
    assert "grayscale" in browser.execute_script("return getComputedStyle(arguments[0]).filter", video)
    camera.frozen = False
    _wait_for(view, "live")
    assert _part(view, "age").text == ""
    _part(view, "stop").click()
    wait_until(lambda: centre.centre.relays.of("kam-001") is None, what="no relay")
    wait_until(lambda: camera.viewers == 0, what="no connection to the camera")


def test_a_camera_that_is_lost_is_told_with_its_last_picture_and_comes_back(
    browser: WebDriver, camera: RtspCamera, flag: UUID
) -> None:
    view = _watched(browser, flag)
    _wait_for(view, "live")
    camera.refuses = True
    camera.drop_all()
    wait_until(lambda: _part(view, "reason").text.endswith("Dicoba lagi."), _WAIT_S, "the reason")
    assert _part(view, "screen").is_displayed()
    camera.refuses = False
    wait_until(lambda: _part(view, "reason").text == "", _WAIT_S, "pictures again")
    _wait_for(view, "live")
    _part(view, "stop").click()


def test_one_picture_over_and_over_is_not_live(browser: WebDriver, camera: RtspCamera, flag: UUID) -> None:
    view = _watched(browser, flag)
    _wait_for(view, "live")
    camera.repeats = True
    seen = _part(view, "video")
    wait_until(lambda: browser.execute_script("return arguments[0].currentTime", seen) > 1, _WAIT_S, "more pictures")
    _seconds_pass(browser, 10)
    _wait_for(view, "same")
    assert _part(view, "state").text.startswith("Kamera mengirim gambar yang sama sejak ")
    camera.repeats = False
    _wait_for(view, "live")
    _part(view, "stop").click()


def test_a_codec_that_browsers_do_not_play_is_said_plainly(browser: WebDriver, flag: UUID) -> None:
    view = _watched(browser, flag, "kam-002")
    _wait_for(view, "over")
    assert _part(view, "reason").text.startswith("Kamera ini mengirim H.265, yang tidak dapat diputar")
    assert not _part(view, "screen").is_displayed()
    assert not _part(view, "again").is_displayed()
    _part(view, "stop").click()


def _mask(centre: RunningCentre, polygons: object) -> None:
    body = {"polygons": polygons, "reason": "jendela rumah"}
    assert centre.client("privacy_officer").call("PUT", "/v1/masks/kam-001", body).status_code == 200


_MASK_COLOUR = QColor(58, 63, 72)


def _covered(browser: WebDriver, view: WebElement) -> list[bool]:
    """Of the picture: its upper left quarter within and at its corner, one pixel beyond its edges, five beyond, far away."""
    width, height = browser.execute_script(
        "return [arguments[0].videoWidth, arguments[0].videoHeight]", _part(view, "video")
    )
    seen = QImage.fromData(_part(view, "screen").screenshot_as_png)
    scale = min(seen.width() / width, seen.height() / height)
    left, top = (seen.width() - width * scale) / 2, (seen.height() - height * scale) / 2
    right, bottom = width * scale / 2, height * scale / 2
    places = [(right / 2, bottom / 2), (10, 2), (right + 1, bottom / 2), (right / 2, bottom + 1)]
    places += [(right + 5, bottom / 2), (right * 1.5, bottom * 1.5)]
    return [seen.pixelColor(int(left + x), int(top + y)) == _MASK_COLOUR for x, y in places]


_STATES = """
const done = arguments[0];
import("/inbox/live_mask.js").then(({ LiveMask }) => {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg"), mask = new LiveMask(drawing), seen = [];
  const step = (act) => { act?.(); seen.push(drawing.dataset.covers); };
  step();
  step(() => mask.place([640, 360]));
  step(() => mask.know([[[0, 0], [1, 0], [1, 1]]]));
  step(() => mask.place(null));
  step(() => mask.know([]));
  done(seen);
});
"""


def test_everything_is_covered_until_it_is_known_what_is_masked_and_where_it_lies(browser: WebDriver) -> None:
    assert browser.execute_async_script(_STATES) == ["all", "all", "parts", "all", "nothing"]


def test_what_is_masked_is_covered_at_every_size_and_follows_what_is_set(
    browser: WebDriver, centre: RunningCentre, camera: RtspCamera, flag: UUID
) -> None:
    quarter = [[0, 0], [0.5, 0], [0.5, 0.5], [0, 0.5]]
    _mask(centre, [quarter])
    view = _watched(browser, flag)
    _wait_for(view, "live")
    assert _part(view, "masked").text == "Bagian gambar ditutup demi privasi"
    covered = [True] * 4 + [False] * 2
    assert _covered(browser, view) == covered
    # A box that is wider than the picture: black at its sides.
    browser.execute_script("arguments[0].style.aspectRatio = '3 / 1'", _part(view, "screen"))
    assert _covered(browser, view) == covered
    # An old picture is paled, and covered as well.
    camera.frozen = True
    for state, seconds in (("suspect", 3), ("stale", 7)):
        _seconds_pass(browser, seconds)
        _wait_for(view, state)
        assert _covered(browser, view) == covered
    camera.frozen = False
    _wait_for(view, "live")
    _mask(centre, [])
    wait_until(lambda: _part(view, "masked").text == "", _WAIT_S, "the mask lifted")
    assert not any(_covered(browser, view))
    _mask(centre, [quarter])
    wait_until(lambda: _part(view, "masked").text != "", _WAIT_S, "the mask set")
    assert _covered(browser, view) == covered
    _part(view, "stop").click()
    _mask(centre, [])


def test_nothing_is_to_be_seen_once_the_flag_has_ended(
    browser: WebDriver, centre: RunningCentre, operator: CentreClient, flag: UUID
) -> None:
    view = _watched(browser, flag)
    _wait_for(view, "live")
    card = browser.find_element(By.CSS_SELECTOR, f'[data-flag-id="{flag}"]')
    step = {"id": str(new_id()), "action": "cancel", "reason": "mistaken"}
    operator.call("POST", f"/v1/flags/{flag}/changes", step)
    wait_until(lambda: not card.find_elements(By.TAG_NAME, "video"), what="no picture")
    wait_until(lambda: centre.centre.relays.of("kam-001") is None, what="no relay")
