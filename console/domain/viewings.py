"""Which viewings begin and end: a viewing of a camera lasts while any tile of this console shows it."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.camera import CameraId


@dataclass(frozen=True)
class ViewingChanges:
    """Cameras in a settled order."""

    begun: tuple[CameraId, ...]
    ended: tuple[CameraId, ...]


class Viewings:
    """What is shown at present; one thread."""

    def __init__(self) -> None:
        self._open: frozenset[CameraId] = frozenset()

    def note(self, shown: frozenset[CameraId]) -> ViewingChanges:
        before, self._open = self._open, shown
        return ViewingChanges(tuple(sorted(shown - before)), tuple(sorted(before - shown)))
