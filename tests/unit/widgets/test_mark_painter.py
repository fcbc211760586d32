"""Marks can be read on any picture, and lie where they were put."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.base.errors import KnownError
from console.domain.still_mark import MarkKind, Marks, StillMark
from console.widgets.marks.mark_painter import as_jpeg, marked_jpeg, paint_marks
from console.widgets.theme.contrast import contrast

_BOX = StillMark(MarkKind.BOX, ((0.25, 0.25), (0.75, 0.75)))


def _painted(ground: str, marks: Marks) -> QImage:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    paint_marks(painter, QRectF(image.rect()), marks)
    painter.end()
    return image


@pytest.mark.parametrize("ground", ["#000000", "#ffffff", "#808080", "#ffd600", "#ff0000", "#2040ff"])
def test_a_mark_stands_out_from_every_picture(qapp: QApplication, ground: str) -> None:  # noqa: ARG001  fonts
    image = _painted(ground, (_BOX,))
    across = {image.pixelColor(200, y).name() for y in range(60, 90)}
    assert max(contrast(colour, ground) for colour in across) > 3


@pytest.mark.parametrize("kind", MarkKind)
def test_every_kind_paints_near_its_points_and_nowhere_else(qapp: QApplication, kind: MarkKind) -> None:  # noqa: ARG001  fonts
    image = _painted("#000000", (StillMark(kind, ((0.5, 0.5), (0.6, 0.6)), 7),))
    plain = _painted("#000000", ())
    changed = [(x, y) for x in range(400) for y in range(300) if image.pixel(x, y) != plain.pixel(x, y)]
    assert changed
    assert all(160 <= x <= 280 and 110 <= y <= 220 for x, y in changed)


def test_a_marked_copy_has_the_size_of_its_original_and_other_pixels(qapp: QApplication) -> None:  # noqa: ARG001  fonts
    original = as_jpeg(_painted("#405060", ()))
    copy = QImage.fromData(marked_jpeg(original, [_BOX]))
    assert (copy.width(), copy.height()) == (400, 300)
    assert copy.pixelColor(200, 75).yellow() > 100
    assert original == as_jpeg(_painted("#405060", ()))


def test_what_is_no_picture_is_told() -> None:
    with pytest.raises(KnownError, match=r"evidence\.unreadable"):
        marked_jpeg(b"no picture", [_BOX])
