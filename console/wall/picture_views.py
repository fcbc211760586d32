"""How every tile of a wall looks at its picture: the zoom is the tile's, how a camera hangs is the camera's."""

from __future__ import annotations

from collections.abc import Iterable

from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.picture_view import Fit, Hanging, PictureView, Zoom


class Hangings:
    """How cameras hang, for all walls; upright ones are not kept. ``changed`` after any change. Main thread only."""

    def __init__(self, written: Iterable[str] = ()) -> None:
        """``written`` as ``written`` gave it."""
        self.changed: Signal[None] = Signal()
        found = [(line, _read(line)) for line in written]
        self._hangings = dict(pair for _line, pair in found if pair is not None)
        self.unread = tuple(line for line, pair in found if pair is None)
        """Lines that mean nothing to us, perhaps those of a newer version; they are written as they came."""

    def of(self, camera: CameraId) -> Hanging:
        return self._hangings.get(camera, Hanging())

    def set(self, camera: CameraId, hanging: Hanging) -> None:
        if hanging == self.of(camera):
            return
        if hanging == Hanging():
            del self._hangings[camera]
        else:
            self._hangings[camera] = hanging
        self.changed.emit(None)

    def written(self) -> tuple[str, ...]:
        """One line a camera, for the settings, then what could not be read."""
        return (*(_line(camera, hanging) for camera, hanging in sorted(self._hangings.items())), *self.unread)


class PictureViews:
    """Of one wall. ``changed`` after any change. Main thread only."""

    def __init__(self, hangings: Hangings) -> None:
        self.changed: Signal[None] = Signal()
        self.hangings = hangings
        self._zooms: dict[int, tuple[CameraId, Zoom]] = {}
        hangings.changed.connect(self.changed.emit)

    def of(self, tile: int, camera: CameraId | None) -> PictureView:
        """A tile that was given another camera shows the whole picture."""
        if camera is None:
            return PictureView()
        zoomed_camera, zoom = self._zooms.get(tile, (camera, Zoom()))
        return PictureView(self.hangings.of(camera), zoom if zoomed_camera == camera else Zoom())

    def zoom(self, tile: int, camera: CameraId, zoom: Zoom) -> None:
        if zoom == self.of(tile, camera).zoom:
            return
        self._zooms[tile] = (camera, zoom)
        self.changed.emit(None)

    def turn(self, tile: int, camera: CameraId) -> None:
        """A quarter clockwise on every tile with this camera; what was enlarged stays so."""
        view = self.of(tile, camera)
        self._zooms[tile] = (camera, view.zoom.turned())
        self.hangings.set(camera, view.hanging.turned())

    def flip(self, tile: int, camera: CameraId) -> None:
        """Left and right exchanged on every tile with this camera."""
        view = self.of(tile, camera)
        self._zooms[tile] = (camera, view.zoom.flipped())
        self.hangings.set(camera, view.hanging.flipped())

    def change_fit(self, camera: CameraId) -> None:
        """The next of fit, fill and stretch."""
        now = self.hangings.of(camera)
        self.hangings.set(camera, Hanging(now.quarter_turns, now.mirrored, now.fit.following))


def _line(camera: CameraId, hanging: Hanging) -> str:
    """``90 mirrored fill cam-1201``; the camera last, whatever its name holds."""
    side = "mirrored" if hanging.mirrored else "plain"
    return f"{hanging.quarter_turns * 90} {side} {hanging.fit.value} {camera}"


def _read(line: str) -> tuple[CameraId, Hanging] | None:
    degrees, _gap, rest = line.partition(" ")
    side, _gap, rest = rest.partition(" ")
    fit, _gap, camera = rest.partition(" ")
    fits = {one.value: one for one in Fit}
    if degrees not in ("0", "90", "180", "270") or side not in ("mirrored", "plain") or fit not in fits or not camera:
        return None
    return CameraId(camera), Hanging(int(degrees) // 90, side == "mirrored", fits[fit])
