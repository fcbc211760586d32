"""Tours that outlast their run: saved by name, begun again from the menu, and gone on with after a restart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.layout import MOST_NAME
from console.domain.patrol import HOUR_S
from console.ui.dialogs.layout_name import TOUR_WORDS, LayoutNameDialog
from console.ui.dialogs.tour import TourChoice
from console.ui.messages import message_for
from console.ui.models.place_contents import Contents
from console.ui.notices import NoticeAction, Severity
from console.ui.stage import Services, Stage
from console.ui.windows.tour_asking import NOTICE
from console.ui.windows.tour_cameras import TourCameras, TourSubject
from console.wall.saved_tours import TourPlan
from console.wall.touring import Touring
from console.wall.wall import Wall

LastSeen = Mapping[CameraId, datetime]


class TourKeeping(QObject):
    """For one window, by its number. ``start`` and ``start_layouts`` begin a tour. Main thread."""

    def __init__(
        self,
        window: QWidget,
        stage: Stage,
        services: Services,
        wall: Wall,
        cameras: TourCameras,
        touring: Touring,
        number: int,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._tours = services.tours
        self._wall = wall
        self._cameras = cameras
        self._touring = touring
        self._number = number
        self._plan: TourPlan | None = None
        self._leaves = False
        self.start: Callable[[TourSubject, TourChoice, LastSeen | None], None] = lambda _subject, _choice, _seen: None
        self.start_layouts: Callable[[Sequence[str], int], None] = lambda _names, _step_s: None
        self.destroyed.connect(touring.changed.connect(lambda _none: self._on_changed()))

    def begun(self, plan: TourPlan) -> None:
        """It is on from now on."""
        self._plan = plan
        self._tours.note_running(self._number, plan)

    def leave(self) -> None:
        """The window goes, and not the wish: it is gone on with when the window is back."""
        self._leaves = True
        self._touring.stop()

    def go_on(self) -> None:
        """After a restart. A patrol begins with whom it had not shown within its time."""
        plan = self._tours.running.get(self._number)
        if plan is None or self._touring.order is not None:
            return
        seen, now_utc = self._services.seen, self._stage.clock.now_utc()
        since_utc = now_utc - timedelta(hours=plan.hours or 0)

        def begin(found: LastSeen | None) -> None:
            self._begin(plan, found)
            self._say("tours-went-on", plan.name)

        if plan.hours is None:
            begin(None)
        else:
            self._stage.background.run(
                lambda: seen.last_seen(since_utc, now_utc), begin, self._on_failed, name="tour-goes-on", owner=self
            )

    def fill_menu(self, menu: QMenu) -> None:
        """The saved ones first, then what can be done with them."""
        text, saved = self._stage.translator.text, self._tours.by_name
        for name, plan in saved.items():
            entry = menu.addAction(name.replace("&", "&&"))
            entry.triggered.connect(lambda _checked=False, plan=plan: self._begin(plan, None))
        if saved:
            deleting = menu.addMenu(text("tour-menu-delete"))
            for name in saved:
                entry = deleting.addAction(name.replace("&", "&&"))
                entry.triggered.connect(lambda _checked=False, name=name: self.delete(name))
        if self._plan is not None:
            menu.addAction(text("tour-menu-save")).triggered.connect(lambda _checked=False: self.ask_name())
        if saved or self._plan is not None:
            menu.addSeparator()

    def ask_name(self) -> None:
        """For the tour that is on."""
        plan = self._plan
        if plan is not None:
            dialog = LayoutNameDialog(self._window, self._stage, plan.name, self._tours.by_name, TOUR_WORDS)
            dialog.given.connect(lambda name: self.save(plan, name))
            dialog.open()

    def save(self, plan: TourPlan, name: str) -> None:
        named = TourPlan(
            name, plan.step_s, plan.areas, plan.cameras, plan.layouts, plan.hours, plan.emphasis, plan.only
        )
        try:
            self._tours.save(named)
        except KnownError as error:
            self._on_failed(error)
        else:
            self._say("tours-saved", name)

    def delete(self, name: str) -> None:
        plan = self._tours.by_name.get(name)
        if plan is not None:
            self._tours.remove(name)
            self._say("tours-deleted", name, lambda: self._tours.save(plan))

    def _begin(self, plan: TourPlan, seen: LastSeen | None) -> None:
        if plan.layouts:
            self.start_layouts(plan.layouts, plan.step_s)
            return
        if plan.only is not None and plan.only < len(self._wall.tiles):
            self._wall.select(plan.only)
        choice = TourChoice(plan.step_s, plan.only is not None, plan.hours, plan.emphasis)

        def go(subject: TourSubject) -> None:
            text = self._stage.translator.text
            if subject.cameras:
                self.start(subject, choice, seen)
            else:
                self._stage.notices.post(NOTICE, Severity.INFO, lambda: text("tour-no-cameras", name=subject.name))

        self._cameras.read(plan.name, Contents(plan.areas, plan.cameras), go)

    def _on_changed(self) -> None:
        if self._touring.order is None and self._plan is not None and not self._leaves:
            self._plan = None
            self._tours.note_running(self._number, None)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        known, translator = error, self._stage.translator
        self._stage.notices.post(NOTICE, Severity.TROUBLE, lambda: message_for(translator, known).whole)

    def _say(self, key: str, name: str, undo: Callable[[], None] | None = None) -> None:
        text = self._stage.translator.text

        def take_back(do: Callable[[], None]) -> None:
            do()
            self._stage.notices.clear(NOTICE)

        action = None if undo is None else NoticeAction(lambda: text("fill-undo"), lambda: take_back(undo))
        self._stage.notices.post(NOTICE, Severity.DONE, lambda: text(key, name=name), action)


def plan_of(subject: TourSubject, choice: TourChoice, only: int | None) -> TourPlan:
    contents = subject.contents
    return TourPlan(
        plan_name(subject.name),
        choice.step_s,
        contents.areas,
        contents.cameras,
        (),
        choice.hours,
        choice.emphasis,
        only,
    )


def plan_name(name: str) -> str:
    """As much of it as a kept name may have."""
    printable = "".join(letter for letter in name if letter.isprintable())
    return printable.strip()[:MOST_NAME].strip() or "–"


def waited_s(cameras: Sequence[CameraId], seen: LastSeen, now_utc: datetime, hours: int) -> dict[CameraId, float]:
    """How long each has waited already; who was not seen within these hours, for all of them."""
    return {
        camera: max(0.0, (now_utc - seen[camera]).total_seconds()) if camera in seen else hours * HOUR_S
        for camera in cameras
    }
