"""Walks the widgets of a window: controls without a name for a screen reader, buttons cut off or too small to touch."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSplitter,
    QToolButton,
    QWidget,
)

_INNER = (QComboBox, QAbstractSpinBox)


def shown(window: QWidget) -> Iterator[QWidget]:
    """The window's own visible widgets; not the inner parts of fields, nor what lies in another window."""
    for widget in window.findChildren(QWidget):
        parent = widget.parentWidget()
        if not widget.isVisible() or widget.window() is not window or widget.objectName().startswith("qt_"):
            continue
        if isinstance(parent, _INNER) or isinstance(widget, QScrollBar):
            continue
        yield widget


def controls(window: QWidget) -> Iterator[QWidget]:
    """What can be reached by key or pressed."""
    for widget in shown(window):
        if isinstance(widget, QScrollArea | QSplitter) or _is_inside_of_one(widget):
            continue
        takes_keys = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if widget.isEnabled() and (takes_keys or isinstance(widget, QAbstractButton)):
            yield widget


def spoken_name(widget: QWidget) -> str:
    """As a screen reader is told."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)).strip() if interface is not None else ""


def unnamed(window: QWidget) -> list[str]:
    return [_path(widget) for widget in controls(window) if not spoken_name(widget)]


def cut(window: QWidget) -> list[str]:
    """Buttons whose words are not all there."""
    return [
        f"{_path(button)} {button.text()!r} {button.width()} < {button.minimumSizeHint().width()}"
        for button in shown(window)
        if isinstance(button, QAbstractButton) and _words(button) and button.width() < button.minimumSizeHint().width()
    ]


def too_small(window: QWidget, least_px: int) -> list[str]:
    """Buttons and fields that a finger would miss."""
    return [
        f"{_path(widget)} {widget.width()}x{widget.height()}"
        for widget in controls(window)
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QAbstractSpinBox)
        if widget.height() < least_px or (isinstance(widget, QToolButton | QPushButton) and widget.width() < least_px)
    ]


def beyond(window: QWidget, width_px: int, height_px: int) -> list[str]:
    """The window itself where the screen is too small for it, and what lies outside of it."""
    found = [f"{_path(window)} {window.width()}x{window.height()}"]
    return found if window.width() > width_px or window.height() > height_px else []


def _words(button: QAbstractButton) -> bool:
    icon_only = isinstance(button, QToolButton) and button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    return bool(button.text()) and not icon_only


def _is_inside_of_one(widget: QWidget) -> bool:
    """A list's view port, or an editor within a list."""
    parent = widget.parentWidget()
    return (isinstance(parent, QAbstractScrollArea) and widget is parent.viewport()) or isinstance(
        parent, QAbstractItemView
    )


def _path(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return f"{type(parent).__name__ if parent is not None else ''}/{type(widget).__name__}#{widget.objectName()}"
