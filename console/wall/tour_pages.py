"""The pages of one running tour: those that were shown, the one that is on, and the next, which is settled before its turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from console.base.clock import WIB, Clock
from console.domain.camera import CameraId
from console.domain.patrol import Patrol
from console.domain.tour import CameraTour, IsDead, LayoutTour, Page

REMEMBERED = 50
"""Pages that can be gone back to."""


class Route(Protocol):
    """Who comes next; each call goes on."""

    def following(self, tiles: int) -> Page: ...


class TourRoute:
    """A fixed order, round the end."""

    def __init__(self, tour: CameraTour | LayoutTour, is_dead: IsDead) -> None:
        self._tour = tour
        self._is_dead = is_dead
        self._at = 0

    def following(self, tiles: int) -> Page:
        page, self._at = self._tour.page(self._at, tiles, self._is_dead)
        return page


class PatrolRoute:
    """As the patrol decides; weights anew with each hour of the city's day."""

    def __init__(
        self, patrol: Patrol, is_dead: IsDead, clock: Clock, weights_of: Callable[[int], Mapping[CameraId, int]]
    ) -> None:
        self._patrol = patrol
        self._is_dead = is_dead
        self._clock = clock
        self._weights_of = weights_of
        self._hour = -1

    def following(self, tiles: int) -> Page:
        now_s, hour = self._clock.monotonic_s(), self._clock.now_utc().astimezone(WIB).hour
        if hour != self._hour:
            self._hour = hour
            self._patrol.set_weights(self._weights_of(hour))
        self._patrol.look(self._is_dead, now_s)
        return self._patrol.page(tiles, now_s)


class TourPages:
    """Main thread only."""

    def __init__(self, route: Route, is_dead: IsDead) -> None:
        self._route = route
        self._is_dead = is_dead
        self._shown: list[Page] = []
        self._at = -1
        self._ahead: Page | None = None

    @property
    def upcoming(self) -> Sequence[CameraId]:
        """Of the page after the one that is on."""
        if self._at + 1 < len(self._shown):
            return self._shown[self._at + 1].cameras
        return () if self._ahead is None else self._ahead.cameras

    def forward(self, tiles: int) -> Page:
        """Among the pages that were gone back from first; then the next one, and the one after it is settled."""
        if self._at + 1 < len(self._shown):
            self._at += 1
            return self._shown[self._at]
        page, rest = self._settled(tiles)
        self._shown = [*self._shown[1 - REMEMBERED :], page]
        self._at = len(self._shown) - 1
        self._settle_ahead(rest, tiles)
        return page

    def back(self) -> Page | None:
        """None at the beginning."""
        if self._at <= 0:
            return None
        self._at -= 1
        return self._shown[self._at]

    def _settled(self, tiles: int) -> tuple[Page, tuple[CameraId, ...]]:
        """The one ahead without those that died meanwhile, others in their place; and those that find no tile any more."""
        ahead = self._ahead
        if ahead is None:
            return self._route.following(tiles), ()
        if ahead.wall is not None:
            return (self._route.following(tiles) if all(map(self._is_dead, ahead.cameras)) else ahead), ()
        alive = tuple(camera for camera in ahead.cameras if not self._is_dead(camera))
        if len(alive) < len(ahead.cameras) or len(alive) < tiles:
            missing = tiles - len(alive)
            more = self._route.following(missing).cameras if missing > 0 else ()
            alive = tuple(dict.fromkeys((*alive, *more)))
        return Page(alive[:tiles]), alive[tiles:]

    def _settle_ahead(self, rest: tuple[CameraId, ...], tiles: int) -> None:
        missing = tiles - len(rest)
        page = self._route.following(missing) if missing > 0 or not rest else Page(())
        self._ahead = page if page.wall is not None else Page(tuple(dict.fromkeys((*rest, *page.cameras))))
