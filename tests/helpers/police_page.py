"""The police inbox as a liaison uses it: real page, real Chromium without a screen, driven by Selenium."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions as wait_for
from selenium.webdriver.support.ui import WebDriverWait

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
)
_PATIENCE_S = 30.0


class PolicePage:
    """Context manager around one signed-out browser window at the inbox of ``centre_url``."""

    def __init__(self, centre_url: str, profile_folder: Path) -> None:
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for flag in (*_FLAGS, f"--user-data-dir={profile_folder}"):
            options.add_argument(flag)
        self._driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self._wait = WebDriverWait(self._driver, _PATIENCE_S)
        self._url = f"{centre_url}/inbox"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._driver.quit()

    def sign_in(self, username: str, password: str) -> None:
        self._driver.get(self._url)
        self._wait.until(wait_for.visibility_of_element_located((By.CSS_SELECTOR, "#username"))).send_keys(username)
        self._driver.find_element(By.CSS_SELECTOR, "#password").send_keys(password)
        self._driver.find_element(By.CSS_SELECTOR, "#sign-in").click()

    def flag(self, flag_id: UUID) -> WebElement:
        """The flag's entry, waited for: it comes without a reload."""
        locator = (By.CSS_SELECTOR, f'[data-flag-id="{flag_id}"]')
        return self._wait.until(wait_for.visibility_of_element_located(locator))

    def acknowledge(self, flag_id: UUID, officer_name: str, officer_number: str) -> None:
        entry = self.flag(flag_id)
        entry.click()
        for name, value in (("officer_name", officer_name), ("officer_number", officer_number)):
            field = self._wait.until(wait_for.visibility_of_element_located((By.NAME, name)))
            field.clear()
            field.send_keys(value)
        button = (By.CSS_SELECTOR, 'button[data-action="acknowledge"]')
        self._wait.until(wait_for.element_to_be_clickable(button)).click()

    def screenshot(self, file: Path) -> None:
        self._driver.save_screenshot(str(file))
