"""A text field with a magnifying glass and a button that empties it, both as large as the theme says."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from console.qt.icons import icon, icon_pixmap
from console.widgets.theme.theme import Theme


class SearchField(QLineEdit):
    """Qt's own icons in a field have one size on every screen; these grow with the theme."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        glass = QLabel(self)
        glass.setPixmap(icon_pixmap("search", theme.colours.text_dim, theme.px(4.5), self.devicePixelRatioF()))
        self.clear_button = QToolButton(self)
        self.clear_button.setObjectName("inField")
        self.clear_button.setIcon(icon("close", theme.colours.text_dim))
        self.clear_button.setIconSize(QSize(theme.px(3.5), theme.px(3.5)))
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear_button.clicked.connect(self.clear)
        self.clear_button.hide()
        self.textChanged.connect(lambda text: self.clear_button.setVisible(bool(text)))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(2), 0, theme.px(1), 0)
        row.addWidget(glass)
        row.addStretch(1)
        row.addWidget(self.clear_button)
        self.setTextMargins(theme.px(5.5), 0, theme.px(5), 0)

    @property
    def typed(self) -> str:
        """Without blanks around it."""
        return self.text().strip()
