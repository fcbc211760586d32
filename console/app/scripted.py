"""Runs without a person: screenshots of the main views, one last picture, an end after so many seconds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from console.app.options import ConsoleOptions
from console.app.running import RunningConsole
from console.app.shell import Shell
from console.base.errors import KnownError
from console.base.logs import logger
from console.directory.service import SyncPhase
from console.qt.timer import Timer
from console.ui.windows.main_window import MainWindow

_log = logger("scripted")
_STEP_MS = 1500
_LOOK_EVERY_MS = 250
_WAIT_FOR_LIVE_SHARE = 0.5
_SEARCH_EXAMPLE = "RT 3 RW 4"


class ScriptedRun(QObject):
    """Takes its pictures once tiles are live and the directory is here, or when half of the time is over. Main thread only."""

    def __init__(self, running: RunningConsole, options: ConsoleOptions, shell: Shell, end: Callable[[], None]) -> None:
        super().__init__(running.window)
        self._running = running
        self._options = options
        self._shell = shell
        self._began_s = shell.clock.monotonic_s()
        self._steps = self._views() if options.screenshots is not None else []
        self._look = Timer(self, "scripted-look", _LOOK_EVERY_MS, self._on_look)
        self._step = Timer(self, "scripted-step", _STEP_MS, self._on_step)
        if self._steps:
            self._look.start()
        if options.exit_after_s is not None:
            Timer(self, "exit-after", round(options.exit_after_s * 1000), end, single_shot=True).start()

    def finish(self) -> None:
        """The last picture, before the window goes."""
        if self._options.screenshot is not None:
            self._save(self._options.screenshot)

    def _views(self) -> list[Callable[[], None]]:
        steps: list[Callable[[], None]] = [lambda: self._shot("wall.png")]
        window = self._running.window
        if isinstance(window, MainWindow):
            steps += [
                lambda: self._search(window),
                lambda: self._shot("search.png"),
                lambda: self._flag(window),
                lambda: self._shot("flag.png"),
                self._leave_dialog,
                window.intents.switch_language,
                lambda: self._shot("wall-other-language.png"),
                window.intents.switch_language,
                lambda: self._running.wall.show_full(0),
                lambda: self._shot("full-tile.png"),
                lambda: self._running.wall.show_full(None),
            ]
        return steps

    def _on_look(self) -> None:
        waited_s = self._shell.clock.monotonic_s() - self._began_s
        limit_s = (self._options.exit_after_s or 60.0) * _WAIT_FOR_LIVE_SHARE
        current = self._running.site.directory.sync_state.phase is SyncPhase.CURRENT
        if (self._running.watch.all_live and current) or waited_s > limit_s:
            self._look.stop()
            self._step.start()

    def _on_step(self) -> None:
        if not self._steps:
            self._step.stop()
            return
        self._steps.pop(0)()

    def _search(self, window: MainWindow) -> None:
        window.find_panel.focus_search()
        window.find_panel.field.setText(_SEARCH_EXAMPLE)

    def _flag(self, window: MainWindow) -> None:
        self._running.wall.select(0)
        window.intents.flag()

    def _leave_dialog(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.reject()

    def _shot(self, name: str) -> None:
        if self._options.screenshots is not None:
            self._save(self._options.screenshots / name)

    def _save(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not self._picture().save(str(file), "PNG"):
            _log.warning("%s", KnownError("disk.io", path=str(file), detail="PNG"))

    def _picture(self) -> QPixmap:
        """The window, with the dialog over it if one is open: a grab alone would leave that out."""
        window, dialog = self._running.window, QApplication.activeModalWidget()
        picture = window.grab()
        if dialog is not None:
            painter = QPainter(picture)
            painter.drawPixmap(window.mapFromGlobal(dialog.frameGeometry().topLeft()), dialog.grab())
            painter.end()
        return picture
