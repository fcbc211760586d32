"""Tours sent to a screen of a wall: of an area, of saved layouts, of a saved tour, or of what was dropped as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData

from console.domain.camera import CameraId
from console.domain.camera_filter import EVERY_CAMERA
from console.domain.wall_tour import LONGEST_NAME, MOST_CAMERAS, WallTour
from console.ui.dialogs.wall_tour import TourSource, TourWish, WallTourDialog
from console.ui.models.place_contents import Contents
from console.ui.pages.page import Page
from console.ui.pages.wall_acts import Chosen, WallActs
from console.ui.stage import Services
from console.ui.windows.call_up_intents import MAIN_SCREEN
from console.ui.windows.tour_cameras import cameras_of
from console.widgets.wall.dragging import dragged_areas, dragged_cameras
from console.wire.wall_tours import TourBody
from console.wire.walls import TourShow

_Found = tuple[str, tuple[CameraId, ...]]


class WallTours:
    """For one page; ``chosen`` gives None where there is no wall."""

    def __init__(self, page: Page, services: Services, acts: WallActs, chosen: Callable[[], Chosen | None]) -> None:
        self._page, self._services, self._acts, self._chosen = page, services, acts, chosen
        self._text = page.stage.translator.text
        self._dropped = Contents()

    def ask(self) -> None:
        self._open("")

    def drop(self, data: QMimeData) -> None:
        """Areas and cameras from a list; how long a page stays is asked."""
        self._dropped = Contents(tuple(dragged_areas(data)), tuple(dragged_cameras(data)))
        areas, cameras = len(self._dropped.areas), len(self._dropped.cameras)
        if areas or cameras:
            self._open(self._text("wall-tour-dropped", areas=areas, cameras=cameras))

    def send(self, wish: TourWish) -> None:
        services = self._services
        if wish.source is TourSource.LAYOUTS:
            self._send_layouts(self._text("tour-layouts-name"), wish.step_s, wish.layouts)
        elif wish.source is TourSource.SAVED:
            self._send_saved(wish)
        elif wish.source is TourSource.AREA:
            self._find(wish, lambda: self._in_area(wish.name))
        else:
            mine = services.walls.by_number.get(MAIN_SCREEN)
            shown = () if mine is None else tuple(camera for camera in mine.cameras if camera is not None)
            contents = self._dropped if wish.source is TourSource.DROPPED else Contents(cameras=shown)
            key = "wall-tour-name-mine" if wish.source is TourSource.MINE else "wall-tour-name-chosen"
            self._find(wish, lambda: self._of(self._text(key), contents))

    def _open(self, dropped: str) -> None:
        chosen, services = self._chosen(), self._services
        if chosen is None:
            return
        number, title = str(chosen.screen.number), chosen.screen.title
        screen = number if title == number else f"{number} · {title}"
        layouts, tours = list(services.layouts.by_name), list(services.tours.by_name)
        dialog = WallTourDialog(self._page, self._page.stage, screen, layouts, tours, dropped)
        dialog.given.connect(self.send)
        dialog.open()

    def _send_saved(self, wish: TourWish) -> None:
        plan = self._services.tours.by_name.get(wish.name)
        if plan is None:
            return
        if plan.layouts:
            self._send_layouts(plan.name, wish.step_s, plan.layouts)
        else:
            self._find(wish, lambda: self._of(plan.name, Contents(plan.areas, plan.cameras)))

    def _send_layouts(self, name: str, step_s: int, layouts: Sequence[str]) -> None:
        """Those that are still saved."""
        known = self._services.layouts.by_name
        states = tuple(known[layout] for layout in layouts if layout in known)
        if states:
            self._send(WallTour(name[:LONGEST_NAME], step_s, layouts=states))

    def _in_area(self, typed: str) -> _Found:
        """Nothing where no area is called so."""
        directory = self._services.directory
        area = directory.area(typed) or next(iter(directory.areas_named(typed, 1)), None)
        return (typed, ()) if area is None else self._of(area.name, Contents((area.code,)))

    def _of(self, name: str, contents: Contents) -> _Found:
        return name, cameras_of(self._services, contents, EVERY_CAMERA)

    def _find(self, wish: TourWish, find: Callable[[], _Found]) -> None:
        """A large area takes a while, in the background."""
        self._page.stage.background.run(
            find, lambda found: self._on_found(wish, *found), self._page.say_error, name="wall-tour", owner=self._page
        )

    def _on_found(self, wish: TourWish, name: str, cameras: tuple[CameraId, ...]) -> None:
        if not cameras:
            self._page.say(lambda: self._text("wall-tour-none", name=name))
            return
        self._send(WallTour(name[:LONGEST_NAME], wish.step_s, cameras[:MOST_CAMERAS]), len(cameras))

    def _send(self, tour: WallTour, found: int = 0) -> None:
        chosen = self._chosen()
        if chosen is not None:
            said = "" if found <= MOST_CAMERAS else self._text("wall-tour-some", count=MOST_CAMERAS, total=found)
            self._acts.send(TourShow(screen=chosen.screen.number, tour=TourBody.of(tour)), said)
