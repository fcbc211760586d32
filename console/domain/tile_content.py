"""What a tile holds: a camera, the hotspot, or a board that shows something else than a camera."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from console.domain.camera import CameraId

LONGEST_BOARD_TEXT = 200
"""More is not read across a room."""


class TilePlot(Enum):
    """What is drawn over the last 15 minutes; the value is its name in files and messages."""

    FRESH = "fresh"
    PROCESSOR = "processor"
    LAG = "lag"


@dataclass(frozen=True)
class Hotspot:
    """The camera that is selected, in its main feed. Which one that is, is no part of the value."""


@dataclass(frozen=True)
class ClockBoard:
    """Time and date of the city."""


@dataclass(frozen=True)
class MessageBoard:
    """A few words. ``text`` is as ``board_text`` gives it."""

    text: str

    def __post_init__(self) -> None:
        if self.text != board_text(self.text):
            raise ValueError("a message has one to 200 characters, and no others than those of lines")


@dataclass(frozen=True)
class FlagsBoard:
    """The open flags."""


@dataclass(frozen=True)
class MapBoard:
    """The map of the city with the cameras of the wall."""


@dataclass(frozen=True)
class PlotBoard:
    """A curve of how this console is."""

    plot: TilePlot


Board = ClockBoard | MessageBoard | FlagsBoard | MapBoard | PlotBoard
OtherContent = Hotspot | Board
"""All that is no camera of its own."""
TileContent = CameraId | OtherContent

_PLAIN: dict[str, OtherContent] = {
    "hotspot": Hotspot(),
    "clock": ClockBoard(),
    "flags": FlagsBoard(),
    "map": MapBoard(),
}
_MESSAGE, _PLOT = "message", "plot"


def camera_in(content: TileContent | None) -> CameraId | None:
    """None of a tile without a camera of its own, the hotspot too."""
    return CameraId(content) if isinstance(content, str) else None


def other_in(content: TileContent | None) -> OtherContent | None:
    return None if content is None or isinstance(content, str) else content


def cameras_in(contents: Iterable[TileContent | None]) -> tuple[CameraId | None, ...]:
    """Of each its own camera, or None."""
    return tuple(camera_in(content) for content in contents)


def board_text(text: str) -> str:
    """Without what is not seen. Raises ValueError for none, and for too much."""
    lines = (" ".join("".join(c if c.isprintable() else " " for c in line).split()) for line in text.splitlines())
    found = "\n".join(lines).strip()
    if not 0 < len(found) <= LONGEST_BOARD_TEXT:
        raise ValueError("text of a message")
    return found


def named(content: OtherContent) -> tuple[str, str]:
    """Its name in files and messages, and what it says of itself: the text, or the name of the plot; else nothing."""
    if isinstance(content, MessageBoard):
        return _MESSAGE, content.text
    if isinstance(content, PlotBoard):
        return _PLOT, content.plot.value
    return next(name for name, known in _PLAIN.items() if known == content), ""


def by_name(name: str, detail: str = "") -> OtherContent:
    """What ``named`` gave. Raises ValueError for anything else."""
    if name == _MESSAGE:
        return MessageBoard(board_text(detail))
    if name == _PLOT:
        return PlotBoard(TilePlot(detail))
    if name not in _PLAIN:
        raise ValueError("no content of a tile")
    return _PLAIN[name]
