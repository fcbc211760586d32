"""Draws a layout of one's own: tiles are split, joined and dragged, with their shape, spacing and a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.domain.layout import MOST_NAME, MOST_SPACING, Layout, TileShape
from console.domain.layout_draft import draft_of
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.retranslation import keep_translated
from console.widgets.wall.layout_canvas import LayoutCanvas

_SHAPE_KEYS = {TileShape.FILL: "editor-fill", TileShape.WIDE: "editor-wide", TileShape.CLASSIC: "editor-classic"}


class LayoutEditorDialog(FittingDialog):
    """Signals: ``given(Layout, origins)``, for each tile the old one that it was; then it closes."""

    given = Signal(object, object)

    def __init__(
        self, parent: QWidget, stage: Stage, layout: Layout, name: str, label_of: Callable[[int], str], ratio: float
    ) -> None:
        """``name``: the one to begin with; ``label_of`` names the camera of a tile; ``ratio`` is that of the wall."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self._hint = QLabel(self)
        self._hint.setObjectName("dim")
        self._hint.setWordWrap(True)
        self.canvas = LayoutCanvas(self, stage.theme, draft_of(layout), label_of, ratio)
        self.name = QLineEdit(name, self)
        self.name.setMaxLength(MOST_NAME)
        self._labels = {key: QLabel(self) for key in ("layouts-name", "editor-shape", "editor-spacing")}
        self.shape = QComboBox(self)
        for shape in TileShape:
            self.shape.addItem("", shape)
        self.shape.setCurrentIndex(list(TileShape).index(layout.shape))
        self.spacing = QComboBox(self)
        self.spacing.addItems([str(spacing) for spacing in range(MOST_SPACING + 1)])
        self.spacing.setCurrentIndex(layout.spacing)
        self.buttons = {
            "editor-split-upright": self._made_button(lambda: self.canvas.sketch.split(upright=True)),
            "editor-split-flat": self._made_button(lambda: self.canvas.sketch.split(upright=False)),
            "editor-join": self._made_button(self.canvas.sketch.join),
            "mark-undo": self._made_button(self.canvas.sketch.undo),
            "flag-cancel": self._made_button(self.reject),
        }
        self.use_button = self._made_button(self.use)
        self.use_button.setObjectName("primary")
        self.use_button.setDefault(True)
        self._lay_out()
        self.canvas.changed.connect(self._follow)
        self.name.textChanged.connect(lambda _text: self._follow())
        keep_translated(self, stage.translator, self._retranslate)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def use(self) -> None:
        """On the wall."""
        try:
            layout = self.canvas.draft.layout(
                self.name.text().strip(), TileShape(self.shape.currentData()), self.spacing.currentIndex()
            )
        except ValueError:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.given.emit(layout, self.canvas.draft.origins)
        self.accept()

    def _follow(self) -> None:
        one = len(self.canvas.sketch.chosen) == 1
        for key in ("editor-split-upright", "editor-split-flat"):
            self.buttons[key].setEnabled(one)
        self.buttons["editor-join"].setEnabled(self.canvas.sketch.can_join())
        self.use_button.setEnabled(bool(self.name.text().strip()))

    def _made_button(self, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: do())
        return button

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        self.resize(px(230), px(165))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(6)] * 4)
        column.setSpacing(px(3))
        tools, facts, ends = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for key in ("editor-split-upright", "editor-split-flat", "editor-join", "mark-undo"):
            tools.addWidget(self.buttons[key])
        tools.addStretch(1)
        for key, field in (("layouts-name", self.name), ("editor-shape", self.shape), ("editor-spacing", self.spacing)):
            facts.addWidget(self._labels[key])
            facts.addWidget(field, 1 if field is self.name else 0)
        ends.addStretch(1)
        ends.addWidget(self.buttons["flag-cancel"])
        ends.addWidget(self.use_button)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addLayout(tools)
        column.addWidget(self.canvas, 1)
        column.addLayout(facts)
        column.addLayout(ends)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text("editor-title"))
        self._title.setText(text("editor-title"))
        self._hint.setText(text("editor-explained"))
        self.canvas.setAccessibleName(text("editor-title"))
        self.canvas.setAccessibleDescription(text("editor-explained"))
        for key, label in self._labels.items():
            label.setText(text(key))
        self.name.setAccessibleName(text("layouts-name"))
        self.spacing.setAccessibleName(text("editor-spacing"))
        self.shape.setAccessibleName(text("editor-shape"))
        for index, shape in enumerate(TileShape):
            self.shape.setItemText(index, text(_SHAPE_KEYS[shape]))
        for key, button in self.buttons.items():
            button.setText(text(key))
        self.use_button.setText(text("editor-use"))
        self._follow()
