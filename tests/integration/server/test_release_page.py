"""The page as the place of a request for evidence: asked on a phone, decided with a password, downloaded and confirmed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from console.domain.release_state import ReleaseAction, ReleaseParty, ReleaseState, allowed
from console.domain.roles import Role
from tests.helpers.browser import browser_installed, page_browser
from tests.helpers.centre import PASSWORD, RunningCentre, TestCamera
from tests.helpers.releases import REQUEST, approve, asked, flag_with_evidence, packed, seal_here, state_of, step
from tests.helpers.waiting import wait_until

pytestmark = pytest.mark.skipif(not browser_installed(), reason="the browser and its driver are not installed")
_PHONE = (390, 800)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="module")
def browser(profile: Path) -> Iterator[WebDriver]:
    with page_browser(profile, *_PHONE) as driver:
        yield driver


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    centre = RunningCentre(tmp_path)
    centre.add_cameras([TestCamera("kam-001", 1307, name="Pos RT 3 Bandarharjo")])
    for role in (Role.OPERATOR, Role.POLICE_LIAISON, Role.EVIDENCE_OFFICER):
        centre.add_user(role.value, role)
    seal_here(tmp_path)
    centre.start()
    yield centre
    centre.close()


class _Page:
    """The page as one person uses it."""

    def __init__(self, browser: WebDriver, centre: RunningCentre, name: str) -> None:
        self.browser = browser
        browser.get(f"{centre.url}/inbox")
        browser.delete_all_cookies()
        browser.get(f"{centre.url}/inbox")
        wait_until(lambda: browser.find_element(By.ID, "username").is_displayed())
        browser.find_element(By.ID, "username").send_keys(name)
        browser.find_element(By.ID, "password").send_keys(PASSWORD)
        browser.find_element(By.ID, "sign-in").click()

    def found(self, selector: str) -> WebElement:
        wait_until(lambda: self.browser.find_elements(By.CSS_SELECTOR, selector))
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def tap(self, element: WebElement) -> None:
        wait_until(element.is_displayed)
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def show_releases(self) -> None:
        self.tap(self.found("#show-releases"))

    def release(self, release_id: str) -> _Release:
        return _Release(self, self.found(f'[data-release-id="{release_id}"]'))


class _Release:
    """One request on the page."""

    def __init__(self, page: _Page, element: WebElement) -> None:
        self._page = page
        self.element = element

    def text(self, name: str) -> str:
        return self.element.find_element(By.CSS_SELECTOR, f'[data-field="{name}"]').text

    def choices(self) -> list[str]:
        return [str(one.get_attribute("value")) for one in Select(self._named("action")).options]

    def take(self, action: str, **fields: str) -> None:
        Select(self._named("action")).select_by_value(action)
        for name, value in fields.items():
            self._named(name).send_keys(value)
        self._page.tap(self.element.find_element(By.CSS_SELECTOR, "form button"))

    def tap(self, name: str) -> None:
        self._page.tap(self.element.find_element(By.CSS_SELECTOR, f'[data-field="{name}"]'))

    def stands(self, state: str) -> None:
        wait_until(lambda: self.element.get_attribute("data-state") == state, what=state)

    def _named(self, name: str) -> WebElement:
        return self.element.find_element(By.NAME, name)


def _narrow(browser: WebDriver) -> bool:
    script = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    return bool(browser.execute_script(script))


def test_an_officer_asks_for_evidence_on_a_flag(browser: WebDriver, centre: RunningCentre) -> None:
    flag_id = flag_with_evidence(centre.client("operator"))
    page = _Page(browser, centre, "police_liaison")
    card = page.found(f'[data-flag-id="{flag_id}"]')
    page.tap(card.find_element(By.CSS_SELECTOR, '[data-field="ask"] summary'))
    form = card.find_element(By.CSS_SELECTOR, "form[data-form=ask]")
    for name, value in REQUEST.items():
        field = form.find_element(By.NAME, name)
        field.clear()
        field.send_keys(value)
    assert _narrow(browser)
    page.tap(form.find_element(By.TAG_NAME, "button"))
    police = centre.client("police_liaison")
    wait_until(lambda: police.get("/v1/releases").json()["releases"])
    (record,) = police.get("/v1/releases").json()["releases"]
    assert record["body"] == REQUEST
    told = card.find_element(By.CSS_SELECTOR, '[data-field="asked"]')
    wait_until(lambda: told.text == f"Permintaan {record['number']} sudah dikirim.")
    page.show_releases()
    assert page.release(record["id"]).text("state") == "Menunggu keputusan"
    assert page.release(record["id"]).choices() == ["withdraw"]


def test_an_evidence_officer_approves_only_with_the_password(browser: WebDriver, centre: RunningCentre) -> None:
    police = centre.client("police_liaison")
    release_id = asked(police, flag_with_evidence(centre.client("operator")))
    page = _Page(browser, centre, "evidence_officer")
    release = page.release(release_id)
    assert release.choices() == ["approve", "refuse", "hold"]
    assert not browser.find_element(By.ID, "show-flags").is_displayed()
    wait_until(lambda: release.text("statements").count("tidak ditandatangani konsol.") == 2)
    assert _narrow(browser)
    release.take("approve", password="salah")
    wait_until(lambda: release.text("problem") == "Nama pengguna atau kata sandi salah.")
    assert state_of(police, release_id) == "requested"
    release.take("approve", password=PASSWORD)
    release.stands("packed")
    assert release.text("state") == "Siap diunduh"
    assert release.text("statements") == ""
    assert "disetujui" in str(release.element.get_attribute("textContent"))
    browser.find_element(By.ID, "language").click()
    assert release.text("state") == "Ready to be downloaded"
    browser.find_element(By.ID, "language").click()


def test_what_is_to_be_decided_stands_first_and_a_decided_one_keeps_its_place(
    browser: WebDriver, centre: RunningCentre
) -> None:
    police, operator = centre.client("police_liaison"), centre.client("operator")
    waiting = asked(police, flag_with_evidence(operator))
    withdrawn = asked(police, flag_with_evidence(operator))
    assert step(police, withdrawn, "withdraw").status_code == 200
    page = _Page(browser, centre, "evidence_officer")
    release = page.release(waiting)
    page.release(withdrawn)

    def order() -> list[str]:
        cards = browser.find_elements(By.CSS_SELECTOR, "article.release")
        return [str(card.get_attribute("data-release-id")) for card in cards]

    assert order() == [waiting, withdrawn]
    release.take("refuse", note="surat tanpa cap")
    release.stands("refused")
    assert order() == [waiting, withdrawn]
    browser.refresh()
    page.release(waiting)
    wait_until(lambda: order() == [withdrawn, waiting])


def test_a_hold_is_set_and_lifted_and_a_refusal_asks_for_its_reason(browser: WebDriver, centre: RunningCentre) -> None:
    release_id = asked(centre.client("police_liaison"), flag_with_evidence(centre.client("operator")))
    release = _Page(browser, centre, "evidence_officer").release(release_id)
    release.take("hold", note="sidang berjalan")
    wait_until(lambda: "Evidence_Officer: sidang berjalan" in release.text("held"))
    assert release.choices() == ["approve", "refuse", "lift_hold"]
    release.take("lift_hold", note="putusan tetap")
    wait_until(lambda: not release.text("held"))
    release.take("refuse", note=" ")
    wait_until(lambda: release.text("problem") == "Isi alasan dulu.")
    release.take("refuse", note="surat tanpa cap")
    release.stands("refused")
    assert not release.element.find_element(By.TAG_NAME, "form").is_displayed()


def test_who_asked_downloads_and_confirms_what_came(browser: WebDriver, centre: RunningCentre, profile: Path) -> None:
    police = centre.client("police_liaison")
    release_id = asked(police, flag_with_evidence(centre.client("operator")))
    approve(centre.client("evidence_officer"), release_id)
    packed(police, release_id)
    folder = profile / "downloads"
    page = _Page(browser, centre, "police_liaison")
    page.show_releases()
    release = page.release(release_id)
    release.tap("download")
    wait_until(lambda: list(folder.glob("*.zip")), what="the download")
    (package,) = folder.glob("*.zip")
    release.stands("released")
    release.take("receive", sha256="0" * 64)
    wait_until(lambda: release.text("problem") == "Sidiknya tidak sama. Unduh lagi.")
    release.element.find_element(By.NAME, "sha256").clear()
    release.element.find_element(By.NAME, "package").send_keys(str(package))
    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    hashed = release.element.find_element(By.NAME, "sha256")
    wait_until(lambda: hashed.get_attribute("value") == digest)
    release.take("receive")
    release.stands("received")
    assert release.text("state") == "Diterima utuh"


def test_the_page_goes_by_the_same_table_as_the_centre(centre: RunningCentre) -> None:
    told = json.loads(requests.get(f"{centre.url}/inbox/steps.json", timeout=5).content)
    for party in (ReleaseParty.REQUESTER, ReleaseParty.OFFICER):
        steps = {state.value: [action.value for action in allowed(state, party)] for state in ReleaseState}
        assert told["releases"][party.value] == steps


def test_every_step_and_state_of_a_release_has_its_words_on_the_page() -> None:
    words = (Path(__file__).parents[3] / "console" / "server" / "inbox" / "release_words.js").read_text("utf-8")
    for state in ReleaseState:
        assert f"release_state_{state.value}:" in words
    for action in ReleaseAction:
        assert f"release_did_{action.value}:" in words
    people = {one for state in ReleaseState for party in ReleaseParty for one in allowed(state, party)}
    for action in people - {ReleaseAction.PACK, ReleaseAction.RELEASE}:
        assert f"release_do_{action.value}:" in words
