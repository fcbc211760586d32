"""Saves the disturbances that a page shows as a table; for those who may take such tables along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from console.domain.camera import CameraId
from console.domain.roles import Permission, may
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.qt.background import Lane
from console.ui.cause_file import causes_csv
from console.ui.dialogs.save_file import ask_file
from console.ui.pages.page import Page
from console.ui.stage import Services
from console.widgets.retranslation import keep_translated
from console.wire.causes import CauseRecord


class CauseSaving:
    """``rows`` are the lines that the page shows, in their order."""

    def __init__(self, page: Page, services: Services, rows: Callable[[], list[CauseRecord]]) -> None:
        self._page = page
        self._directory = services.directory
        self._rows = rows
        self.button = QPushButton(page)
        self.button.setVisible(may(services.person.role, Permission.EXPORT_COVERAGE))
        self.button.clicked.connect(lambda _checked=False: self._ask())
        keep_translated(page, page.stage.translator, self._retranslate)

    def save(self, path: Path) -> None:
        page, rows, filtered = self._page, self._rows(), self._directory.filtered
        text = page.stage.translator.text
        cameras = list(dict.fromkeys(CameraId(camera.camera_id) for cause in rows for camera in cause.cameras))
        page.stage.background.run(
            lambda: replace_whole(path, causes_csv(rows, filtered.of(cameras)).encode(), PRIVATE_MODE),
            lambda _none: page.say(lambda: text("causes-saved", path=str(path))),
            page.say_error,
            name="disturbances-save",
            owner=page,
            lane=Lane.WRITE,
        )

    def _ask(self) -> None:
        ask_file(self._page, self._page.stage.translator.text("causes-save"), "ronda-gangguan.csv", self.save)

    def _retranslate(self) -> None:
        self.button.setText(self._page.stage.translator.text("causes-save"))
