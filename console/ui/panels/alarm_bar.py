"""The red line over the head of the wall: a flag that the program can do no more for, and what a person does now.

It cannot be put away: it goes when the flag is through, answered, withdrawn, or told by telephone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from console.domain.event import EventEntry
from console.domain.flag_alarm import AlarmKind, FlagAlarm, WaitKey, alarms, wait_key
from console.domain.flag_clock import FlagRules, WaitingTimes
from console.qt.icons import icon_pixmap
from console.qt.timer import Timer
from console.ui.stage import Stage
from console.widgets.lists.event_words import EventWords
from console.widgets.retranslation import keep_translated

_LOOK_EVERY_MS = 1000


class AlarmBar(QFrame):
    """Signals: ``told(EventEntry)``: the person has told the police by voice."""

    told = Signal(object)

    def __init__(self, over: QWidget, stage: Stage, words: EventWords, rules: Callable[[], FlagRules]) -> None:
        super().__init__(over)
        self.setObjectName("flagAlarm")
        self._over = over
        self._stage = stage
        self._words = words
        self._rules = rules
        self._entries: Sequence[EventEntry] = ()
        self._waiting: WaitingTimes[WaitKey] = WaitingTimes()
        self.alarms: list[FlagAlarm] = []
        over.installEventFilter(self)
        self._icon = QLabel(self)
        self.head = QLabel(self)
        self.head.setObjectName("alarm")
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self._more = QLabel(self)
        self.button = QToolButton(self)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self._on_told)
        px = stage.theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(3), px(2), px(2), px(2))
        row.setSpacing(px(3))
        said = QVBoxLayout()
        said.setSpacing(px(0.5))
        said.addWidget(self.head)
        said.addWidget(self.text)
        row.addWidget(self._icon)
        row.addLayout(said, 1)
        row.addWidget(self._more)
        row.addWidget(self.button)
        Timer(self, "flag-alarms", _LOOK_EVERY_MS, self.look).start()
        keep_translated(self, stage.translator, self._show)

    def set_entries(self, entries: Sequence[EventEntry]) -> None:
        self._entries = entries
        self.look()

    def look(self) -> None:
        """Counts on the monotonic clock, so that setting the wall clock raises no alarm and hides none."""
        clock = self._stage.clock
        since: dict[WaitKey, datetime] = {}
        for entry in self._entries:
            key = wait_key(entry)
            if key is not None:
                since[key] = key[1]
        waited_s = self._waiting.look(since, clock.now_utc(), clock.monotonic_s())
        self.alarms = alarms(self._entries, waited_s, self._rules())
        # Said anew each time: the camera's name may have come since, and the centre's telephone.
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Its height follows its words, which wrap once style and width are known."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def _on_told(self) -> None:
        if self.alarms:
            self.told.emit(self.alarms[0].entry)

    def _show(self) -> None:
        self.setVisible(bool(self.alarms))
        if not self.alarms:
            return
        text, alarm = self._stage.translator.text, self.alarms[0]
        entry, telephone = alarm.entry, self._rules().telephone
        unsent = alarm.kind is AlarmKind.UNSENT
        self.head.setText(text("alarm-unsent" if unsent else "alarm-unanswered", telephone=telephone))
        what = {"what": self._words.title(entry), "place": self._words.place(entry), "time": self._words.time(entry)}
        key = "alarm-unsent-do" if unsent else "alarm-unanswered-do"
        self.text.setText(text(key, telephone=telephone, number=entry.number, **what))
        self._more.setText(text("notice-more", count=len(self.alarms) - 1) if len(self.alarms) > 1 else "")
        self.button.setText(text("alarm-told"))
        colour = self._stage.theme.colours.alarm
        self._icon.setPixmap(icon_pixmap("warning", colour, self._stage.theme.px(7), self.devicePixelRatioF()))
        self.setAccessibleName(f"{self.head.text()} {self.text.text()}")
        self._place()

    def _place(self) -> None:
        margin_px = self._stage.theme.px(2)
        width_px = self._over.width() - 2 * margin_px
        height_px = max(self.heightForWidth(width_px), self.minimumSizeHint().height())
        self.setGeometry(margin_px, margin_px, width_px, height_px)
        self.raise_()
