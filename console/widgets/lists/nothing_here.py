"""Words in the middle of a list that has nothing to show, so that it never just looks broken."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QVBoxLayout


def nothing_label(view: QAbstractItemView, margin_px: int) -> QLabel:
    """A label over ``view``, hidden; the caller says what and shows it while there is nothing."""
    label = QLabel(view)
    label.setObjectName("dim")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    label.hide()
    over = QVBoxLayout(view)
    over.setContentsMargins(margin_px, margin_px, margin_px, margin_px)
    over.addWidget(label)
    over.addStretch(1)
    return label
