"""The police page as the place to act: the steps of a flag, its clocks, its reasons, on a screen of a phone too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
import requests
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from console.base.ids import new_id
from console.domain.flag_change import REASONS
from console.domain.flag_state import FlagParty, FlagState, allowed
from console.domain.roles import Role
from tests.helpers.browser import browser_installed, page_browser
from tests.helpers.centre import PASSWORD, CentreClient, RunningCentre, TestCamera
from tests.helpers.clock import FakeClock
from tests.helpers.waiting import wait_until

pytestmark = pytest.mark.skipif(not browser_installed(), reason="the browser and its driver are not installed")
_PHONE_PX = (390, 844)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    with page_browser(tmp_path_factory.mktemp("browser"), *_PHONE_PX) as driver:
        driver.set_window_size(*_PHONE_PX)
        yield driver


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    centre = RunningCentre(tmp_path)
    centre.add_cameras([TestCamera("kam-001", 1307, name="Pos RT 3 Bandarharjo")])
    for role in (Role.OPERATOR, Role.SUPERVISOR, Role.POLICE_LIAISON):
        centre.add_user(role.value, role)
    centre.start()
    yield centre
    centre.close()


def _open(browser: WebDriver, centre: RunningCentre) -> None:
    browser.delete_all_cookies()
    browser.get(f"{centre.url}/inbox")
    browser.execute_script("sessionStorage.clear(); localStorage.clear()")
    browser.refresh()
    wait_until(lambda: browser.find_element(By.ID, "username").is_displayed())
    browser.find_element(By.ID, "username").send_keys("police_liaison")
    browser.find_element(By.ID, "password").send_keys(PASSWORD)
    browser.find_element(By.ID, "sign-in").click()
    wait_until(lambda: browser.find_element(By.ID, "connection").get_attribute("data-state") == "live")


def _flag(client: CentreClient, **changes: object) -> UUID:
    flag_id = new_id()
    assert client.put_flag("kam-001", flag_id, **changes).status_code == 201
    return flag_id


def _stage(client: CentreClient, flag_id: UUID) -> str:
    return str(client.get(f"/v1/flags/{flag_id}").json()["stage"])


def _stands(client: CentreClient, flag_id: UUID, stage: str) -> bool:
    return _stage(client, flag_id) == stage


class _Card:
    """One flag on the page as a finger uses it."""

    def __init__(self, browser: WebDriver, flag_id: UUID) -> None:
        self._browser = browser
        wait_until(lambda: browser.find_elements(By.CSS_SELECTOR, f'[data-flag-id="{flag_id}"]'))
        self.element = browser.find_element(By.CSS_SELECTOR, f'[data-flag-id="{flag_id}"]')

    def field(self, name: str) -> WebElement:
        return self.element.find_element(By.CSS_SELECTOR, f'[data-field="{name}"]')

    def text(self, name: str) -> str:
        return self.field(name).text

    def fill(self, name: str, value: str) -> None:
        field = self.element.find_element(By.NAME, name)
        field.clear()
        field.send_keys(value)

    def press(self, action: str) -> None:
        self._tap(self.element.find_element(By.CSS_SELECTOR, f'[data-field="quick"] [data-action="{action}"]'))

    def quick(self) -> list[str]:
        """In one go: the page may be putting other buttons in their place."""
        script = "return [...arguments[0].children].map((button) => button.dataset.action)"
        return [str(action) for action in self._browser.execute_script(script, self.field("quick"))]

    def leads_to(self, action: str) -> bool:
        """Whether this is the large button now."""
        return self.quick()[:1] == [action]

    def open_more(self, action: str) -> None:
        more = self.field("more")
        if more.get_attribute("open") is None:
            self._tap(more.find_element(By.TAG_NAME, "summary"))
        Select(self.element.find_element(By.NAME, "action")).select_by_value(action)

    def choose(self, name: str, value: str) -> None:
        Select(self.element.find_element(By.NAME, name)).select_by_value(value)

    def save(self) -> None:
        self._tap(self.element.find_element(By.CSS_SELECTOR, 'form[data-form="more"] button'))

    def _tap(self, element: WebElement) -> None:
        self._browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()


def test_an_officer_takes_a_flag_through_its_whole_life_on_a_phone(browser: WebDriver, centre: RunningCentre) -> None:
    operator = centre.client("operator")
    _open(browser, centre)
    flag_id = _flag(operator)
    card = _Card(browser, flag_id)
    card.fill("officer_name", "Aiptu Slamet")
    card.fill("officer_number", "78050123")
    for action, stage in (
        ("acknowledge", "acknowledged"),
        ("assign", "assigned"),
        ("go", "enroute"),
        ("arrive", "onscene"),
        ("resolve", "resolved"),
    ):
        wait_until(partial(card.leads_to, action))
        card.press(action)
        wait_until(partial(_stands, operator, flag_id, stage))
    wait_until(lambda: card.text("state").startswith("Selesai ditangani"))
    card.open_more("close")
    card.save()
    wait_until(lambda: card.text("problem") == "Pilih alasan dulu.")
    card.choose("reason", "handled")
    card.fill("note", "massa bubar")
    card.save()
    wait_until(lambda: _stage(operator, flag_id) == "closed")
    last = operator.get(f"/v1/flags/{flag_id}").json()["history"][-1]
    assert (last["reason"], last["note"]) == ("handled", "massa bubar")
    wait_until(lambda: not card.element.is_displayed())


def test_assigning_asks_who_is_sent_and_going_does_not(browser: WebDriver, centre: RunningCentre) -> None:
    operator = centre.client("operator")
    _open(browser, centre)
    flag_id = _flag(operator)
    card = _Card(browser, flag_id)
    card.press("acknowledge")
    assert _stage(operator, flag_id) in {"sent", "delivered"}
    card.fill("officer_name", "Aiptu Slamet")
    card.fill("officer_number", "78050123")
    card.press("acknowledge")
    wait_until(lambda: "go" in card.quick())
    card.fill("officer_name", " ")
    card.press("go")
    wait_until(lambda: _stage(operator, flag_id) == "enroute")
    wait_until(lambda: card.text("state").startswith("Menuju TKP · Aiptu Slamet (78050123)"))


def test_a_hold_has_a_reason_and_a_duplicate_its_original(browser: WebDriver, centre: RunningCentre) -> None:
    operator, police = centre.client("operator"), centre.client("police_liaison")
    first, second = _flag(operator), _flag(operator)
    taken = {"id": str(new_id()), "action": "acknowledge", "officer_name": "Slamet", "officer_number": "78"}
    police.call("POST", f"/v1/flags/{first}/changes", taken)
    _open(browser, centre)
    card = _Card(browser, first)
    card.open_more("hold")
    card.choose("reason", "waiting_unit")
    card.save()
    wait_until(lambda: "Ditunda · Slamet (78) · Menunggu unit" in card.text("state"))
    other = _Card(browser, second)
    other.open_more("mark_duplicate")
    other.choose("duplicate_of", str(first))
    other.save()
    wait_until(lambda: _stage(operator, second) == "duplicate")


def test_what_others_did_meanwhile_is_said_and_shown(browser: WebDriver, centre: RunningCentre) -> None:
    operator = centre.client("operator")
    _open(browser, centre)
    flag_id = _flag(operator)
    card = _Card(browser, flag_id)
    card.fill("officer_name", "Aiptu Slamet")
    card.fill("officer_number", "78050123")
    # The page does not hear of it: its stream is cut and the centre goes on.
    browser.execute_script("window.dispatchEvent(new Event('pagehide'))")
    cancelled = {"id": str(new_id()), "action": "cancel", "reason": "mistaken"}
    assert operator.call("POST", f"/v1/flags/{flag_id}/changes", cancelled).status_code == 200
    card.press("acknowledge")
    wait_until(lambda: card.element.get_attribute("data-stage") == "cancelled")
    assert "Dibatalkan · Salah pencet" in str(card.field("state").get_attribute("textContent"))


def test_clock_level_and_history_are_shown_in_both_languages(browser: WebDriver, tmp_path: Path) -> None:
    clock = FakeClock()
    centre = RunningCentre(tmp_path, clock=clock)
    centre.add_cameras([TestCamera("kam-001", 1307)])
    for role in (Role.OPERATOR, Role.POLICE_LIAISON):
        centre.add_user(role.value, role)
    centre.start()
    operator = centre.client("operator")
    flag_id = _flag(operator)
    clock.advance(60)
    wait_until(lambda: operator.get(f"/v1/flags/{flag_id}").json()["level"] == 2)
    _open(browser, centre)
    card = _Card(browser, flag_id)
    wait_until(lambda: card.text("clock").startswith("Jawaban: "))
    assert card.field("clock").get_attribute("data-late") == "true"
    assert card.text("level") == "Dinaikkan ke Polda"
    steps = str(card.field("steps").get_attribute("textContent"))
    assert "belum dijawab · Dinaikkan ke Polrestabes" in steps
    browser.find_element(By.ID, "language").click()
    assert card.text("level") == "Carried up to the Polda"
    assert card.text("clock").startswith("Answer: ")
    centre.close()


def test_nothing_is_wider_than_a_phone(browser: WebDriver, centre: RunningCentre) -> None:
    _open(browser, centre)
    card = _Card(browser, _flag(centre.client("operator"), note="x" * 300))
    card.open_more("mark_duplicate")
    width = browser.execute_script(
        "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width[0] <= width[1]


def test_the_page_goes_by_the_same_table_as_the_centre(centre: RunningCentre) -> None:
    told = json.loads(requests.get(f"{centre.url}/inbox/steps.json", timeout=5).content)
    assert told["allowed"] == {
        state.value: [action.value for action in allowed(state, FlagParty.POLICE)] for state in FlagState
    }
    assert told["reasons"] == {action.value: [reason.value for reason in found] for action, found in REASONS.items()}


def test_every_step_reason_and_state_has_its_words_on_the_page() -> None:
    folder = Path(__file__).parents[3] / "console" / "server" / "inbox"
    words = (folder / "words.js").read_text(encoding="utf-8")
    police = {action for state in FlagState for action in allowed(state, FlagParty.POLICE)}
    for state in set(FlagState) - {FlagState.DRAFT, FlagState.FLAGGED, FlagState.VERIFIED}:
        assert f"state_{state.value}:" in words
    for action in police:
        assert f"did_{action.value}:" in words
        assert f"do_{action.value}:" in words or action.value == "deliver"
    for reason in {reason for found in REASONS.values() for reason in found}:
        assert f"reason_{reason.value}:" in words
