"""Tours: cameras or whole layouts that follow each other by the clock; pure rules, no wall and no timer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from console.domain.camera import CameraId
from console.domain.wall_state import WallState

SHORTEST_STEP_S = 3
LONGEST_STEP_S = 600
USUAL_STEP_S = 10
STEPS_OFFERED_S = (5, 10, 15, 20, 30, 60, 120, 300)

IsDead = Callable[[CameraId], bool]
"""True of a camera that is known not to work now."""


@dataclass(frozen=True)
class Page:
    """What one step shows: cameras on the tour's tiles, in their order, or a whole wall."""

    cameras: tuple[CameraId, ...]
    wall: WallState | None = None


@dataclass(frozen=True)
class CameraTour:
    """Cameras in their order, as many at a time as the tour has tiles, round the end."""

    cameras: tuple[CameraId, ...]

    def __post_init__(self) -> None:
        if not self.cameras or len(set(self.cameras)) != len(self.cameras):
            raise ValueError("a tour has cameras, each once")

    def page(self, at: int, tiles: int, is_dead: IsDead) -> tuple[Page, int]:
        """The page that begins with camera ``at``, and where the next one begins.

        Dead ones are passed over; where all are dead it goes on over all of them, so that one that comes back is seen.
        """
        count = len(self.cameras)
        around = [(at + step) % count for step in range(count)]
        alive = [index for index in around if not is_dead(self.cameras[index])] or around
        shown = alive[: max(1, tiles)]
        return Page(tuple(self.cameras[index] for index in shown)), (shown[-1] + 1) % count


@dataclass(frozen=True)
class LayoutTour:
    """Whole layouts with their cameras, one after the other, round the end."""

    walls: tuple[WallState, ...]

    def __post_init__(self) -> None:
        if not self.walls:
            raise ValueError("a tour has layouts")

    def page(self, at: int, tiles: int, is_dead: IsDead) -> tuple[Page, int]:  # noqa: ARG002  as of cameras
        """A layout without one working camera is passed over, unless all are so."""
        count = len(self.walls)
        around = [(at + step) % count for step in range(count)]
        index = next((index for index in around if _has_working(self.walls[index], is_dead)), at % count)
        wall = self.walls[index]
        shown = wall.cameras[: len(wall.layout.cells)]
        return Page(tuple(camera for camera in shown if camera is not None), wall), (index + 1) % count


def page_at(tour: CameraTour | LayoutTour, second: float, step_s: float, tiles: int, is_dead: IsDead) -> Page:
    """What a tour that began at 0 and never paused shows then, if the same cameras were dead all the time."""
    at, page = 0, Page(())
    for _step in range(int(second // step_s) + 1):
        page, at = tour.page(at, tiles, is_dead)
    return page


def tour_tiles(count: int, pinned: frozenset[int], only: int | None = None) -> tuple[int, ...]:
    """Those that a tour may fill of a layout of ``count``: all that are not pinned, or ``only`` one."""
    if only is not None:
        return (only,) if only < count else ()
    return tuple(tile for tile in range(count) if tile not in pinned)


@dataclass(frozen=True)
class StepClock:
    """The time of one step; it stands still while the tour pauses."""

    step_s: float
    spent_s: float = 0.0
    since_s: float | None = None
    """None: it stands still."""

    @property
    def runs(self) -> bool:
        return self.since_s is not None

    def left_s(self, now_s: float) -> float:
        running_s = 0.0 if self.since_s is None else max(0.0, now_s - self.since_s)
        return max(0.0, self.step_s - self.spent_s - running_s)

    def begun(self, now_s: float) -> StepClock:
        """A new step; one that begins in a pause stands still until it goes on."""
        return replace(self, spent_s=0.0, since_s=now_s if self.runs else None)

    def paused(self, now_s: float) -> StepClock:
        return replace(self, spent_s=self.step_s - self.left_s(now_s), since_s=None)

    def resumed(self, now_s: float) -> StepClock:
        return self if self.runs else replace(self, since_s=now_s)


def _has_working(wall: WallState, is_dead: IsDead) -> bool:
    """Where no camera is, nothing can be dead, as long as something is there."""
    count = len(wall.layout.cells)
    cameras = [camera for camera in wall.cameras[:count] if camera is not None]
    if not cameras:
        return any(content is not None for content in wall.tiles[:count])
    return any(not is_dead(camera) for camera in cameras)
