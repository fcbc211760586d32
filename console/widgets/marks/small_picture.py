"""A picture made small enough to travel inside a message."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage

from console.base.errors import KnownError
from console.widgets.marks.mark_painter import as_jpeg

_QUALITIES = (80, 60, 35, 15)
"""Noise at night packs badly: rather a coarse picture than none."""


def small_jpeg(image: QImage, largest_px: int, largest_bytes: int) -> bytes:
    """Any thread. Raises KnownError ``evidence.unreadable``."""
    if image.isNull():
        raise KnownError("evidence.unreadable")
    if max(image.width(), image.height()) > largest_px:
        image = image.scaled(
            largest_px, largest_px, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    for quality in _QUALITIES:
        content = as_jpeg(image, quality)
        if len(content) <= largest_bytes:
            return content
    return small_jpeg(image, max(image.width(), image.height()) // 2, largest_bytes)


def smaller_jpeg(jpeg: bytes, largest_px: int, largest_bytes: int) -> bytes:
    """Of one that is packed already. Any thread. Raises KnownError ``evidence.unreadable``."""
    return small_jpeg(QImage.fromData(QByteArray(jpeg)), largest_px, largest_bytes)
