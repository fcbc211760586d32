"""Tours and patrols of one window: asked for, started, told of while they are on, and paused when an alarm comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from console.domain.camera import CameraId
from console.domain.camera_filter import EVERY_CAMERA, CameraFilter
from console.domain.patrol import HOUR_S, Patrol, weights_at
from console.domain.tour import CameraTour, LayoutTour
from console.qt.timer import Timer
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.dialogs.tour import TourChoice
from console.ui.models.place_contents import Contents
from console.ui.notices import Severity
from console.ui.panels.find_panel import FindPanel
from console.ui.panels.tour_bar import TourBar
from console.ui.panels.tour_keys import TourKeys
from console.ui.seen_here import SeenHere
from console.ui.stage import Services, Stage
from console.ui.windows.call_up_intents import MAIN_SCREEN
from console.ui.windows.seen_report_intents import SeenReportIntents
from console.ui.windows.tour_alarms import TourAlarms
from console.ui.windows.tour_asking import NOTICE, STEPS, TourAsking
from console.ui.windows.tour_cameras import TourCameras, TourSubject
from console.ui.windows.tour_keeping import LastSeen, TourKeeping, plan_name, plan_of, waited_s
from console.ui.windows.tour_progress import PatrolPromise, TourProgress
from console.wall.saved_tours import TourPlan
from console.wall.tour_pages import PatrolRoute, TourRoute
from console.wall.touring import Pause, Touring, TourOrder
from console.wall.wall import Wall
from console.widgets.retranslation import keep_translated

_TICK_MS = 500
_COUNT_EVERY_TICKS = 4
"""What was seen of a large patrol is counted so seldom."""


class TourIntents(QObject):
    """For one window. Main thread."""

    def __init__(
        self,
        window: QWidget,
        view: QWidget,
        stage: Stage,
        services: Services,
        wall: Wall,
        panel: FindPanel | None,
        seen: SeenHere,
        number: int = MAIN_SCREEN,
    ) -> None:
        """``panel``: the window's lists, if it has any. ``number``: of the window."""
        super().__init__(window)
        self._window = window
        self._view = view
        self._stage = stage
        self._layouts = services.layouts
        self._wall = wall
        self.touring = Touring(wall, services.walls.steps, stage.clock)
        self.destroyed.connect(services.walls.next_ones.add(self.touring))
        self.bar = TourBar(window, stage)

        def wanted() -> CameraFilter:
            """Who works is another question, asked at every page."""
            if panel is None:
                return EVERY_CAMERA
            return replace(panel.filter_bar.chosen, conditions=frozenset(), seen={})

        self.cameras = TourCameras(self, stage, services, seen, wanted)
        self.asking = TourAsking(window, view, stage, services, wall, panel, self.cameras, self.touring)
        self.keeping = TourKeeping(window, stage, services, wall, self.cameras, self.touring, number)
        for part in (self.asking, self.keeping):
            part.start_layouts = self.start_layouts
        self.asking.start, self.keeping.start = self.start, self.start
        self.asking.fill_saved = self.keeping.fill_menu
        self.report = SeenReportIntents(window, stage, services)
        self._progress = TourProgress(stage.translator, stage.clock, self.touring, services.seen)
        self._tell_progress: Callable[[], str] = lambda: ""
        self._said = ""
        self._ticks = 0
        self.alarms = TourAlarms(self, stage, services)
        self.alarms.came.connect(lambda: self.touring.pause(Pause.ALARM))
        self._keys = TourKeys(view, lambda: self.touring.order is not None)
        self._keys.pressed.connect(self.toggle)
        self._timer = Timer(self, "tour", _TICK_MS, self.tick)
        self.before_going: Callable[[], None] = lambda: None
        """Whatever else has taken the wall gives it back first."""
        self.destroyed.connect(self.touring.changed.connect(lambda _none: self._on_changed()))
        keep_translated(self.bar, stage.translator, self._say_anew)

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {
            **self.report.handlers(),
            ActionId.TOURS: self.asking.ask,
            ActionId.TOUR_PAUSE: self.toggle,
            ActionId.TOUR_NEXT: lambda: self._go(1),
            ActionId.TOUR_PREVIOUS: lambda: self._go(-1),
            ActionId.TOUR_STOP: self.touring.stop,
            ActionId.PIN_TILE: self.pin,
        }

    def offer(self, actions: BoundActions) -> None:
        self.asking.actions = actions
        self.bar.offer(actions)
        self._on_changed()

    def start(self, subject: TourSubject, choice: TourChoice, seen: LastSeen | None = None) -> None:
        """``seen``: by whom a patrol need not begin."""
        is_dead, clock = self._is_left_out, self._stage.clock
        only = self._wall.selected if choice.only_selected else None
        if choice.hours is None:
            route: TourRoute | PatrolRoute = TourRoute(CameraTour(subject.cameras), is_dead)
            count = len(subject.cameras)
            tell = lambda: self._progress.of_tour(count)  # noqa: E731  one of two
        else:
            now_s, waited = clock.monotonic_s(), None
            if seen is not None:
                waited = waited_s(subject.cameras, seen, clock.now_utc(), choice.hours)
            patrol = Patrol(subject.cameras, choice.hours * HOUR_S, choice.step_s, now_s, waited)
            incidents, emphasis = subject.incidents, choice.emphasis
            route = PatrolRoute(patrol, is_dead, clock, lambda hour: weights_at(hour, incidents, emphasis))
            promise = PatrolPromise(patrol, now_s, choice.hours, choice.step_s)
            tell = lambda: self._progress.of_patrol(promise)  # noqa: E731  the other
        order = TourOrder(subject.name, route, choice.step_s, is_dead, only)
        self._start(order, tell, plan_of(subject, choice, only))

    def start_layouts(self, names: Sequence[str], step_s: int) -> None:
        """Those that are still saved. What works is read meanwhile: until then no layout is passed over."""
        walls = tuple(self._layouts.by_name[name] for name in names if name in self._layouts.by_name)
        if not walls:
            return
        shown = tuple(dict.fromkeys(camera for wall in walls for camera in wall.cameras if camera is not None))

        def go(_subject: TourSubject) -> None:
            is_dead = self.cameras.is_dead
            order = TourOrder(
                self._stage.translator.text("tour-layouts-name"), TourRoute(LayoutTour(walls), is_dead), step_s, is_dead
            )
            plan = TourPlan(plan_name(order.name), step_s, layouts=tuple(names))
            self._start(order, lambda: self._progress.of_layouts(len(walls)), plan)

        self.cameras.read("", Contents(cameras=shown), go)

    def toggle(self) -> None:
        if self.touring.why_paused is None:
            self.touring.pause()
        else:
            self.before_going()
            self.touring.resume()

    def pin(self) -> None:
        """The selected tile stays as it is in tours from now on, or takes part again."""
        tile, pinned = self._wall.selected, self.touring.pinned
        self.touring.pinned = pinned ^ {tile}
        key = "tour-unpinned" if tile in pinned else "tour-pinned"
        text = self._stage.translator.text
        self._stage.notices.post(NOTICE, Severity.DONE, lambda: text(key, tile=str(tile + 1)))
        self._say_anew()

    def tick(self) -> None:
        self.cameras.look()
        self.touring.tick()
        self._ticks += 1
        if self._ticks % _COUNT_EVERY_TICKS == 0:
            self._said = self._tell_progress()
        self._say()

    def _is_left_out(self, camera: CameraId) -> bool:
        """A camera on a pinned tile is seen all the time."""
        shown = self._wall.cameras
        on_pinned = any(tile < len(shown) and shown[tile] == camera for tile in self.touring.pinned)
        return on_pinned or self.cameras.is_dead(camera)

    def _start(self, order: TourOrder, tell: Callable[[], str], plan: TourPlan) -> None:
        self.before_going()
        if self.touring.start(order):
            self.keeping.begun(plan)
            self._tell_progress = tell
            self._timer.start()
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._say_anew()

    def _go(self, steps: int) -> None:
        self.before_going()
        self.touring.go(steps)

    def _on_changed(self) -> None:
        on = self.touring.order is not None
        actions = self.asking.actions
        if actions is not None:
            for action in STEPS:
                actions[action].setEnabled(on and actions.allowed(action))
        if not on:
            self._timer.stop()
        self._say()

    def _say_anew(self) -> None:
        self._said = self._tell_progress()
        self._say()

    def _say(self) -> None:
        order = self.touring.order
        if order is None:
            self.bar.hide()
            return
        paused = self.touring.why_paused is not None
        self.bar.say(order.name, self._progress.told(), self._said, paused=paused)
