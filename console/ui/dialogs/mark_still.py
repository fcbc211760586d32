"""Draws on a still of a flag that was made before; what is saved is a marked copy beside the original."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.domain.event import KeptStill
from console.domain.still_mark import Marks
from console.qt.background import Lane
from console.ui.dialogs.still_marker import StillMarker
from console.ui.messages import message_for
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.retranslation import keep_translated

Pictures = Sequence[tuple[KeptStill, QImage]]


class MarkStillDialog(FittingDialog):
    """``save`` makes it durable, in the background. Signals: ``saved()``; then it closes."""

    saved = Signal()

    def __init__(
        self,
        parent: QWidget,
        stage: Stage,
        pictures: Pictures,
        named: Callable[[KeptStill], str],
        save: Callable[[KeptStill, Marks], None],
    ) -> None:
        """``pictures`` has at least one; ``named`` says which one it is."""
        super().__init__(parent)
        self.setModal(True)
        self._stage = stage
        self._pictures = pictures
        self._named = named
        self._save = save
        self._busy = False
        self._error: Exception | None = None
        self.choice = QComboBox(self)
        self.choice.setVisible(len(pictures) > 1)
        for still, _image in pictures:
            self.choice.addItem(named(still))
        self.marker = StillMarker(self, stage, pictures[0][1])
        self._problem = QLabel(self)
        self._problem.setObjectName("alarm")
        self._problem.setWordWrap(True)
        self.save_button = QPushButton(self)
        self.save_button.setObjectName("primary")
        self.save_button.setDefault(True)
        self.cancel_button = QPushButton(self)
        self.cancel_button.setAutoDefault(False)
        self._lay_out()
        self.choice.currentIndexChanged.connect(lambda index: self.marker.editor.show_still(pictures[index][1]))
        self.marker.editor.changed.connect(self._follow)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        keep_translated(self, stage.translator, self._retranslate)
        self.marker.editor.setFocus()

    @property
    def problem(self) -> str:
        return self._problem.text()

    def save(self) -> None:
        """Not without a mark; a failure is said in the dialog, which stays."""
        marks, still = self.marker.editor.pen.marks, self._pictures[max(0, self.choice.currentIndex())][0]
        if self._busy or not marks:
            return
        self._busy, self._error = True, None
        self._retranslate()
        self._stage.background.run(
            lambda: self._save(still, marks),
            lambda _none: self._on_saved(),
            self._on_error,
            name="mark-still",
            owner=self,
            lane=Lane.WRITE,
        )

    def done(self, result: int) -> None:
        super().done(result)
        self.deleteLater()

    def _on_saved(self) -> None:
        self.saved.emit()
        self.accept()

    def _on_error(self, error: Exception) -> None:
        self._busy, self._error = False, error
        self._retranslate()

    def _follow(self) -> None:
        self.save_button.setEnabled(bool(self.marker.editor.pen.marks) and not self._busy)

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        self.resize(px(200), px(140))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(6)] * 4)
        column.setSpacing(px(3))
        column.addWidget(self.choice)
        column.addWidget(self.marker, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._problem, 1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text("mark-title"))
        self.choice.setAccessibleName(text("mark-choice"))
        for index, (still, _image) in enumerate(self._pictures):
            self.choice.setItemText(index, self._named(still))
        self.save_button.setText(text("flag-saving" if self._busy else "mark-save"))
        self.cancel_button.setText(text("flag-cancel"))
        self._problem.setText(message_for(self._stage.translator, self._error).whole if self._error else "")
        self._follow()
