"""The history of a camera: since when it is as it is, and what it was before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from console.domain.camera import CameraId, FeedQuality
from console.domain.feed_history import FeedSpell
from console.ui.ports import CameraHistory
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.theme.signs import state_colour

MOST_SPELLS = 40
_STATE_COLUMN, _COLUMNS = 1, 5


class HistoryDialog(FittingDialog):
    """Reads in the background; one line for each spell, the newest on top."""

    def __init__(self, parent: QWidget, stage: Stage, camera: CameraId, name: str, history: CameraHistory) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._stage = stage
        self.lines: list[list[str]] = []
        """The words of each spell."""
        text, px = stage.translator.text, stage.theme.px
        self.setWindowTitle(text("action-history"))
        self._title = QLabel(name, self)
        self._title.setObjectName("title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.summary = QLabel(self)
        self.remark = QLabel(self)
        self.remark.setWordWrap(True)
        self.remark.hide()
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setMinimumSize(px(150), px(70))
        close = QPushButton(text("close"), self)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(5)] * 4)
        column.setSpacing(px(3))
        for part in (self._title, self.summary, self.remark, self._area):
            column.addWidget(part)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        stage.background.run(lambda: history.spells(camera, MOST_SPELLS), self._show, name="history", owner=self)

    def add_remark(self, key: str) -> None:
        """What else there is to know of this camera on this machine."""
        self.remark.setText(self._stage.translator.text(key))
        self.remark.show()

    def _show(self, spells: list[FeedSpell]) -> None:
        self.summary.setText(self._summary(spells))
        self.lines = [self._words(spell) for spell in spells]
        inside = QWidget(self._area)
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(self._stage.theme.px(5))
        grid.setVerticalSpacing(self._stage.theme.px(1))
        colours = self._stage.theme.colours
        for row, (spell, words) in enumerate(zip(spells, self.lines, strict=True)):
            for column, word in enumerate(words):
                label = QLabel(word, inside)
                label.setTextFormat(Qt.TextFormat.PlainText)
                if column == _STATE_COLUMN:
                    label.setStyleSheet(f"color: {state_colour(spell.condition.state, colours)}")
                grid.addWidget(label, row, column)
        grid.setRowStretch(len(spells), 1)
        grid.setColumnStretch(_COLUMNS, 1)
        self._area.setWidget(inside)

    def _summary(self, spells: list[FeedSpell]) -> str:
        lasting = next((spell for spell in spells if spell.until_utc is None), None)
        if lasting is None:
            return self._stage.translator.text("history-none" if not spells else "history-not-shown")
        since, state, lasted, *_ = self._words(lasting)
        return self._stage.translator.text("history-now", state=state, time=since, age=lasted)

    def _words(self, spell: FeedSpell) -> list[str]:
        """Since when, which state, how long, which feed, why."""
        text, formats = self._stage.translator.text, self._stage.translator.formats
        now_utc = self._stage.clock.now_utc()
        return [
            formats.recent(spell.since_utc, now_utc),
            text(f"state-{spell.condition.state.value}"),
            formats.age(spell.lasted_s(now_utc)),
            text("history-large" if spell.feed.quality is FeedQuality.MAIN else "history-small"),
            self._stage.reason(spell.condition.reason) if spell.condition.reason else "",
        ]
