"""A tour on one screen of a wall machine: run here by the console's own rules, with or without the centre."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.domain.camera import CameraId
from console.domain.condition import Condition
from console.domain.map_camera import MapStatus
from console.domain.wall_state import WallState
from console.domain.wall_tour import WallTour
from console.domain.wall_wanted import ScreenContent
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.qt.timer import Timer
from console.ui.camera_book import CameraBook
from console.ui.ports import CityDirectory, ClosureDesk, DirectoryNews
from console.ui.seen_here import SeenHere
from console.ui.stage import Stage
from console.wall.tour_pages import TourRoute
from console.wall.touring import Pause, Touring, TourOrder
from console.wall.wall import Wall
from console.wall.walls import Walls
from console.widgets.wall.wall_view import WallView

_TICK_MS = 500
_NEWS_WINDOW_MS = 5_000


class ScreenTour(QObject):
    """What a screen is to show goes through here, so that a tour begins, goes on and ends with it. Main thread."""

    def __init__(
        self,
        view: WallView,
        stage: Stage,
        wall: Wall,
        walls: Walls,
        book: CameraBook,
        city: CityDirectory,
        news: DirectoryNews,
        closures: ClosureDesk,
    ) -> None:
        super().__init__(view)
        self._view, self._stage, self._wall = view, stage, wall
        self._book, self._city, self._closures = book, city, closures
        self._seen = SeenHere()
        self._works: frozenset[CameraId] | None = None
        self._here: dict[CameraId, Condition] = {}
        self._closed: frozenset[CameraId] = frozenset()
        self._on: tuple[WallTour, WallState] | None = None
        self.touring = Touring(wall, walls.steps, stage.clock)
        self.destroyed.connect(walls.next_ones.add(self.touring))
        self._timer = Timer(self, "screen-tour", _TICK_MS, self.tick)
        read_again = Throttle(self, "screen-tour-cameras", _NEWS_WINDOW_MS, self._read_works)
        listen(news.changed, lambda _none: read_again() if self._on is not None else None, self)

    @property
    def runs(self) -> bool:
        """A page of it is what the screen shows."""
        return self.touring.order is not None and self.touring.why_paused is None

    def show(self, content: ScreenContent, *, alarmed: bool) -> None:
        """Under an alarm the tour waits, and goes on with its next page; the same tour again goes on without a break."""
        tour = content.tour
        if tour is None:
            if alarmed:
                self.touring.pause(Pause.ALARM)
            else:
                self._stop()
            self._wall.restore(content.state)
            return
        on = (tour, tour.ground(content.state))
        if on != self._on:
            self._stop()
            self._start(*on)
        elif self.touring.why_paused is not None:
            self._wall.restore(on[1])
            self.touring.resume()

    def tick(self) -> None:
        self._look()
        self.touring.tick()

    def _start(self, tour: WallTour, ground: WallState) -> None:
        self._on = (tour, ground)
        self._look()
        self._wall.restore(ground)
        route = TourRoute(tour.route(), self._is_dead)
        self.touring.start(TourOrder(tour.name, route, tour.step_s, self._is_dead))
        self._timer.start()
        self._read_works()

    def _stop(self) -> None:
        self._on = None
        self._timer.stop()
        self.touring.stop()

    def _look(self) -> None:
        tiles = zip(self._wall.cameras, self._view.refresh.states, strict=False)
        self._seen.look(tiles, self._book.entry)
        self._here = self._seen.overruled()
        self._closed = frozenset(self._closures.current())

    def _is_dead(self, camera: CameraId) -> bool:
        """What is seen here is surer than what the centre says; before that is read nobody is passed over."""
        if camera in self._closed:
            return True
        here = self._here.get(camera)
        if here is not None:
            return here is not Condition.WORKING
        return self._works is not None and camera not in self._works

    def _read_works(self) -> None:
        """Of the copy of the directory on this machine: the centre need not be there."""

        def take(works: frozenset[CameraId]) -> None:
            self._works = works

        city = self._city
        self._stage.background.run(
            lambda: frozenset(one.id for one in city.cameras() if one.status is MapStatus.WORKING),
            take,
            name="screen-tour",
            owner=self,
        )
