"""What a person does with the release that is shown: a step, a hold of its flag, a minute to a file."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from console.domain.release_state import ReleaseAction
from console.qt.background import Lane
from console.ui.dialogs.release_step import ReleaseStepDialog
from console.ui.dialogs.save_file import ask_file
from console.ui.pages.page import Page
from console.ui.pages.release_details import ReleaseDetails
from console.ui.stage import Services, Stage
from console.ui.windows.hold_intents import HoldIntents
from console.wire.releases import ReleaseRecord


class ReleaseActs(QObject):
    """For one page, which says what became of them. Main thread."""

    def __init__(self, page: Page, stage: Stage, services: Services, details: ReleaseDetails) -> None:
        super().__init__(page)
        self._page = page
        self._stage = stage
        self._desk = services.releases
        self._details = details
        self._holds = HoldIntents(page, stage, services)
        details.step_asked.connect(self.take)
        details.minute_asked.connect(self.save_minute)
        details.hold_asked.connect(self.hold_or_lift)

    def take(self, action: ReleaseAction) -> None:
        record = self._details.record
        if record is not None:
            dialog = ReleaseStepDialog(self._page, self._stage, self._desk, record, action)
            dialog.taken.connect(self._on_taken)
            dialog.open()

    def save_minute(self, kind: str) -> None:
        record = self._details.record
        if record is not None:
            title = self._stage.translator.text(f"release-minute-{kind}")
            name = f"{record.number}-{kind}.pdf"
            ask_file(self._page, title, name, lambda path: self._save(record.id, kind, path))

    def hold_or_lift(self) -> None:
        record = self._details.record
        if record is not None:
            act = self._holds.lift if record.hold else self._holds.hold
            act(record.flag_id, record.flag_number)

    def _save(self, release_id: UUID, kind: str, path: Path) -> None:
        text, desk, page = self._stage.translator.text, self._desk, self._page
        self._stage.background.run(
            lambda: desk.save_minute(release_id, kind, path),
            lambda _none: page.say(lambda: text("release-minute-saved", path=str(path))),
            page.say_error,
            name="release-minute",
            owner=self,
            lane=Lane.WRITE,
        )

    def _on_taken(self, record: ReleaseRecord) -> None:
        text = self._stage.translator.text
        self._page.say(lambda: f"{record.number}: {text(f'release-state-{record.state.value}')}")
