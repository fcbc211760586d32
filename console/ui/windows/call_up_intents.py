"""Calls cameras up by number, typed on the wall: shows which one it is while typing, and puts it where it was asked for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt

from console.domain.call_up import extended, read_call_up, read_tile_call
from console.domain.directory_entry import DirectoryEntry
from console.qt.timer import Timer
from console.ui.camera_book import CameraBook
from console.ui.notices import Severity
from console.ui.panels.call_up_panel import CallUpPanel
from console.ui.panels.call_up_words import CallUpWords, shown_line
from console.ui.stage import Services, Stage
from console.wall.wall import Wall
from console.widgets.retranslation import keep_translated
from console.widgets.wall.call_up_keys import CallUpKeys
from console.widgets.wall.wall_view import WallView

MAIN_SCREEN, WALL_SCREEN = 1, 2
WAIT_S = 6.0
"""So long after the last key a call-up is given up: whoever comes to the desk next must not find half a number."""
_TICK_MS = 100


class CallUpIntents(QObject):
    """For one window. ``walls`` are those of this console by the number of their screen, this window's among them."""

    def __init__(
        self,
        view: WallView,
        stage: Stage,
        services: Services,
        book: CameraBook,
        own_screen: int,
        walls: Mapping[int, Wall],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._stage = stage
        self._directory = services.directory
        self._book = book
        self._own_screen = own_screen
        self._walls = walls
        self._line = ""
        self._found: dict[int, DirectoryEntry | None] = {}
        """What the directory said of the numbers of this line."""
        self._is_entered = False
        """Enter was pressed: it is done as soon as the directory has answered, or was refused already."""
        self._until_s = 0.0
        self._words = CallUpWords(stage.translator, own_screen, walls)
        self.panel = CallUpPanel(view, stage)
        self._keys = CallUpKeys(view)
        self._keys.typed.connect(self._on_typed)
        self._keys.taken_back.connect(lambda: self._set_line(self._line[:-1]))
        self._keys.entered.connect(self._on_entered)
        self._keys.tile_entered.connect(self._on_tile_entered)
        self._keys.left.connect(self.close)
        self._timer = Timer(self, "call-up", _TICK_MS, self.tick)
        self._asked_for = services.walls.asked_for
        self.destroyed.connect(self._asked_for.connect(self._on_asked_for))
        self.destroyed.connect(walls[own_screen].changed.connect(lambda _none: self._say()))
        keep_translated(self.panel, stage.translator, self._say)

    @property
    def line(self) -> str:
        """What has been typed; empty when nobody calls up."""
        return self._line

    def close(self) -> None:
        """Nothing was called up."""
        self._set_line("")

    def tick(self) -> None:
        """Shows how long it still waits, and gives up at the end."""
        left_s = self._until_s - self._stage.clock.monotonic_s()
        self.panel.show_waiting(max(0.0, left_s / WAIT_S))
        if left_s <= 0:
            translator, line = self._stage.translator, self._line
            self.close()
            self._stage.notices.post(
                "call-up", Severity.INFO, lambda: translator.text("call-up-given-up", line=shown_line(line))
            )

    def _on_typed(self, character: str) -> None:
        # After a refusal the next digit begins anew; Backspace mends what was wrong.
        line = "" if self._is_entered else self._line
        self._set_line(extended(line, character) or self._line)

    def _on_entered(self) -> None:
        self._is_entered = True
        self._wait_on()
        self._act()

    def _on_tile_entered(self) -> None:
        """Chooses the tile, here or on another screen of this console, which then has the keyboard."""
        call = read_tile_call(self._line)
        if call is None or self._words.fault(call) is not None:
            self._wait_on()
            self.panel.say(self._words.of_tile(self._line, call))
            return
        screen = self._own_screen if call.screen is None else call.screen
        self.close()
        if call.tile is not None:
            self._walls[screen].select(call.tile - 1)
        if screen != self._own_screen:
            self._asked_for.emit(screen)

    def _on_asked_for(self, screen: int) -> None:
        if screen == self._own_screen:
            self._view.window().activateWindow()
            self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _set_line(self, line: str) -> None:
        self._line = line
        self._is_entered = False
        self._keys.is_typing = bool(line)
        if not line:
            self._timer.stop()
            self._found.clear()
            self.panel.hide()
            self._show_numbers(shown=False, chosen=None)
            return
        self._wait_on()
        self._timer.start()
        self._look_up()
        self._say()

    def _wait_on(self) -> None:
        self._until_s = self._stage.clock.monotonic_s() + WAIT_S
        self.panel.show_waiting(1.0)

    def _look_up(self) -> None:
        call, directory = read_call_up(self._line), self._directory
        if call is None or call.number in self._found:
            return
        number = call.number
        self._stage.background.run(
            lambda: directory.by_number(number),
            lambda entry: self._on_found(number, entry),
            name="call-up-number",
            owner=self,
        )

    def _on_found(self, number: int, entry: DirectoryEntry | None) -> None:
        if not self._line:
            return
        self._found[number] = entry
        self._say()
        if self._is_entered:
            self._act()

    def _act(self) -> None:
        """Puts the camera on its tile, once all is known and nothing is wrong."""
        call = read_call_up(self._line)
        entry = self._found.get(call.number) if call is not None else None
        if call is None or entry is None or self._words.fault(call) is not None:
            self._say()
            return
        wall = self._walls[self._own_screen if call.screen is None else call.screen]
        self.close()
        self._book.learn(entry)
        wall.put(entry.camera.id, wall.selected if call.tile is None else call.tile - 1)

    def _say(self) -> None:
        if not self._line:
            return
        said = self._words.of(self._line, self._found, is_entered=self._is_entered)
        self.panel.say(said)
        self._show_numbers(shown=True, chosen=said.chosen)

    def _show_numbers(self, *, shown: bool, chosen: int | None) -> None:
        refresh = self._view.refresh
        if (refresh.numbered, refresh.chosen) != (shown, chosen):
            refresh.numbered, refresh.chosen = shown, chosen
            refresh.speak()
