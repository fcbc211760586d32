"""Opens the still of a flag to be drawn on, from the menu of its line."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.audit_act import AuditAct
from console.domain.event import EventEntry, KeptStill
from console.domain.still_mark import MarkOrder, Marks
from console.ui.camera_book import CameraBook
from console.ui.dialogs.mark_still import MarkStillDialog
from console.ui.notices import Severity
from console.ui.stage import Services, Stage
from console.widgets.wall.mask_painter import masked


class MarkingIntents(QObject):
    """For one window. Main thread."""

    def __init__(self, window: QWidget, stage: Stage, services: Services, book: CameraBook) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._book = book

    def fill_menu(self, menu: QMenu, entry: EventEntry) -> None:
        words = self._stage.translator.text("event-mark-still")
        menu.addAction(words).triggered.connect(lambda _checked=False: self.begin(entry))

    def begin(self, entry: EventEntry) -> None:
        """The originals are read in the background; those that the centre has had for a day are gone from here."""
        desk, masks = self._services.flags, self._services.masks
        self._stage.background.run(
            lambda: [
                (still, masked(QImage(str(still.path)), masks.of(still.camera_id))) for still in desk.stills(entry.id)
            ],
            lambda pictures: self._open(entry, pictures),
            name="flag-stills",
            owner=self,
        )

    def _open(self, entry: EventEntry, pictures: list[tuple[KeptStill, QImage]]) -> None:
        readable = [(still, image) for still, image in pictures if not image.isNull()]
        if not readable:
            translator = self._stage.translator
            self._stage.notices.post("mark-still", Severity.INFO, lambda: translator.text("notice-no-still"))
            return
        dialog = MarkStillDialog(
            self._window, self._stage, readable, self._named, lambda still, marks: self._save(entry, still, marks)
        )
        dialog.saved.connect(lambda: self._on_saved(entry))
        dialog.open()

    def _save(self, entry: EventEntry, still: KeptStill, marks: Marks) -> None:
        """In the background."""
        order = MarkOrder(marks, self._services.person.display_name, self._stage.clock.now_utc())
        self._services.flags.mark_still(entry.id, still.id, order)
        self._services.audit.note(AuditAct.FLAG_CHANGED, str(entry.id), f"mark_still: {still.id}")

    def _on_saved(self, entry: EventEntry) -> None:
        translator, number = self._stage.translator, entry.number
        self._stage.notices.post("mark-still", Severity.DONE, lambda: translator.text("notice-marked", flag=number))

    def _named(self, still: KeptStill) -> str:
        entry = self._book.entry(still.camera_id)
        name = f"{entry.camera.number} {entry.camera.name}" if entry else still.camera_id
        return f"{name} · {self._stage.translator.formats.recent(still.at_utc, self._stage.clock.now_utc())}"
