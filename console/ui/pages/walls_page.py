"""Steered walls: a picture of each, and what may be sent to it; beside the console's own wall, from which cameras are dragged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from console.domain.roles import Permission, may
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.qt.timer import Timer
from console.ui.camera_book import CameraBook
from console.ui.pages.page import Page
from console.ui.pages.wall_acts import Chosen, WallActs
from console.ui.pages.wall_controls import WallControls
from console.ui.pages.wall_keeping import WallKeeping
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
        self._presets: tuple[str, ...] = ()
        self.book = CameraBook(self, services.directory, stage.background)
        self._words = WallWords(stage, self.book.entry)
        self.which = QComboBox(self)
        self.none, self.detail = QLabel(self), QLabel(self)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setWordWrap(True)
        self.detail.setObjectName("small")
        self.none.setObjectName("dim")
        self.none.setWordWrap(True)
        self.picture = WallPicture(self, stage.theme)
        self.acts = WallActs(self, services, self.chosen)
        self.keeping = WallKeeping(self, services.steered, self.chosen)
        self.controls = WallControls(self, stage, self._handlers())
        for part, stretch in ((self.which, 0), (self.none, 0), (self.picture, 1), (self.detail, 0), (self.controls, 0)):
            self.body.addWidget(part, stretch)
        self.record_button = self._page_button(Permission.READ_WALL_RECORD, self.record_asked)
        self.rules_button = self._page_button(Permission.MANAGE_WALL_RULES, self.rules_asked)
        # Small enough to drag cameras onto it from what lies beside it.
        self.resize(int(window.width() * _SHARE), int(window.height() * _SHARE))
        self.which.currentIndexChanged.connect(lambda _index: self._on_wall_chosen())
        self.picture.chosen.connect(self._follow)
        self.picture.dropped.connect(self._on_dropped)
        self.book.changed.connect(self._speak)
        read_later = Throttle(self, "walls", _CHANGES_WINDOW_MS, self.read)
        listen(services.steered.changed, lambda _none: read_later(), self)
        Timer(self, "walls-look", _LOOK_AGAIN_MS, self.read).start()
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
            return walls, desk.presets(name) if name else ()

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
        self._walls, self._presets = walls, presets
        self.which.blockSignals(True)
        self.which.clear()
        for wall in walls:
            self.which.addItem(wall.title, wall.name)
        self.which.setCurrentIndex(max(0, self.which.findData(shown)) if walls else -1)
        self.which.blockSignals(False)
        self.controls.show_presets(presets)
        self._speak()

    def _on_wall_chosen(self) -> None:
        self._speak()
        self.read()

    def _on_dropped(self, data: QMimeData, _screen: int, _tile: int) -> None:
        self.acts.drop(data)

    def _speak(self) -> None:
        wall, text = self.wall(), self.stage.translator.text
        self.picture.show_wall([] if wall is None else self._words.sketches(wall))
        self.picture.setAccessibleName(text("walls-title"))
        self.which.setAccessibleName(text("walls-which"))
        self.which.setVisible(len(self._walls) > 1)
        self.none.setVisible(not self._walls)
        self.none.setText(text("walls-none"))
        self.record_button.setText(text("action-wall-record"))
        self.rules_button.setText(text("action-wall-rules"))
        self._follow()

    def _follow(self) -> None:
        """Which buttons work; the centre decides all the same."""
        chosen, buttons = self.chosen(), self.controls.buttons
        can_send = chosen is not None and self._may_send(chosen.screen)
        for key in (*_ON_A_SCREEN, "walls-claim", "walls-preset-apply-screen"):
            buttons[key].setEnabled(can_send)
        self.detail.setText("" if chosen is None else self._words.whole(chosen.wall, chosen.screen, chosen.tile))
        buttons["walls-release"].setEnabled(chosen is not None and self._may_release(chosen.screen))
        buttons["walls-undo"].setEnabled(chosen is not None and chosen.wall.can_undo)
        buttons["walls-preset-apply"].setEnabled(chosen is not None)
        for key in _FOR_STEERERS:
            buttons[key].setVisible(self._steers)
            buttons[key].setEnabled(chosen is not None)
        self.controls.message.setEnabled(can_send)
        self.controls.is_open.setVisible(self._steers)
        self.controls.is_open.setEnabled(chosen is not None)
        self.controls.is_open.setChecked(chosen is not None and chosen.screen.open_to_operators)

    def _may_send(self, screen: ScreenRecord) -> bool:
        free = screen.claim is None or screen.claim.holder_id == self._person.id
        return free and (self._steers or screen.open_to_operators)

    def _may_release(self, screen: ScreenRecord) -> bool:
        return screen.claim is not None and (self._steers or screen.claim.holder_id == self._person.id)

    def _page_button(self, permission: Permission, asked: SignalInstance) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(False)
        button.setVisible(may(self._person.role, permission))
        button.clicked.connect(asked)
        self.foot.addWidget(button)
        return button

    def _handlers(self) -> dict[str, Callable[[], None]]:
        acts, keeping = self.acts, self.keeping
        return {
            "walls-send": acts.send_selected,
            "walls-send-wall": acts.send_wall,
            "walls-clear-tile": acts.clear_tile,
            "walls-clear": acts.clear,
            "walls-message-send": lambda: acts.send_message(self.controls.message.text()),
            "walls-claim": keeping.claim,
            "walls-release": keeping.release,
            "walls-undo": acts.undo,
            "walls-open": lambda: keeping.set_open(is_open=self.controls.is_open.isChecked()),
            "walls-preset-apply": lambda: keeping.apply_preset(self.controls.preset_name(), whole=True),
            "walls-preset-apply-screen": lambda: keeping.apply_preset(self.controls.preset_name(), whole=False),
            "walls-preset-save": lambda: keeping.save_preset(self.controls.preset_name()),
            "walls-preset-delete": lambda: keeping.delete_preset(self.controls.preset_name()),
        }
