"""Steered walls: a picture of each, and what may be sent to it; beside the console's own wall, from which cameras are dragged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from console.domain.roles import Permission, may
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.qt.timer import Timer
from console.ui.camera_book import CameraBook
from console.ui.pages.page import Page
from console.ui.pages.wall_acts import Chosen, WallActs
from console.ui.pages.wall_controls import WallControls
from console.ui.pages.wall_drops import WallDrops
from console.ui.pages.wall_keeping import WallKeeping
from console.ui.pages.wall_menu import WallMenu
from console.ui.pages.wall_presets import WallPresets
from console.ui.pages.wall_setup_page import WallSetupPage
from console.ui.pages.wall_shots import WallShots
from console.ui.pages.wall_tours import WallTours
from console.ui.pages.wall_words import WallWords
from console.ui.stage import Services, Stage
from console.widgets.retranslation import keep_translated
from console.widgets.wall.wall_picture import WallPicture
from console.wire.walls import ScreenRecord, WallRecord

_SHARE = 0.62
_CHANGES_WINDOW_MS = 300
_LOOK_AGAIN_MS = 15_000
"""A machine that goes away tells nobody."""
_FOR_STEERERS = ("walls-preset-save", "walls-preset-delete")
_ON_A_SCREEN = ("walls-send", "walls-send-wall", "walls-clear-tile", "walls-clear", "walls-message-send")


class WallsPage(Page):
    """Follows what others send and claim. Signals: ``record_asked()``, ``rules_asked()``: of the wall that is shown."""

    record_asked = Signal()
    rules_asked = Signal()

    def __init__(self, window: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(window, stage, "walls-title")
        self._desk, self._person = services.steered, services.person
        self._steers = may(services.person.role, Permission.STEER_WALLS)
        self._walls: tuple[WallRecord, ...] = ()
        self.book = CameraBook(self, services.directory, stage.background)
        self.which = QComboBox(self)
        self.shots = WallShots(self, services.steered, lambda: self.which.currentData() or "", self._show)
        self._words = WallWords(stage, self.book.entry, self.shots)
        self.none, self.detail = QLabel(self), QLabel(self)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setWordWrap(True)
        self.detail.setObjectName("small")
        self.none.setObjectName("dim")
        self.none.setWordWrap(True)
        self.picture = WallPicture(self, stage.theme)
        self.acts = WallActs(self, services, self.chosen)
        self.keeping = WallKeeping(self, services.steered, self.chosen)
        self.presets = WallPresets(self, services.steered, self._words, self.chosen, self._may_send)
        handlers = self._handlers()
        self.controls = WallControls(self, stage, handlers)
        self.tours = WallTours(self, services, self.acts, self.chosen)
        self.menu = WallMenu(self, services, self.acts, self.tours, self.controls, handlers)
        self._drops = WallDrops(stage, services, self._words, self.chosen, self._may_send)
        for part, stretch in ((self.which, 0), (self.none, 0), (self.picture, 1), (self.detail, 0), (self.controls, 0)):
            self.body.addWidget(part, stretch)
        self.record_button = self._page_button(Permission.READ_WALL_RECORD, self.record_asked)
        self.rules_button = self._page_button(Permission.MANAGE_WALL_RULES, self.rules_asked)
        self.setup_button = QPushButton(self)
        self.setup_button.setAutoDefault(False)
        self.setup_button.setVisible(self._steers)
        self.setup_button.clicked.connect(lambda: WallSetupPage(window, stage, services).show())
        self.foot.addWidget(self.setup_button)
        # Small enough to drag cameras onto it from what lies beside it.
        self.resize(int(window.width() * _SHARE), int(window.height() * _SHARE))
        self._connect(services)
        keep_translated(self, stage.translator, self._speak)
        self.picture.setFocus(Qt.FocusReason.OtherFocusReason)
        self.read()

    def read(self) -> None:
        """The walls, and the presets of the one that is shown."""
        desk, shown = self._desk, self.which.currentData()

        def ask() -> tuple[tuple[WallRecord, ...], tuple[str, ...]]:
            walls = desk.all()
            names = [wall.name for wall in walls]
            name = shown if shown in names else next(iter(names), "")
            return walls, desk.setup.presets(name) if name else ()

        self.stage.background.run(ask, lambda found: self._on_read(*found), self.say_error, name="walls", owner=self)

    def chosen(self) -> Chosen | None:
        wall = self.wall()
        screens = () if wall is None else wall.screens
        screen = next((one for one in screens if one.number == self.picture.screen_number), None)
        return None if wall is None or screen is None else Chosen(wall, screen, self.picture.tile)

    def wall(self) -> WallRecord | None:
        name = self.which.currentData()
        return next((wall for wall in self._walls if wall.name == name), None)

    def _on_read(self, walls: tuple[WallRecord, ...], presets: tuple[str, ...]) -> None:
        shown = self.which.currentData()
        self._walls = walls
        self.which.blockSignals(True)
        self.which.clear()
        for wall in walls:
            self.which.addItem(wall.title, wall.name)
        self.which.setCurrentIndex(max(0, self.which.findData(shown)) if walls else -1)
        self.which.blockSignals(False)
        self.controls.show_presets(presets)
        self._speak()
        self.shots.ask()

    def _on_wall_chosen(self) -> None:
        self._speak()
        self.read()

    def _speak(self) -> None:
        text = self.stage.translator.text
        self._show()
        self.picture.setAccessibleName(text("walls-title"))
        self.which.setAccessibleName(text("walls-which"))
        self.which.setVisible(len(self._walls) > 1)
        self.none.setVisible(not self._walls)
        self.none.setText(text("walls-none"))
        self.record_button.setText(text("action-wall-record"))
        self.rules_button.setText(text("action-wall-rules"))
        self.setup_button.setText(text("wall-setup-open"))
        self._follow()

    def _show(self) -> None:
        wall = self.wall()
        self.picture.show_wall([] if wall is None else self._words.sketches(wall))

    def _count(self) -> None:
        self._show()
        self._follow()

    def _connect(self, services: Services) -> None:
        self.which.currentIndexChanged.connect(lambda _index: self._on_wall_chosen())
        self.picture.chosen.connect(self._follow)
        self.picture.takes = self._drops.takes
        self.picture.dropped.connect(lambda data, _screen, _tile: self.acts.drop(data))
        self.picture.dropped_as_tour.connect(self.tours.drop)
        self.picture.hovered.connect(lambda data: self.detail.setText(self._drops.told(data)))
        self.picture.menu_asked.connect(self.menu.open)
        self.book.changed.connect(self._speak)
        read_later = Throttle(self, "walls", _CHANGES_WINDOW_MS, self.read)
        listen(services.steered.changed, lambda _none: read_later(), self)
        Timer(self, "walls-look", _LOOK_AGAIN_MS, self.read).start()
        # What is left of claims, and the age of thumbnails.
        Timer(self, "walls-count", 1000, self._count).start()

    def _follow(self) -> None:
        """Which buttons work; the centre decides all the same."""
        chosen, buttons = self.chosen(), self.controls.buttons
        can_send = chosen is not None and self._may_send(chosen.screen)
        for key in (*_ON_A_SCREEN, "walls-claim", "walls-preset-apply-screen"):
            buttons[key].setEnabled(can_send)
        self.detail.setText("" if chosen is None else self._words.whole(chosen.wall, chosen.screen, chosen.tile))
        buttons["walls-release"].setEnabled(chosen is not None and self._may_release(chosen.screen))
        buttons["walls-undo"].setEnabled(chosen is not None and chosen.wall.can_undo)
        for key in ("walls-preset-apply", "walls-preset-look"):
            buttons[key].setEnabled(chosen is not None)
        buttons["walls-preset-stop"].setVisible(self.presets.in_round)
        for key in _FOR_STEERERS:
            buttons[key].setVisible(self._steers)
            buttons[key].setEnabled(chosen is not None)
        self.controls.message.setEnabled(can_send)
        self.controls.is_open.setVisible(self._steers)
        self.controls.is_open.setEnabled(chosen is not None)
        self.controls.is_open.setChecked(chosen is not None and chosen.screen.open_to_operators)

    def _may_send(self, screen: ScreenRecord) -> bool:
        claim = self._words.claim_of(screen)
        free = claim is None or claim.holder_id == self._person.id
        return free and (self._steers or screen.open_to_operators)

    def _may_release(self, screen: ScreenRecord) -> bool:
        claim = self._words.claim_of(screen)
        return claim is not None and (self._steers or claim.holder_id == self._person.id)

    def _page_button(self, permission: Permission, asked: SignalInstance) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(False)
        button.setVisible(may(self._person.role, permission))
        button.clicked.connect(asked)
        self.foot.addWidget(button)
        return button

    def _handlers(self) -> dict[str, Callable[[], None]]:
        acts, keeping, presets = self.acts, self.keeping, self.presets
        return {
            "walls-send": acts.send_selected,
            "walls-send-wall": acts.send_wall,
            "walls-clear-tile": acts.clear_tile,
            "walls-clear": acts.clear,
            "walls-message-send": lambda: acts.send_message(self.controls.message.text()),
            "walls-claim": keeping.claim,
            "walls-release": keeping.release,
            "walls-undo": acts.undo,
            "walls-changes": keeping.show_changes,
            "walls-open": lambda: keeping.set_open(is_open=self.controls.is_open.isChecked()),
            "walls-preset-apply": lambda: keeping.apply_preset(self.controls.preset_name(), whole=True),
            "walls-preset-apply-screen": lambda: keeping.apply_preset(self.controls.preset_name(), whole=False),
            "walls-preset-save": lambda: keeping.save_preset(self.controls.preset_name()),
            "walls-preset-look": lambda: presets.look(self.controls.preset_name(), keeps=self._steers),
            "walls-preset-stop": presets.stop,
            "walls-preset-delete": lambda: presets.delete(self.controls.preset_name()),
        }
