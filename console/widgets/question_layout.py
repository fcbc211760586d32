"""How a dialog that asks one thing is laid out: its parts under each other, its two buttons at the lower right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.widgets.theme.theme import Theme


def lay_out_question(
    dialog: QDialog, theme: Theme, width: float, parts: Sequence[QWidget], buttons: Sequence[QPushButton]
) -> None:
    """``width`` in the theme's units; the last of ``buttons`` is the one that does it."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(*[theme.px(6)] * 4)
    column.setSpacing(theme.px(3))
    dialog.setMinimumWidth(theme.px(width))
    for part in parts:
        column.addWidget(part)
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    column.addLayout(row)


def fit_words(dialog: QDialog) -> None:
    """Words that wrap need their height for this width."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        dialog.resize(dialog.width(), layout.totalHeightForWidth(dialog.width()))
