"""A timer with a name, so that a leak or a stall can be told by whom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer


class Timer(QTimer):
    """Fires ``on_tick`` every ``interval_ms`` once started; dies with its parent."""

    def __init__(
        self,
        parent: QObject,
        name: str,
        interval_ms: int,
        on_tick: Callable[[], None],
        *,
        single_shot: bool = False,
        precise: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setInterval(interval_ms)
        self.setSingleShot(single_shot)
        self.setTimerType(Qt.TimerType.PreciseTimer if precise else Qt.TimerType.CoarseTimer)
        self.timeout.connect(on_tick)
