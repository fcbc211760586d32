"""The picture of a layout on its button, drawn from the layout itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from console.domain.layout import Layout

_OVERSAMPLING = 3


def layout_icon(layout: Layout, colour: str, side_px: int) -> QIcon:
    pixmap = QPixmap(side_px * _OVERSAMPLING, side_px * _OVERSAMPLING)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    gap = pixmap.width() * (0.10 if layout.columns < 5 else 0.06)  # noqa: PLR2004  finer grids need finer gaps
    top = pixmap.height() * 0.1
    cell_width = (pixmap.width() + gap) / layout.columns
    cell_height = (pixmap.height() * 0.8 + gap) / layout.rows
    for cell in layout.cells:
        painter.drawRect(
            QRectF(
                cell.column * cell_width,
                top + cell.row * cell_height,
                cell.column_span * cell_width - gap,
                cell.row_span * cell_height - gap,
            )
        )
    painter.end()
    return QIcon(pixmap)
