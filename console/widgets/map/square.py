"""Draws one square of the map: ground, base map, areas, cameras and names; the same wherever its neighbours end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap, QPolygonF

from console.citymap.city import CityMap
from console.citymap.clusters import Clusters
from console.citymap.projection import TILE_PX
from console.citymap.shapes import AreaShape
from console.domain.area import AreaLevel
from console.domain.map_camera import MapStatus
from console.widgets.map.labels import Label, levels_at, placed_labels
from console.widgets.map.symbols import Symbols
from console.widgets.theme.theme import Theme

BaseMap = Callable[[int, int, int], QImage | None]
"""The picture of a square by zoom, column and row, or None where there is none."""
_SOFT_UNITS = 4
"""How far beyond its outermost cameras an area is drawn, without a sharp edge: its border is not known."""
_PLATE_ALPHA = 170
_NAMES_OVER_SIGNS_ZOOM = 16.0
_USUAL_CLUSTER = 100
_TINTS = {AreaLevel.DISTRICT: 0.10, AreaLevel.VILLAGE: 0.17}
"""How much of the accent is in the ground of an area."""


@dataclass(frozen=True)
class Square:
    """A place of the grid of squares at one zoom."""

    zoom: float
    column: int
    row: int
    side_px: int

    @property
    def world_px(self) -> float:
        return TILE_PX * float(2.0**self.zoom)

    def box(self, margin_px: float) -> tuple[float, float, float, float]:
        """West, north, east and south in the world, with a margin."""
        left, top, world = self.column * self.side_px, self.row * self.side_px, self.world_px
        far = self.side_px + margin_px
        return (left - margin_px) / world, (top - margin_px) / world, (left + far) / world, (top + far) / world


class SquarePainter:
    """Of one city; a newer city gets a new one."""

    def __init__(self, city: CityMap, theme: Theme, symbols: Symbols, level_shift: float, base: BaseMap | None) -> None:
        """``level_shift``: doublings by which the signs are larger than on a common screen."""
        self._city = city
        self._theme = theme
        self._symbols = symbols
        self._level_shift = level_shift
        self._base = base
        self._labels: dict[float, list[Label]] = {}
        self._boxes = [_box_of(shape) for shape in city.shapes]

    def paint(self, square: Square, ratio: float) -> QPixmap:
        side = square.side_px
        pixmap = QPixmap(round(side * ratio), round(side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(self._theme.colours.ground))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_base(painter, square)
        self._paint_shapes(painter, square)
        self._paint_cameras(painter, square)
        self._paint_labels(painter, square)
        painter.end()
        return pixmap

    def clusters(self, zoom: float) -> Clusters:
        return self._city.clusters(zoom - self._level_shift)

    def _paint_base(self, painter: QPainter, square: Square) -> None:
        if self._base is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        zoom = int(square.zoom)
        scaled = TILE_PX * float(2.0 ** (square.zoom - zoom))
        left, top = square.column * square.side_px, square.row * square.side_px
        for column in range(int(left // scaled), int((left + square.side_px - 1) // scaled) + 1):
            for row in range(int(top // scaled), int((top + square.side_px - 1) // scaled) + 1):
                picture = self._base(zoom, column, row)
                if picture is not None:
                    painter.drawImage(QRectF(column * scaled - left, row * scaled - top, scaled, scaled), picture)

    def _paint_shapes(self, painter: QPainter, square: Square) -> None:
        soft = self._theme.px(_SOFT_UNITS)
        west, north, east, south = square.box(soft)
        levels = levels_at(square.zoom)
        for shape, (left, top, right, bottom) in zip(self._city.shapes, self._boxes, strict=True):
            if shape.level in levels and left <= east and right >= west and top <= south and bottom >= north:
                self._paint_shape(painter, square, shape, soft)

    def _paint_shape(self, painter: QPainter, square: Square, shape: AreaShape, soft: int) -> None:
        colours = self._theme.colours
        corners = QPolygonF([_placed(square, x, y) for x, y in shape.corners])
        if self._base is None:
            # Of one colour, not see-through: else the soft rim would lie over the ground twice and show as a band.
            fill = _mixed(colours.ground, colours.accent, _TINTS[shape.level])
            painter.setBrush(fill)
            rounded = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(QPen(fill, 2 * soft, *rounded))
            painter.drawPolygon(corners)
        edge = QColor(colours.control_line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(edge, self._theme.scale, Qt.PenStyle.DotLine))
        painter.drawPolygon(corners)

    def _paint_cameras(self, painter: QPainter, square: Square) -> None:
        clusters, points = self.clusters(square.zoom), self._city.points
        margin = max(self._symbols.disc_px(len(points)), 2 * self._symbols.sign_px) + 2
        for cluster in clusters.within(*square.box(margin)):
            at = _placed(square, float(clusters.xs[cluster]), float(clusters.ys[cluster]))
            members = clusters.members(int(cluster))
            if len(members) == 1:
                first = members[0]
                status, about = MapStatus(int(points.statuses[first])), bool(points.approximate[first])
                self._symbols.paint_camera(painter, at, status, approximate=about)
            else:
                self._symbols.paint_cluster(painter, at, clusters.counts[cluster].tolist())

    def _paint_labels(self, painter: QPainter, square: Square) -> None:
        left, top = square.column * square.side_px, square.row * square.side_px
        here = QRectF(left, top, square.side_px, square.side_px)
        plate = QColor(self._theme.colours.ground)
        plate.setAlpha(_PLATE_ALPHA)
        round_px = self._theme.px(1)
        for label in self._labels_at(square):
            if label.rect.intersects(here):
                rect = label.rect.translated(-left, -top)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(plate)
                painter.drawRoundedRect(rect, round_px, round_px)
                painter.setPen(QColor(self._theme.colours.text))
                painter.setFont(label.font)
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label.words)

    def _labels_at(self, square: Square) -> list[Label]:
        labels = self._labels.get(square.zoom)
        if labels is None:
            clusters = self.clusters(square.zoom)

            def is_taken(rect: QRectF) -> bool:
                """From near the signs are small and many: a name over some of them hides little."""
                if square.zoom >= _NAMES_OVER_SIGNS_ZOOM:
                    return False
                sign, world = self._symbols.disc_px(_USUAL_CLUSTER), square.world_px
                box = rect.adjusted(-sign, -sign, sign, sign)
                found = clusters.within(
                    box.left() / world, box.top() / world, box.right() / world, box.bottom() / world
                )
                return len(found) > 0

            labels = placed_labels(self._city.shapes, self._theme, square.zoom, square.world_px, is_taken)
            self._labels[square.zoom] = labels
        return labels


def _placed(square: Square, x: float, y: float) -> QPointF:
    world = square.world_px
    return QPointF(x * world - square.column * square.side_px, y * world - square.row * square.side_px)


def _box_of(shape: AreaShape) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in shape.corners], [y for _, y in shape.corners]
    return min(xs), min(ys), max(xs), max(ys)


def _mixed(ground: str, other: str, share: float) -> QColor:
    one, two = QColor(ground), QColor(other)
    parts = zip(one.getRgb()[:3], two.getRgb()[:3], strict=True)  # type: ignore[index]  # a tuple, says Qt's manual
    return QColor(*(round(a + (b - a) * share) for a, b in parts))
