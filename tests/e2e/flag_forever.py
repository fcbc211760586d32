"""Run by test_console_death: a real console that flags by its keys until somebody kills it.

Prints ``confirmed ID`` for every flag that the screen said was saved. Reads centre, user and password from its environment.
"""

from __future__ import annotations

import sys
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.app.options import ConsoleOptions
from console.app.running import RunningConsole
from console.app.shell import Shell
from console.app.start import sign_in
from console.base.clock import SystemClock
from console.cli.main import build_parser
from console.ui.dialogs.flag import FlagDialog
from console.ui.windows.main_window import MainWindow
from tests.helpers.waiting import wait_until


def confirm(flag_id: UUID) -> None:
    """What the operator reads at that moment, for the test."""
    sys.stdout.write(f"confirmed {flag_id}\n")
    sys.stdout.flush()


def main() -> None:
    arguments = [
        "console",
        "--centre",
        sys.argv[1],
        "--cameras",
        "traffic-001",
        "--layout",
        "1x1",
        "--size",
        "1280x720",
    ]
    options = ConsoleOptions.from_arguments(build_parser(arguments).parse_args(arguments))
    app = QApplication([])
    shell = Shell(app, options, SystemClock())
    signed_in = sign_in(options, shell)
    assert signed_in is not None
    running = RunningConsole(options, shell, *signed_in)
    running.show()
    window = running.window
    assert isinstance(window, MainWindow)
    window.activateWindow()
    wait_until(window.isActiveWindow, 10.0, "the window's turn: before, its keys mean nothing")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        flag(window)


def flag(window: MainWindow) -> None:
    QTest.keyClick(window.wall_view, Qt.Key.Key_F)
    dialog = wait_until(QApplication.activeModalWidget, 10.0, "the dialog")
    assert isinstance(dialog, FlagDialog)
    dialog.sent.connect(confirm)
    QTest.keyClicks(dialog.finder, "begal")
    QTest.keyClick(dialog.finder, Qt.Key.Key_Return)
    wait_until(lambda: QApplication.activeModalWidget() is None, 10.0, "the dialog's end")


if __name__ == "__main__":
    main()
