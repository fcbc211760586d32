"""How long one frame of a pan over the map takes: the real widget, a large window, every zoom where cameras are told apart."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QWidget

from console.citymap.city import CityMap
from console.widgets.map.map_view import MapView
from console.widgets.theme.theme import Theme

_ZOOMS = range(12, 19)
_FRAMES = 400
_STEP_PX = 12
_SIZE_PX = (1920, 1080)


@dataclass(frozen=True)
class FrameTimes:
    """Of the worst zoom."""

    p95_ms: float
    max_ms: float


def pan(city: CityMap) -> FrameTimes:
    """Across the middle of the city, with Qt's loop between the frames as when a hand drags."""
    window = QWidget()
    window.resize(*_SIZE_PX)
    view = MapView(window, Theme(), lambda length_m: f"{length_m:.0f} m")
    view.resize(*_SIZE_PX)
    view.set_city(city)
    window.show()
    whole = city.whole(view.viewport)
    times = [_at(view, zoom - whole.zoom) for zoom in _ZOOMS]
    window.close()
    return FrameTimes(max(one.p95_ms for one in times), max(one.max_ms for one in times))


def _at(view: MapView, nearer: float) -> FrameTimes:
    view.show_whole()
    view.move_to(view.viewport.zoomed(nearer, view.width() / 2, view.height() / 2))
    QApplication.processEvents()
    times_ms: list[float] = []
    for _frame in range(_FRAMES):
        view.move_to(view.viewport.panned(_STEP_PX, _STEP_PX / 3))
        began_s = time.perf_counter()
        view.repaint()
        times_ms.append(1000 * (time.perf_counter() - began_s))
        QApplication.processEvents()
    times_ms.sort()
    return FrameTimes(times_ms[int(0.95 * _FRAMES)], times_ms[-1])
