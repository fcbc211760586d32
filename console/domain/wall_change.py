"""What would change on a screen of a wall if it showed something else: told before it is done."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.camera import CameraId
from console.domain.wall_wanted import ScreenContent


@dataclass(frozen=True)
class ScreenChange:
    """``layout``: the name of the new one, empty where it stays; ``message``: the new words, None where they stay."""

    layout: str = ""
    come: tuple[CameraId, ...] = ()
    go: tuple[CameraId, ...] = ()
    moves: bool = False
    """The same cameras on other tiles, or something else than a camera comes or goes."""
    message: str | None = None

    @property
    def is_none(self) -> bool:
        return self == ScreenChange()


def change_between(now: ScreenContent, then: ScreenContent) -> ScreenChange:
    here = [camera for camera in now.state.cameras if camera is not None]
    there = [camera for camera in then.state.cameras if camera is not None]
    come = tuple(camera for camera in dict.fromkeys(there) if camera not in here)
    go = tuple(camera for camera in dict.fromkeys(here) if camera not in there)
    new_layout = now.state.layout != then.state.layout
    return ScreenChange(
        layout=then.state.layout.name if new_layout else "",
        come=come,
        go=go,
        moves=now.state.others != then.state.others or (not (come or go or new_layout) and now.state != then.state),
        message=None if now.message == then.message else then.message,
    )
