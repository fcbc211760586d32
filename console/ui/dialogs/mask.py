"""Says what of a camera's picture nobody is to see, drawn on the living picture, with a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.domain.camera_mask import Polygons
from console.domain.closure import LONGEST_REASON, SHORTEST_REASON
from console.qt.background import Lane
from console.ui.messages import message_for
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.marks.area_editor import AreaEditor
from console.widgets.retranslation import keep_translated

Save = Callable[[Polygons, str], None]
"""Blocks; raises KnownError net.*, auth.*, centre.*."""


class MaskDialog(FittingDialog):
    """Closes when the centre has it."""

    def __init__(
        self,
        parent: QWidget,
        stage: Stage,
        about: str,
        picture: Callable[[], QImage],
        polygons: Polygons,
        save: Save,
    ) -> None:
        """``about`` names the camera; ``polygons`` are what is masked now."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._before = polygons
        self._save = save
        self._busy = False
        self._error: Exception | None = None
        self._about = QLabel(about, self)
        self._about.setObjectName("title")
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._hint = QLabel(self)
        self._hint.setObjectName("dim")
        self._hint.setWordWrap(True)
        self.editor = AreaEditor(self, stage.theme, picture, polygons)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(LONGEST_REASON)
        self._problem = QLabel(self)
        self._problem.setObjectName("alarm")
        self._problem.setWordWrap(True)
        self._buttons = {
            "mask-close-area": self._made_button(self.editor.close_area),
            "mark-undo": self._made_button(self.editor.undo),
            "mask-clear": self._made_button(self.editor.clear),
            "flag-cancel": self._made_button(self.reject),
        }
        self.save_button = self._made_button(self.save)
        self.save_button.setObjectName("primary")
        self.save_button.setDefault(True)
        self._lay_out()
        self.editor.changed.connect(self._follow)
        self.reason.textChanged.connect(lambda _text: self._follow())
        keep_translated(self, stage.translator, self._retranslate)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def problem(self) -> str:
        return self._problem.text()

    def save(self) -> None:
        """An area that was begun and not closed is closed: what was drawn is meant."""
        self.editor.close_area()
        if not self._is_complete() or self._busy:
            return
        self._busy, self._error = True, None
        self._retranslate()
        polygons, reason = self.editor.polygons, self.reason.text().strip()
        self._stage.background.run(
            lambda: self._save(polygons, reason),
            lambda _none: self.accept(),
            self._on_error,
            name="mask",
            owner=self,
            lane=Lane.CAPTURE,
        )

    def _on_error(self, error: Exception) -> None:
        self._busy, self._error = False, error
        self._retranslate()

    def _is_complete(self) -> bool:
        is_other = self.editor.polygons != self._before or bool(self.editor.corners)
        return is_other and len(self.reason.text().strip()) >= SHORTEST_REASON

    def _follow(self) -> None:
        self.save_button.setEnabled(self._is_complete() and not self._busy)

    def _made_button(self, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: do())
        return button

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        self.resize(px(220), px(165))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(6)] * 4)
        column.setSpacing(px(3))
        column.addWidget(self._about)
        column.addWidget(self._hint)
        column.addWidget(self.editor, 1)
        column.addWidget(self.reason)
        column.addWidget(self._problem)
        buttons = QHBoxLayout()
        for name in ("mask-close-area", "mark-undo", "mask-clear"):
            buttons.addWidget(self._buttons[name])
        buttons.addStretch(1)
        buttons.addWidget(self._buttons["flag-cancel"])
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text("mask-title"))
        self._hint.setText(text("mask-explained"))
        self.editor.setAccessibleName(text("mask-title"))
        self.editor.setAccessibleDescription(text("mask-explained"))
        self.reason.setPlaceholderText(text("reason-placeholder"))
        self.reason.setAccessibleName(text("reason-placeholder"))
        for name, button in self._buttons.items():
            button.setText(text(name))
        self.save_button.setText(text("flag-saving" if self._busy else "mask-save"))
        self._problem.setText(message_for(self._stage.translator, self._error).whole if self._error else "")
        self._follow()
