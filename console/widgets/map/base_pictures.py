"""The pictures of a base map, decoded and kept; nearer than its nearest zoom, parts of that one are enlarged."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtGui import QImage

_MOST_KEPT = 200


class BasePictures:
    """Fits as ``BaseMap``. ``read`` gives the file's bytes and never raises."""

    def __init__(self, read: Callable[[int, int, int], bytes | None], most_zoom: int) -> None:
        self._read = read
        self._most_zoom = most_zoom
        self._kept: OrderedDict[tuple[int, int, int], QImage | None] = OrderedDict()

    def __call__(self, zoom: int, column: int, row: int) -> QImage | None:
        nearer = max(0, zoom - self._most_zoom)
        picture = self._picture(zoom - nearer, column >> nearer, row >> nearer)
        if picture is None or not nearer:
            return picture
        side = picture.width() >> nearer
        within = (1 << nearer) - 1
        return picture.copy((column & within) * side, (row & within) * side, side, side) if side else None

    def _picture(self, zoom: int, column: int, row: int) -> QImage | None:
        key = (zoom, column, row)
        if key not in self._kept:
            data = self._read(*key)
            picture = QImage.fromData(data) if data else QImage()
            self._kept[key] = None if picture.isNull() else picture
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]
