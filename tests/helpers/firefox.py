"""Headless Firefox for tests of pages, by hand: Selenium's own driver over Marionette, since Debian has no geckodriver."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.webdriver import FirefoxOptions
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver

from tests.helpers.ports import free_port
from tests.helpers.waiting import wait_until

_START_S = 60.0
_ANSWER_S = 60.0
_PREFERENCES = {
    "app.update.enabled": False,
    "browser.download.folderList": 2,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "media.autoplay.default": 0,
    # Nothing but the loopback is to be reached.
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
    "extensions.update.enabled": False,
    "services.settings.server": "http://127.0.0.1:9/",
}
_COMMANDS = {
    "newSession": "NewSession",
    "get": "Navigate",
    "refresh": "Refresh",
    "getTitle": "GetTitle",
    "getCurrentUrl": "GetCurrentURL",
    "deleteAllCookies": "DeleteAllCookies",
    "findElement": "FindElement",
    "findElements": "FindElements",
    "findChildElement": "FindElement",
    "findChildElements": "FindElements",
    "clickElement": "ElementClick",
    "clearElement": "ElementClear",
    "sendKeysToElement": "ElementSendKeys",
    "getElementText": "GetElementText",
    "isElementSelected": "IsElementSelected",
    "isElementEnabled": "IsElementEnabled",
    "getElementAttribute": "GetElementAttribute",
    "getElementProperty": "GetElementProperty",
    "getElementValueOfCssProperty": "GetElementCSSValue",
    "getElementRect": "GetElementRect",
    "getElementTagName": "GetElementTagName",
    "w3cExecuteScript": "ExecuteScript",
    "screenshot": "TakeScreenshot",
    "setWindowRect": "SetWindowRect",
    "getWindowRect": "GetWindowRect",
    "setTimeouts": "SetTimeouts",
}
"""Selenium's names and Marionette's of what the tests use."""


class Marionette(RemoteConnection):
    """Firefox's own protocol: ``[0, number, command, parameters]`` with its length before it."""

    def __init__(self, port: int) -> None:
        super().__init__(client_config=ClientConfig(f"http://127.0.0.1:{port}"))
        self._channel = socket.create_connection(("127.0.0.1", port), _ANSWER_S)
        self._number = 0
        self._read()

    def execute(self, command: str, params: dict[str, Any]) -> dict[str, Any]:
        if command == "quit":
            self._ask("Marionette:Quit", {"flags": ["eForceQuit"]})
            return {"value": None}
        told = dict(params)
        told.pop("sessionId", None)
        if command.startswith("findChild"):
            told["element"] = told.pop("id")
        fault, result = self._ask(f"WebDriver:{_COMMANDS[command]}", told)
        if fault is not None:
            return {"status": 500, "value": json.dumps({"value": fault})}
        is_plain = isinstance(result, dict) and set(result) == {"value"}
        return {"value": result["value"] if is_plain else result}

    def close(self) -> None:
        self._channel.close()

    def _ask(self, name: str, params: dict[str, Any]) -> tuple[dict[str, Any] | None, Any]:
        self._number += 1
        data = json.dumps([0, self._number, name, params]).encode()
        self._channel.sendall(f"{len(data)}:".encode() + data)
        _kind, _number, fault, result = self._read()
        return fault, result

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._some(1)
        data = b""
        while len(data) < int(length[:-1]):
            data += self._some(int(length[:-1]) - len(data))
        return json.loads(data)

    def _some(self, count: int) -> bytes:
        data = self._channel.recv(count)
        assert data, "Firefox hung up"
        return data


@contextmanager
def firefox(profile: Path, width: int, height: int) -> Iterator[WebDriver]:
    """A browser with its own profile; ended with the block. Downloads go to ``downloads`` in the profile."""
    port = free_port()
    wishes = _PREFERENCES | {"marionette.port": port, "browser.download.dir": str(profile / "downloads")}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wishes.items()]
    (profile / "user.js").write_text("".join(lines))
    program = shutil.which("firefox-esr") or shutil.which("firefox") or "firefox-esr"
    size = (f"--width={width}", f"--height={height}")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile), *size]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        try:
            wait_until(lambda: _listens(port), _START_S, "Firefox")
            connection = Marionette(port)
            driver = WebDriver(command_executor=connection, options=FirefoxOptions())
            # It is this machine's: a file is named to it, not sent.
            driver._is_remote = False
            try:
                driver.execute("setWindowRect", {"width": width, "height": height + _CHROME_PX})
                yield driver
            finally:
                driver.quit()
                connection.close()
                process.wait(_ANSWER_S)
        finally:
            process.kill()


_CHROME_PX = 85
"""Height of the browser's own bars."""


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
