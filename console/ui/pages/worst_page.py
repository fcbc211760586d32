"""The feeds that fared worst: the least fresh of the time that somebody looked; Enter shows one on the selected tile."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from console.domain.camera import FeedKey, FeedQuality
from console.domain.feed_span import FeedSpan
from console.health.reach import Reach
from console.ui.camera_book import CameraBook
from console.ui.health_port import HealthDesk
from console.ui.models.rows_table import Column, RowsTable
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.page import Page
from console.ui.pages.reach_buttons import ReachButtons
from console.ui.stage import Stage
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.table_view import TableView
from console.widgets.retranslation import keep_translated

MOST_LISTED = 20
_REACHES = (Reach.SIX_HOURS, Reach.WEEK, Reach.QUARTER_YEAR)
_SHARES = (34, 8, 12, 14, 10, 11, 11)
Row = tuple[FeedKey, FeedSpan]


class WorstPage(Page):
    """Signals: ``chosen(str)``: a camera to be shown, by Enter or double click; the page stays open."""

    chosen = Signal(str)

    def __init__(self, window: QWidget, stage: Stage, desk: HealthDesk, book: CameraBook) -> None:
        super().__init__(window, stage, "worst-title")
        self._desk = desk
        self._book = book
        self._reading = False
        columns: tuple[Column[Row], ...] = (
            Column("worst-camera", lambda row: self._name(row[0])),
            Column("worst-feed", lambda row: stage.translator.text(_size_key(row[0]))),
            Column("worst-fresh", lambda row: f"{stage.translator.formats.measure(100 * fresh_share(row[1]), 1)} %"),
            Column("worst-looked", lambda row: stage.translator.formats.age(row[1].looked_s)),
            Column("worst-silences", lambda row: stage.translator.formats.count(row[1].silences)),
            Column("worst-connections", lambda row: stage.translator.formats.count(row[1].connections)),
            Column("worst-age", lambda row: stage.translator.formats.age(row[1].age_ms / 1000)),
        )
        self.model: RowsTable[Row] = RowsTable(self, stage.translator, columns)
        self.table = TableView(self, self.model, _SHARES)
        self.table.activated.connect(self._on_activated)
        self.answer = AnswerArea(self, stage, self.table)
        self.reaches = ReachButtons(self, stage, _REACHES)
        self.reaches.chosen.connect(self._read)
        self._about = QLabel(self)
        self._about.setObjectName("small")
        self._about.setWordWrap(True)
        self.again_button = QPushButton(self)
        self.again_button.setAutoDefault(False)
        self.again_button.clicked.connect(lambda _checked=False: self._read())
        top = QHBoxLayout()
        top.addWidget(self._about, 1)
        top.addWidget(self.reaches)
        self.body.addLayout(top)
        self.body.addWidget(self.answer, 1)
        self.foot.addWidget(self.again_button)
        book.changed.connect(self._on_named)
        text = stage.translator.text
        self.answer.show_words(lambda: text("health-reading"))
        keep_translated(self, stage.translator, self._retranslate)
        self._read()

    def _on_named(self) -> None:
        """The directory has told names. A method of the page, so that it ends with the page, which the book outlives."""
        if self.model.rows:
            self.model.set_rows(self.model.rows)

    def _read(self) -> None:
        reach = self.reaches.reach
        self._reading = True
        self.stage.background.run(
            lambda: self._desk.worst(reach, MOST_LISTED),
            lambda rows: self._on_read(reach, rows),
            self._on_failed,
            name="worst-feeds",
            owner=self,
        )

    def _on_read(self, reach: Reach, rows: list[Row]) -> None:
        self._reading = False
        if reach is not self.reaches.reach:
            return
        self.model.set_rows(rows)
        if rows:
            self.answer.show_answer()
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            text = self.stage.translator.text
            self.answer.show_words(lambda: text("worst-nothing"))

    def _on_failed(self, error: Exception) -> None:
        self._reading = False
        self.model.set_rows(())
        self.answer.show_error(error, self._read)

    def _on_activated(self, index: QModelIndex) -> None:
        row = index.data(ENTRY_ROLE)
        if row is not None:
            self.chosen.emit(str(row[0].camera_id))

    def _name(self, feed: FeedKey) -> str:
        entry = self._book.entry(feed.camera_id)
        return f"{entry.camera.number} · {entry.camera.name}" if entry else str(feed.camera_id)

    def _retranslate(self) -> None:
        text = self.stage.translator.text
        self._about.setText(text("worst-about"))
        self.again_button.setText(text("worst-again"))
        self.table.setAccessibleName(text("worst-title"))


def fresh_share(span: FeedSpan) -> float:
    """How much of the time that somebody looked."""
    return min(1.0, span.live_s / span.looked_s) if span.looked_s else 0.0


def _size_key(feed: FeedKey) -> str:
    return "history-large" if feed.quality is FeedQuality.MAIN else "history-small"
