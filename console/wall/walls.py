"""All walls of this console by the number of their screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from console.base.observer import Signal
from console.wall.hotspots import Hotspots
from console.wall.joined_plans import JoinedPlans
from console.wall.likely import Together
from console.wall.steps import WallSteps
from console.wall.wall import Wall


class Walls:
    """``changed`` after a wall came or went; ``asked_for``: a person wants to work at this screen. Main thread only."""

    def __init__(self) -> None:
        self.changed: Signal[None] = Signal()
        self.asked_for: Signal[int] = Signal()
        self.steps = WallSteps()
        self.plans = JoinedPlans()
        self.next_ones = Together()
        """Who is shown next on any of them."""
        self.hotspots = Hotspots()
        self._walls: dict[int, Wall] = {}
        self._leave: dict[int, Callable[[], None]] = {}

    @property
    def by_number(self) -> Mapping[int, Wall]:
        """Follows every change."""
        return self._walls

    def named(self, name: str) -> Wall | None:
        return next((wall for wall in self._walls.values() if wall.name == name), None)

    def add(self, number: int, wall: Wall) -> None:
        """A wall that is known stays as it is."""
        if self._walls.get(number) is wall:
            return
        self._walls[number] = wall
        self.steps.follow(wall)
        self.hotspots.follow(wall)
        self._leave[number] = wall.changed.connect(lambda _none: self.steps.look())
        self.changed.emit(None)

    def remove(self, number: int) -> None:
        """With its part of the history."""
        wall = self._walls.pop(number, None)
        if wall is not None:
            self._leave.pop(number)()
            self.steps.forget(wall)
            self.hotspots.forget(wall)
            self.changed.emit(None)

    def exchange(self, one: tuple[str, int], other: tuple[str, int]) -> None:
        """Two tiles of any walls change their contents, as one step; the second one is selected."""
        first, second = self.named(one[0]), self.named(other[0])
        if first is None or second is None or one[1] >= len(first.tiles):
            return
        if first is second:
            first.swap(one[1], other[1])
            return
        if first.locked or second.locked:
            (second if second.locked else first).refused.emit(None)
            return
        coming, going = first.tiles[one[1]], second.tiles[other[1]]
        with self.steps.as_one():
            first.put_all([going], [one[1]])
            second.put_all([coming], [other[1]])
            second.select(other[1])
