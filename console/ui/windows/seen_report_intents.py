"""Makes the report of what was seen in each kelurahan and saves it where the person says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.base.errors import KnownError
from console.domain.seen_coverage import SeenCoverage, seen_coverage
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.qt.background import Lane
from console.qt.pdf_pages import pdf_of
from console.ui.actions.table import ActionId
from console.ui.dialogs.save_file import ask_file
from console.ui.dialogs.seen_report import SeenReportDialog
from console.ui.messages import message_for
from console.ui.notices import Severity
from console.ui.seen_report import SeenReport, as_csv, as_html
from console.ui.stage import Services, Stage

_NOTICE = "seen-report"


class SeenReportIntents(QObject):
    """For one window. Main thread."""

    def __init__(self, window: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.SEEN_REPORT: self.ask}

    def ask(self) -> None:
        dialog = SeenReportDialog(self._window, self._stage)
        dialog.given.connect(self._ask_file)
        dialog.open()

    def save(self, path: Path, hours: int, kind: str) -> None:
        """Of the last ``hours``, as everything stands now; read and written in the background."""
        services, translator, until = self._services, self._stage.translator, self._stage.clock.now_utc()
        since = until - timedelta(hours=hours)

        def read() -> list[SeenCoverage]:
            seen = services.seen.last_seen(since, until)
            return seen_coverage(services.city.cameras(), services.city.areas(), seen)

        def write(rows: list[SeenCoverage]) -> None:
            report = SeenReport(rows, since, until, services.person.display_name)
            self._write(path, as_csv(translator, report) if kind == "csv" else as_html(translator, report))

        self._stage.background.run(read, write, self._on_failed, name="seen-report", owner=self)

    def _write(self, path: Path, content: bytes | str) -> None:
        """A text becomes pages."""
        text, title = self._stage.translator.text, self._stage.translator.text("seen-report-title")

        def write() -> None:
            replace_whole(path, pdf_of(content, title) if isinstance(content, str) else content, PRIVATE_MODE)

        def done(_none: None) -> None:
            self._stage.notices.post(_NOTICE, Severity.DONE, lambda: text("seen-report-saved", path=str(path)))

        self._stage.background.run(write, done, self._on_failed, name="seen-report-save", owner=self, lane=Lane.WRITE)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        known, translator = error, self._stage.translator
        self._stage.notices.post(_NOTICE, Severity.TROUBLE, lambda: message_for(translator, known).whole)

    def _ask_file(self, hours: int, kind: str) -> None:
        title = self._stage.translator.text("seen-report-title")
        day = f"{self._stage.clock.now_utc():%Y%m%d}"
        ask_file(self._window, title, f"ronda-{day}-{hours}.{kind}", lambda path: self.save(path, hours, kind))
