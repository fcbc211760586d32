"""Looks at every picture of a surface while it plays: is it whole, does it follow on the one before, is it of now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from console.domain.wall_plan import SurfaceId
from tests.helpers.banded_pictures import number_if_whole
from tests.helpers.stream_camera import Sent, Stream
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall


class Sender(Protocol):
    """What sends the pictures, and which was the newest."""

    stream: Stream
    sent: Sent


@dataclass
class PictureWatch:
    """What was seen on one surface; call ``look`` often."""

    wall: Wall
    surface: SurfaceId
    camera: Sender
    numbers: list[int] = field(default_factory=list)
    """Of the whole pictures."""
    torn: int = 0
    behind: list[int] = field(default_factory=list)
    """Pictures sent since, for each whole one."""
    _sequence: int = 0

    def look(self) -> int:
        """Takes in a picture that is new; how many whole ones were seen so far."""
        reader = self.wall.engine.reader(self.surface)
        picture = reader.latest() if reader is not None else None
        if reader is None or picture is None or picture.sequence == self._sequence:
            return len(self.numbers)
        number = number_if_whole(picture.view, picture.width_px, picture.height_px, picture.pitch_bytes)
        if not reader.still_valid(picture.sequence):
            return len(self.numbers)
        self._sequence = picture.sequence
        if number is None:
            self.torn += 1
        else:
            self.numbers.append(number)
            self.behind.append((self.camera.sent.number - number) % self._round)
        return len(self.numbers)

    def see(self, pictures: int, timeout_s: float = 15.0) -> None:
        """Looks on until so many more whole pictures were shown."""
        wanted = len(self.numbers) + pictures
        wait_until(lambda: self.look() >= wanted, timeout_s, f"{pictures} pictures on {self.surface}")

    def steps(self) -> list[int]:
        """How far each picture is from the one before, in pictures of the camera; half a round and more is backwards."""
        return [(after - before) % self._round for before, after in zip(self.numbers, self.numbers[1:], strict=False)]

    @property
    def _round(self) -> int:
        return len(self.camera.stream.units)
