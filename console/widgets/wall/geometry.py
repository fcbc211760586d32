"""Where the tiles of a layout lie in pixels, and how a picture is fitted into a box."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt

from console.domain.layout import Cell, Layout

_KEEP = Qt.AspectRatioMode.KeepAspectRatio


def tile_rects(layout: Layout, size: QSize, gap_px: int, strip_px: int = 0) -> list[QRect]:
    """One rectangle a tile; they fill ``size`` to the last pixel with ``gap_px`` between and around.

    A layout with a shape lies in the middle, as large as it goes: the picture over the strip of a tile has that shape.
    """
    area = _area(layout, size, gap_px, strip_px)

    def place(cell: Cell) -> QRect:
        left, right = _edges(area.width(), layout.columns, cell.column, cell.column_span, gap_px)
        top, bottom = _edges(area.height(), layout.rows, cell.row, cell.row_span, gap_px)
        return QRect(area.x() + left, area.y() + top, max(0, right - left), max(0, bottom - top))

    return [place(cell) for cell in layout.cells]


def _area(layout: Layout, size: QSize, gap_px: int, strip_px: int) -> QRect:
    ratio = layout.shape.ratio
    if ratio is None:
        return QRect(0, 0, size.width(), size.height())
    across, down = layout.columns / layout.units, layout.rows / layout.units
    over_px = gap_px + strip_px
    wide = max(0.0, min((size.width() - gap_px) / across - gap_px, ratio * ((size.height() - gap_px) / down - over_px)))
    whole = QSize(round((wide + gap_px) * across) + gap_px, round((wide / ratio + over_px) * down) + gap_px)
    left, top = (size.width() - whole.width()) // 2, (size.height() - whole.height()) // 2
    return QRect(max(0, left), max(0, top), min(whole.width(), size.width()), min(whole.height(), size.height()))


def _edges(length_px: int, cells: int, start: int, span: int, gap_px: int) -> tuple[int, int]:
    usable = length_px - gap_px
    return gap_px + usable * start // cells, usable * (start + span) // cells


def fitted(picture: QSize, box: QRect) -> QRect:
    """The largest rectangle of the picture's shape inside ``box``, centred; a pixel of rounding is forgiven."""
    if picture.isEmpty() or box.isEmpty():
        return QRect()
    size = picture if _fits_as_it_is(picture, box.size()) else picture.scaled(box.size(), _KEEP)
    left = box.x() + (box.width() - size.width()) // 2
    top = box.y() + (box.height() - size.height()) // 2
    return QRect(left, top, size.width(), size.height())


def _fits_as_it_is(picture: QSize, box: QSize) -> bool:
    """True for a picture already made for this box: painted as it is, no scaling spoils it."""
    spare_width, spare_height = box.width() - picture.width(), box.height() - picture.height()
    return min(spare_width, spare_height) in (0, 1) and max(spare_width, spare_height) >= 0


def margins(box: QRect, inner: QRect) -> list[QRect]:
    """What of the box lies around the inner one, in up to four parts that do not overlap."""
    inner = inner.intersected(box)
    parts = (
        QRect(box.x(), box.y(), box.width(), inner.y() - box.y()),
        QRect(box.x(), inner.y() + inner.height(), box.width(), box.y() + box.height() - inner.y() - inner.height()),
        QRect(box.x(), inner.y(), inner.x() - box.x(), inner.height()),
        QRect(inner.x() + inner.width(), inner.y(), box.x() + box.width() - inner.x() - inner.width(), inner.height()),
    )
    return [part for part in parts if not part.isEmpty()]
