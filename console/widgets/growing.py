"""Room for words that came after a dialog was laid out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def grow_to_words(dialog: QWidget) -> None:
    """Never smaller than its words, wrapped at its width: the smallest height of a layout doesn't ask how they wrap."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    height_px = layout.totalHeightForWidth(dialog.width()) if layout.hasHeightForWidth() else dialog.height()
    if height_px > dialog.height():
        dialog.resize(dialog.width(), height_px)
