"""In the status line: how far the person is into their shift, and a calm word when they watch more tiles than people can."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QToolTip, QWidget

from console.domain.shift import Duty
from console.domain.tile_content import TileContent, camera_in
from console.domain.watch_load import is_too_many
from console.i18n.translator import Translator
from console.qt.timer import Timer
from console.ui.notices import NoticeAction, Severity
from console.ui.on_duty import OnDuty
from console.ui.stage import Services, Stage
from console.wall.wall import Wall
from console.widgets.retranslation import keep_translated

_LOOK_EVERY_MS = 2000
_NOTICE = "shift-ending"


class ShiftWords:
    """The words of a shift, in the language of now."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator

    def name(self, duty: Duty) -> str:
        """As the room's plan calls it."""
        return duty.name or self._translator.text("shift-outside")

    def short(self, duty: Duty, now_utc: datetime, *, is_break: bool) -> str:
        text = self._translator.text
        left = duty.left(now_utc)
        key = "shift-left" if left >= timedelta(0) else "shift-over"
        words = [text(key, name=self.name(duty), time=self.length(abs(left)))]
        if duty.is_ending(now_utc):
            words.append(text("shift-write"))
        elif is_break:
            words.append(text("shift-break"))
        return " · ".join(words)

    def whole(self, duty: Duty, now_utc: datetime) -> str:
        text, formats = self._translator.text, self._translator.formats
        lines = [
            text(
                "shift-whole",
                name=self.name(duty),
                since=formats.hour(duty.since_utc),
                until=formats.hour(duty.until_utc),
                been=self.length(now_utc - duty.since_utc),
            ),
            text("shift-hint"),
        ]
        return "\n".join(lines)

    def length(self, span: timedelta) -> str:
        """Whole minutes: seconds would only draw the eye."""
        minutes = int(span.total_seconds()) // 60
        if minutes < 60:  # noqa: PLR2004  of an hour
            return self._translator.text("shift-minutes", minutes=minutes)
        return self._translator.text("shift-hours", hours=minutes // 60, minutes=minutes % 60)


def is_break_time(duty: Duty, now_utc: datetime, every: timedelta) -> bool:
    """For five minutes, each time ``every`` has gone by."""
    been = now_utc - duty.since_utc
    return timedelta(0) < every <= been and been % every < timedelta(minutes=5)


def tiles_with_cameras(walls: Iterable[Wall]) -> int:
    """Over all of them; boards and empty tiles are not looked at like a camera."""
    return sum(camera_in(content) is not None for wall in walls for content in _seen(wall))


def _seen(wall: Wall) -> Sequence[TileContent | None]:
    return wall.tiles if wall.full_screen is None else (wall.tiles[wall.full_screen],)


class ShiftLine(QWidget):
    """Signals: ``write_asked()``: the hand-over note is to be written; ``notes_asked()``: those of others are to be read;
    ``changed()``: it needs another width.
    """

    write_asked = Signal()
    notes_asked = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(parent)
        self._stage = stage
        self._services = services
        self._on_duty: OnDuty | None = services.duty
        self._words = ShiftWords(stage.translator)
        self._reminded_of: datetime | None = None
        self.load_button = self._flat(self._explain_load)
        self.shift_button = self._flat(self._open_menu)
        self.menu = QMenu(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(stage.theme.px(3))
        row.addWidget(self.load_button)
        row.addWidget(self.shift_button)
        if self._on_duty is not None:
            self.destroyed.connect(self._on_duty.changed.connect(lambda _none: self.look()))
        Timer(self, "shift", _LOOK_EVERY_MS, self.look).start()
        keep_translated(self, stage.translator, self.look)

    def look(self) -> None:
        rules = self._services.shift_rules()
        before = self._needs()
        self._look_at_load(rules.most_tiles)
        self._look_at_shift(rules.break_every)
        if self._needs() != before:
            self.changed.emit()

    def _needs(self) -> tuple[tuple[str, bool], ...]:
        return tuple((button.text(), button.isHidden()) for button in (self.load_button, self.shift_button))

    def _look_at_load(self, most: int) -> None:
        tiles = tiles_with_cameras(self._services.walls.by_number.values())
        is_shown = is_too_many(tiles, most)
        self.load_button.setVisible(is_shown)
        if is_shown:
            self._put(self.load_button, self._stage.translator.text("load-word", tiles=tiles, most=most))
            self.load_button.setToolTip(self._load_words(tiles, most))

    def _look_at_shift(self, break_every: timedelta) -> None:
        on_duty = self._on_duty
        self.shift_button.setVisible(on_duty is not None)
        if on_duty is None:
            return
        duty, now = on_duty.duty, self._stage.clock.now_utc()
        words = self._words.short(duty, now, is_break=is_break_time(duty, now, break_every))
        self._put(self.shift_button, words)
        self.shift_button.setToolTip(self._words.whole(duty, now))
        if duty.is_ending(now) and self._reminded_of != duty.until_utc:
            self._reminded_of = duty.until_utc
            if duty.left(now) > timedelta(0):
                self._remind()

    def _remind(self) -> None:
        """Once for each shift; it goes by itself."""
        text = self._stage.translator.text
        action = NoticeAction(lambda: text("handover-write"), self.write_asked.emit)
        self._stage.notices.post(_NOTICE, Severity.INFO, lambda: text("notice-shift-ending"), action)

    def _load_words(self, tiles: int, most: int) -> str:
        return self._stage.translator.text("load-explained", tiles=tiles, most=most)

    def _explain_load(self) -> None:
        button = self.load_button
        QToolTip.showText(button.mapToGlobal(button.rect().topLeft()), button.toolTip(), button)

    def _open_menu(self) -> None:
        self.offer()
        self.menu.popup(self.shift_button.mapToGlobal(self.shift_button.rect().topLeft()))

    def offer(self) -> None:
        """Fills the menu with what can be done now."""
        self.menu.clear()
        text, formats = self._stage.translator.text, self._stage.translator.formats
        self._offer(text("handover-write"), self.write_asked.emit)
        self._offer(text("handovers-read"), self.notes_asked.emit)
        on_duty = self._on_duty
        if on_duty is not None:
            self.menu.addSeparator()
            for shift, since_utc in on_duty.starts():
                words = text("shift-began-with", name=shift.name, time=formats.hour(since_utc))
                self._offer(words, partial(on_duty.begin, since_utc))
            self._offer(text("shift-begins-now"), lambda: on_duty.begin(self._stage.clock.now_utc()))

    def _offer(self, words: str, do: Callable[[], None]) -> None:
        action = QAction(words, self.menu)
        action.triggered.connect(lambda _checked=False: do())
        self.menu.addAction(action)

    def _flat(self, do: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("flat")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _checked=False: do())
        return button

    @staticmethod
    def _put(button: QToolButton, words: str) -> None:
        if button.text() != words:
            button.setText(words)
