"""What the console tells of the controllers of its machine, whoever is signed in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from console.app.options import ConsoleOptions
from console.app.shell import Shell
from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.controllers.reader import Arrival, ControllerNews
from tests.helpers.waiting import wait_until


@pytest.fixture
def shell(qapp: QApplication) -> Iterator[Shell]:
    made = Shell(qapp, ConsoleOptions(language="id"), SystemClock())
    yield made
    made.close()


def _said(shell: Shell) -> str:
    notice = shell.notices.current
    return notice.say() if notice is not None else ""


def test_controllers_that_come_and_go_and_may_not_be_read_are_told(shell: Shell) -> None:
    shell.controllers.news.emit(ControllerNews(Arrival.FOUND, "Tongkat"))
    wait_until(lambda: _said(shell) == "Pengendali Tongkat tersambung.")
    shell.controllers.news.emit(ControllerNews(Arrival.LOST, "Tongkat"))
    wait_until(lambda: "terlepas" in _said(shell))

    shell.controllers.failed.emit(KnownError("controller.denied", path="/dev/input/js0"))
    wait_until(lambda: "tidak boleh membaca pengendali /dev/input/js0" in _said(shell))
