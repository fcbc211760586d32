"""A headless browser for tests of pages; it talks to the loopback only. Chromium, or Firefox with RONDA_PAGE_BROWSER=firefox."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webdriver import WebDriver

from tests.helpers.firefox import firefox

_SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)


def _is_firefox() -> bool:
    return os.environ.get("RONDA_PAGE_BROWSER") == "firefox"


def browser_installed() -> bool:
    if _is_firefox():
        return shutil.which("firefox-esr") is not None
    return shutil.which("chromedriver") is not None and shutil.which("chromium") is not None


def page_browser(profile: Path, width: int = 1400, height: int = 950) -> AbstractContextManager[WebDriver]:
    """A browser with its own profile; ended with the block. Downloads go to ``downloads`` in the profile."""
    return firefox(profile, width, height) if _is_firefox() else _chromium(profile, width, height)


@contextmanager
def _chromium(profile: Path, width: int, height: int) -> Iterator[WebDriver]:
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for switch in (*_SWITCHES, f"--window-size={width},{height}", f"--user-data-dir={profile}"):
        options.add_argument(switch)
    options.add_experimental_option("prefs", {"download.default_directory": str(profile / "downloads")})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()
