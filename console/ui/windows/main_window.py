"""The operator's window: finding at the left, the wall in the middle, events at the right; it only puts parts together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from console.domain.roles import Permission, may
from console.qt.icons import icon
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.dialogs.keys import KeysDialog
from console.ui.own_lists import OwnLists
from console.ui.panels.alarm_bar import AlarmBar
from console.ui.panels.events_panel import EventsPanel
from console.ui.panels.exercise_band import ExerciseBand, window_title
from console.ui.panels.find_panel import FindPanel
from console.ui.panels.notice_bar import NoticeBar
from console.ui.panels.status_line import StatusLine
from console.ui.panels.top_bar import TopBar
from console.ui.stage import Services, Stage
from console.ui.windows.addition_intents import AdditionIntents
from console.ui.windows.call_up_intents import MAIN_SCREEN, CallUpIntents
from console.ui.windows.cause_intents import CauseIntents
from console.ui.windows.event_intents import EventIntents
from console.ui.windows.flag_intents import FlagIntents
from console.ui.windows.flagged_tiles import FlaggedTiles
from console.ui.windows.follow_intents import FollowIntents
from console.ui.windows.health_intents import HealthIntents
from console.ui.windows.intents import Intents
from console.ui.windows.layout_intents import LayoutIntents
from console.ui.windows.look_intents import LookIntents
from console.ui.windows.map_intents import MapIntents
from console.ui.windows.named_workspaces import NamedWorkspaces
from console.ui.windows.own_intents import OwnIntents
from console.ui.windows.page_intents import PageIntents
from console.ui.windows.palette_intents import PaletteIntents
from console.ui.windows.place_filling import PlaceFilling
from console.ui.windows.seen_tiles import SeenTiles
from console.ui.windows.side_panels import SidePanels
from console.ui.windows.step_intents import StepIntents
from console.ui.windows.tile_intents import TileIntents
from console.ui.windows.tour_intents import TourIntents
from console.ui.windows.wall_intents import WallIntents
from console.ui.windows.wall_windows import WallWindows
from console.wall.wall import Wall
from console.widgets.retranslation import keep_translated
from console.widgets.wall.look import TileWords
from console.widgets.wall.wall_view import WallView

_DIRECTORY_WINDOW_MS = 1000


class MainWindow(QMainWindow):
    """Signals: ``closing()`` before the other windows go, ``closed()``; ``moved()``, also when it has another size;
    ``sign_out_asked()``: the person wants to sign out.
    """

    closing = Signal()
    closed = Signal()
    moved = Signal()
    sign_out_asked = Signal()

    def __init__(self, stage: Stage, services: Services, wall: Wall) -> None:
        super().__init__()
        self._stage, self._services = stage, services
        services.walls.add(MAIN_SCREEN, wall)
        self.exercise_band = ExerciseBand(self, stage, services)
        self.book = CameraBook(self, services.directory, stage.background)
        self.wall_view = self._made_wall_view(wall)
        self.seen_tiles = SeenTiles(self.wall_view, wall, self.book)
        self.find_panel = FindPanel(self, stage, services, self.seen_tiles.seen)
        self._sees_events = may(services.person.role, Permission.READ_FLAGS)
        panel = self.events_panel = EventsPanel(self, stage, services, self.book)
        self.side_panels = SidePanels(self, stage.theme, self.find_panel, panel, sees_events=self._sees_events)
        self.flag_intents = FlagIntents(self, stage, services, panel.words, lambda: list(panel.model.entries))
        self.additions = AdditionIntents(
            self, stage, services, wall, self.wall_view, self.book, panel.words, lambda: panel.model.entries
        )
        self.event_intents = EventIntents(self, stage, services, wall, self.flag_intents, self.additions)
        self.alarm_bar = AlarmBar(self.wall_view, stage, panel.words, services.flag_rules)
        self.flagged_tiles, self.wall_intents = FlaggedTiles(self.wall_view), WallIntents(wall, self.book)
        self.call_up = CallUpIntents(self.wall_view, stage, services, self.book, MAIN_SCREEN, services.walls.by_number)
        self.intents = Intents(self, stage, services, wall, self.wall_view, self.book)
        self.tile_intents = TileIntents(self, stage, services, wall, self.wall_view, self.book)
        self.page_intents = PageIntents(self, stage, services)
        self.cause_intents = CauseIntents(self, stage, services, wall, self.wall_view, self.book)
        self.health_intents = HealthIntents(self, stage, services, wall, self.wall_view, self.book)
        self.map_intents = MapIntents(self, stage, services, wall, self.wall_view, self.book)
        self.palette_intents = PaletteIntents(
            self, stage, services, wall, self.book, lambda: self.actions_of, self.find_panel.focus_search
        )
        self.own_lists = OwnLists(self, services.own_cameras, stage.background)
        self.own_intents = self._made_own_intents(wall)
        self.steps = StepIntents(self, stage, services, wall)
        self.layouts = LayoutIntents(self, self.wall_view, stage, services, wall, self.book, lambda: self.actions_of)
        self.tours = TourIntents(self, self.wall_view, stage, services, wall, self.find_panel, self.seen_tiles.seen)
        self.follow = FollowIntents(self, self.wall_view, stage, services, wall, self.book, self.intents)
        self.wall_windows = WallWindows(self, stage, services, wall)
        self.workspaces = NamedWorkspaces(self, self.wall_view, stage, services, self.wall_windows)
        role, set_layout = services.person.role, self.wall_intents.set_layout
        self.actions_of = BoundActions(
            self, stage.translator, stage.theme.colours, role, self._handlers(), set_layout, services.keys
        )
        self.tile_intents.offer(
            self.actions_of, self.additions, self.cause_intents.repairs, self.follow, self.map_intents, self.own_intents
        )
        self.notice_bar, self.status_line = NoticeBar(self.wall_view, stage), StatusLine(self, stage, services)
        self.top_bar = TopBar(self, stage, wall, self.actions_of, services.person.display_name)
        self._lay_out()
        self._connect(services)
        keep_translated(self, stage.translator, self._retranslate)
        self.wall_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        super().closeEvent(event)
        self.closing.emit()
        self.wall_windows.close_all()
        self.closed.emit()

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802  Qt's name
        super().moveEvent(event)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        super().resizeEvent(event)
        self.moved.emit()

    def _made_wall_view(self, wall: Wall) -> WallView:
        stage, services = self._stage, self._services
        words = TileWords(stage.translator, stage.reason)
        view = WallView(
            wall,
            services.pictures,
            words,
            self.book.entry,
            stage.clock,
            stage.theme,
            rounds=services.rounds,
            masks_of=services.masks.of,
            walls=services.walls,
        )
        view.watermark.words = services.watermark
        return view

    def _made_own_intents(self, wall: Wall) -> OwnIntents:
        stage, services, seen = self._stage, self._services, self.seen_tiles.seen
        filling = PlaceFilling(stage, services, wall, self.wall_view, self.book, lambda: seen.wanted_now)
        self.find_panel.fill_place_asked.connect(filling.fill_free)
        keys = self.find_panel.place_keys
        intents = OwnIntents(self, stage, services, wall, self.book, self.own_lists, keys)
        intents.show, intents.fill = self.wall_intents.show_camera, filling.fill_free
        intents.ask_repair = self.cause_intents.repairs.ask_entry
        return intents

    def _connect(self, services: Services) -> None:
        self.seen_tiles.changed.connect(self.find_panel.look_again)
        self.own_lists.changed.connect(lambda: self.find_panel.show_own(self.own_lists.own))
        self.find_panel.chosen.connect(self.wall_intents.show_camera)
        self.find_panel.fill_asked.connect(self.palette_intents.filling.fill)
        self.find_panel.left.connect(self._focus_wall)
        self.events_panel.camera_chosen.connect(self.wall_intents.show_camera_by_id)
        self.events_panel.menu_asked.connect(self.event_intents.open_menu)
        self.events_panel.entries_read.connect(self.alarm_bar.set_entries)
        self.events_panel.entries_read.connect(self.flagged_tiles.set_entries)
        self.events_panel.entries_read.connect(self.additions.set_entries)
        self.events_panel.entries_read.connect(self.map_intents.set_entries)
        self.events_panel.entries_read.connect(self.tours.alarms.set_mine)
        self.tours.offer(self.actions_of)
        self.workspaces.offer(self.actions_of)
        self.palette_intents.workspaces = self.workspaces.menu.rows
        self.palette_intents.call_up = self.workspaces.call_up
        self.follow.offer(self.actions_of)
        self.tours.before_going = self.follow.end
        self.closing.connect(self.follow.leave)
        self.own_intents.tour = self.tours.asking.ask_item
        self.map_intents.panel_made.connect(self._place_map)
        self.map_intents.acts.flag_asked.connect(self.intents.flag)
        self.map_intents.acts.repair_asked.connect(self.cause_intents.repairs.ask_camera)
        self.alarm_bar.told.connect(self.flag_intents.told)
        self.cause_intents.search_asked.connect(self.find_panel.focus_search)
        self.status_line.causes_asked.connect(self.cause_intents.causes)
        self.page_intents.wall_asked.connect(self.cause_intents.fill)
        self.status_line.shift.write_asked.connect(self.page_intents.write_handover)
        self.status_line.shift.notes_asked.connect(self.page_intents.handovers)
        self.top_bar.layout_chosen.connect(self.wall_intents.set_layout)
        self.wall_view.refresh.tally_changed.connect(self.status_line.show_tally)
        self.book.changed.connect(self.wall_view.look_again)
        directory_changed = Throttle(self, "directory-news", _DIRECTORY_WINDOW_MS, self._on_directory_changed)
        listen(services.news.changed, lambda _none: directory_changed(), self)

    def _on_directory_changed(self) -> None:
        self.book.read_again()
        self.find_panel.read_again()

    def _handlers(self) -> dict[ActionId, Callable[[], None]]:
        intents = self.intents
        return {
            ActionId.FLAG: intents.flag,
            ActionId.BOOKMARK: intents.bookmark,
            ActionId.BOOKMARK_NOW: intents.bookmark_now,
            ActionId.FULL_TILE: self.wall_intents.toggle_full_tile,
            ActionId.REMOVE: self.wall_intents.remove,
            ActionId.RETRY: intents.retry,
            ActionId.HISTORY: intents.history,
            **self.tile_intents.handlers(),
            **self.page_intents.handlers(),
            **self.cause_intents.handlers(),
            **self.health_intents.handlers(),
            **self.palette_intents.handlers(),
            **self.additions.handlers(),
            **self.steps.handlers(),
            **self.layouts.handlers(),
            **self.workspaces.handlers(),
            **self.tours.handlers(),
            **self.follow.handlers(),
            **self.wall_windows.handlers(),
            **self.map_intents.handlers(),
            **self.own_intents.handlers(),
            ActionId.SEARCH: self.side_panels.with_find(self.find_panel.focus_search),
            ActionId.FILL_WALL: self.find_panel.fill_wall,
            ActionId.TREE: self.side_panels.with_find(self.find_panel.focus_tree),
            ActionId.WALL: self._focus_wall,
            ActionId.EVENTS: self.side_panels.show_events,
            ActionId.FULL_SCREEN: self._toggle_full_screen,
            ActionId.LANGUAGE: intents.switch_language,
            **LookIntents(self._stage).handlers(),
            ActionId.KEYS: lambda: KeysDialog(self, self._stage, self.actions_of).open(),
            ActionId.DISMISS: self._stage.notices.dismiss,
            ActionId.SIGN_OUT: self.sign_out_asked.emit,
            ActionId.QUIT: self._quit,
        }

    def _quit(self) -> None:
        self.close()

    def _focus_wall(self) -> None:
        self.wall_view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _toggle_full_screen(self) -> None:
        """The wall alone on the whole screen, and back."""
        alone = not self.isFullScreen()
        for part in (self.top_bar, self.status_line):
            part.setVisible(not alone)
        self.side_panels.leave_alone(alone=alone)
        if self.map_intents.panel is not None:
            self.map_intents.panel.setVisible(False)
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._focus_wall()

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        splitter = self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(px(0.75))
        splitter.setChildrenCollapsible(False)
        # What is beside the wall depends on the room, and not the other way round.
        splitter.setMinimumSize(1, 1)
        for part in (self.find_panel, self.wall_view, self.events_panel):
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        self.find_panel.setMinimumWidth(px(55))
        self.events_panel.setMinimumWidth(px(65))
        splitter.setSizes([px(70), px(330), px(80)])
        ground = QWidget(self)
        ground.setObjectName("ground")
        whole = QVBoxLayout(ground)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.exercise_band)
        whole.addWidget(self.top_bar)
        whole.addWidget(splitter, 1)
        whole.addWidget(self.tours.bar)
        whole.addWidget(self.follow.bar)
        whole.addWidget(self.status_line)
        self.setCentralWidget(ground)
        self.setWindowIcon(icon("ronda", self._stage.theme.colours.accent, for_window=True))

    def _place_map(self, panel: QWidget) -> None:
        """Beside the wall, at half of its room."""
        sizes = self._splitter.sizes()
        self._splitter.insertWidget(2, panel)
        self._splitter.setStretchFactor(2, 1)
        self._splitter.setSizes([sizes[0], sizes[1] // 2, sizes[1] - sizes[1] // 2, sizes[2]])

    def _retranslate(self) -> None:
        self.setWindowTitle(window_title(self._stage, self._services))
