"""The real console inside a test: the product's own composition root, driven by keys, seen by its pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from console.app.options import ConsoleOptions
from console.app.running import RunningConsole
from console.app.shell import Shell
from console.app.start import sign_in
from console.base.clock import SystemClock
from console.base.redaction import Secret
from console.demo import credentials
from console.demo.city_services import CityServices
from console.domain.camera import CameraId
from console.domain.event import EventEntry
from console.domain.feed_state import FeedState
from console.domain.layout import layout_by_name
from console.farm.clips.counter import read_counter
from console.media.metrics import SurfaceMetrics
from console.ui.windows.main_window import MainWindow
from tests.helpers.waiting import wait_until

LIVE_WITHIN_S = 30.0


@dataclass(frozen=True)
class Seat:
    """Who sits at a console, and at which centre."""

    centre_url: str
    username: str
    password: Secret
    home: Path | None = None
    """Its own folders, where a test has several consoles."""

    @classmethod
    def of_operator(cls, city: CityServices) -> Seat:
        """The demo's."""
        return cls(city.centre_url, credentials.OPERATOR, city.credentials.password(credentials.OPERATOR))


class ConsoleUnderTest:
    """Signed in, with its window open."""

    def __init__(self, app: QApplication, seat: Seat, cameras: Sequence[str], layout: str) -> None:
        options = ConsoleOptions(
            centre_url=seat.centre_url,
            cameras=tuple(CameraId(camera) for camera in cameras),
            layout=layout_by_name(layout),
            language="en",
            size_px=(1600, 900),
            username=seat.username,
            password=seat.password,
        )
        with pytest.MonkeyPatch.context() as environment:
            if seat.home is not None:
                environment.setenv("RONDA_HOME", str(seat.home))
            self._shell = Shell(app, options, SystemClock())
        signed_in = sign_in(options, self._shell)
        assert signed_in is not None
        self.running = RunningConsole(options, self._shell, *signed_in)
        assert isinstance(self.running.window, MainWindow)
        self.window = self.running.window
        self.running.show()

    def close(self) -> None:
        self.running.close()
        self._shell.close()

    def surfaces(self) -> list[SurfaceMetrics]:
        return list(self.running.site.media.metrics().surfaces)

    def wait_until_live(self, count: int, timeout_s: float = LIVE_WITHIN_S) -> None:
        """Until ``count`` tiles show fresh pictures, all at the same time."""
        wait_until(
            lambda: sum(surface.state is FeedState.LIVE for surface in self.surfaces()) >= count,
            timeout_s,
            f"{count} live tiles",
        )

    def state_of(self, camera: str) -> FeedState | None:
        return next((surface.state for surface in self.surfaces() if surface.camera == camera), None)

    def counter_on(self, tile: int) -> tuple[int, int] | None:
        """Clip and frame number read from the tile's pixels as they are on the screen."""
        return read_counter(self._pixels(tile))

    def brightest_of_counter_on(self, tile: int) -> int:
        """Of 255; the white cells of the counter are nearly white in a living picture."""
        pixels = self._pixels(tile)
        height, width = pixels.shape[:2]
        return int(pixels[int(0.73 * height) : int(0.8 * height), int(0.79 * width) : int(0.96 * width), :3].max())

    def _pixels(self, tile: int) -> NDArray[np.uint8]:
        """The tile's picture as it is on the screen."""
        view = self.window.wall_view.tiles[tile]
        image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
        rect = view.small_picture_rect()
        return pixels[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1].copy()

    def type(self, text: str) -> None:
        """Into whatever has the focus."""
        QTest.keyClicks(self._focused(), text)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._focused(), key, modifiers)

    def dialog(self) -> QDialog:
        """The open dialog, waited for until it has the focus."""
        found = wait_until(QApplication.activeModalWidget, 10.0, "a dialog")
        assert isinstance(found, QDialog)
        wait_until(lambda: found.isAncestorOf(self._focused()), 10.0, "the focus in the dialog")
        return found

    def events(self) -> list[EventEntry]:
        """What the events panel shows, newest first."""
        return list(self.window.events_panel.model.entries)

    def _focused(self) -> QWidget:
        found = wait_until(QApplication.focusWidget, 10.0, "a focused widget")
        assert found is not None
        return found
