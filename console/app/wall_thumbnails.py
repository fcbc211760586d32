"""A wall machine's thumbnails: one screen after the other, drawn small and sent, while somebody looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.domain.wall_thumbnail import EVERY_S, JPEG_QUALITY, LARGEST_BYTES
from console.qt.background import Background, Lane
from console.qt.timer import Timer
from console.ui.windows.wall_screen import WallScreen
from console.widgets.marks.mark_painter import as_jpeg
from console.wire.small_jpeg import packed
from console.wire.thumbnails import ThumbnailAnswer, ThumbnailBody

_QUALITIES = (JPEG_QUALITY, 30, 10)
"""Noise at night packs badly: rather a coarse picture than none."""
_log = logger("wall")


class ThumbnailCentre(Protocol):
    """The part of the centre's client that is needed here."""

    def show_thumbnail(self, name: str, screen: int, body: ThumbnailBody) -> ThumbnailAnswer: ...


class WallThumbnails:
    """Main thread only; packing and sending are in the background. One at a time: a slow network gets fewer."""

    def __init__(
        self,
        root: QObject,
        background: Background,
        centre: ThumbnailCentre,
        wall: str,
        screens: Mapping[int, WallScreen],
        clock: Clock,
    ) -> None:
        """``screens`` follows every change."""
        self._root, self._background = root, background
        self._centre, self._wall, self._screens = centre, wall, screens
        self._clock = clock
        self._last = 0
        self._is_sending = False
        self._timer = Timer(root, "thumbnails", round(EVERY_S * 1000), self._next)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def begin(self) -> None:
        """Somebody looks."""
        if not self._timer.isActive():
            self._timer.start()
            self._next()

    def stop(self) -> None:
        self._timer.stop()

    def _next(self) -> None:
        numbers = sorted(self._screens)
        if not numbers or self._is_sending:
            return
        # Spread over the time that there is, so that a machine of many screens never draws them all at once.
        self._timer.setInterval(round(EVERY_S * 1000 / len(numbers)))
        self._last = next((number for number in numbers if number > self._last), numbers[0])
        number, screen, drawn_s = self._last, self._screens[self._last], self._clock.monotonic_s()
        image, version, cameras = screen.thumbnail(), screen.version, screen.cameras_seen()
        self._is_sending = True

        def send() -> ThumbnailAnswer:
            jpeg = jpeg_of(image)
            age_ms = min(60_000, round((self._clock.monotonic_s() - drawn_s) * 1000))
            body = ThumbnailBody(version=version, age_ms=age_ms, cameras=cameras, jpeg=packed(jpeg))
            return self._centre.show_thumbnail(self._wall, number, body)

        self._background.run(
            send, self._on_answer, self._on_error, name="thumbnail", owner=self._root, lane=Lane.CAPTURE
        )

    def _on_answer(self, answer: ThumbnailAnswer) -> None:
        self._is_sending = False
        if not answer.wanted:
            self._timer.stop()

    def _on_error(self, error: Exception) -> None:
        self._is_sending = False
        # The centre says at the next question whether anybody still looks.
        self._timer.stop()
        if not isinstance(error, KnownError):
            raise error
        _log.info("a thumbnail is not sent: %s", error.code)


def jpeg_of(image: QImage) -> bytes:
    """Small enough to be taken. Any thread. Raises KnownError ``evidence.unreadable``."""
    content = b""
    for quality in _QUALITIES:
        content = as_jpeg(image, quality)
        if len(content) <= LARGEST_BYTES:
            break
    return content
