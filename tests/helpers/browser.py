"""Headless Chromium for tests of pages; it talks to the loopback only."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

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


def browser_installed() -> bool:
    return shutil.which("chromedriver") is not None and shutil.which("chromium") is not None


@contextmanager
def chromium(profile: Path, width: int = 1400, height: int = 950) -> Iterator[Chrome]:
    """A browser with its own profile; ended with the block."""
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for switch in (*_SWITCHES, f"--window-size={width},{height}", f"--user-data-dir={profile}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()
