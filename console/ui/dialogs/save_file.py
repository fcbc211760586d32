"""Asks where a file of the person's own goes; Qt's own dialog, the same on every desktop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_file(parent: QWidget, title: str, name: str, on_chosen: Callable[[Path], None]) -> None:
    """``name`` is offered in the person's home folder; its ending is the file's kind."""
    suffix = Path(name).suffix.removeprefix(".")
    dialog = QFileDialog(parent, title, str(Path.home() / name))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
    dialog.fileSelected.connect(lambda path: on_chosen(Path(path)))
    dialog.open()
