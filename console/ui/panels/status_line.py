"""The line at the bottom: the centre, the directory, how fresh the wall is, and the clock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from console.directory.service import SyncPhase, SyncState
from console.qt.relay import listen
from console.qt.timer import Timer
from console.ui.cause_words import CauseWords
from console.ui.panels.fault_words import fault_words
from console.ui.panels.shift_line import ShiftLine
from console.ui.stage import Services, Stage
from console.widgets.folding import Folds, hides
from console.widgets.retranslation import keep_translated
from console.widgets.wall.freshness_tally import FreshnessTally

_LEAST_UNITS = 60
_CLOCK_TICK_MS = 250
_CENTRE_LOOKS = {
    SyncPhase.NEVER: ("dim", "○"),
    SyncPhase.SYNCING: ("dim", "◌"),
    SyncPhase.CURRENT: ("well", "●"),
    SyncPhase.CENTRE_UNREACHABLE: ("alarm", "✕"),
    SyncPhase.UNUSABLE: ("alarm", "✕"),
    SyncPhase.LOCKED: ("alarm", "✕"),
}
_BEHIND = (SyncPhase.CENTRE_UNREACHABLE, SyncPhase.UNUSABLE, SyncPhase.LOCKED)


class StatusLine(QWidget):
    """Everything here is said in words beside its mark. Signals: ``causes_asked()``: the disturbances are to be shown."""

    causes_asked = Signal()

    def __init__(self, parent: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stage = stage
        self._news = services.news
        self._tally = FreshnessTally()
        self._load = services.pictures.load
        self._slowed = 0
        self._centre = QLabel(self)
        self._directory = QLabel(self)
        self._wall = QLabel(self)
        self._trouble = QLabel(self)
        self._causes = services.causes
        self._cause_words = CauseWords(stage.translator, stage.clock)
        self.causes_button = QToolButton(self)
        self.causes_button.setObjectName("flat")
        self.causes_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.causes_button.clicked.connect(lambda _checked=False: self.causes_asked.emit())
        self.shift = ShiftLine(self, stage, services)
        self._clock = QLabel(self)
        self._directory.setObjectName("dim")
        self._wall.setObjectName("dim")
        self._trouble.setObjectName("caution")
        self._clock.setObjectName("clock")
        row = QHBoxLayout(self)
        px = stage.theme.px
        row.setContentsMargins(px(3), px(1), px(3), px(1))
        row.setSpacing(px(5))
        for part in (self._centre, self._directory, self.causes_button):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._trouble)
        row.addWidget(self._wall)
        row.addWidget(self.shift)
        row.addWidget(self._clock)
        self._folds = Folds(self, row, [self._narrow, hides(self._directory), hides(self._wall), hides(self._clock)])
        self.shift.changed.connect(self._folds.fit)
        listen(services.news.state_changed, lambda _state: self._say(), self)
        listen(services.causes.changed, lambda _none: self._say(), self)
        Timer(self, "clock", _CLOCK_TICK_MS, self._tick).start()
        keep_translated(self, stage.translator, self._say)

    def _narrow(self, away: bool) -> None:
        """Of the directory as much as there is room for; resting the pointer on it says all."""
        least_px = self._stage.theme.px(_LEAST_UNITS)
        self._directory.setMinimumWidth(min(least_px, self._directory.sizeHint().width()) if away else 0)

    def show_tally(self, tally: FreshnessTally) -> None:
        self._tally = tally
        self._say()

    def _tick(self) -> None:
        slowed = len(self._load.slowed())
        if slowed != self._slowed:
            self._slowed = slowed
            self._say()
            return
        words = self._stage.translator.formats.moment(self._stage.clock.now_utc())
        if words != self._clock.text():
            self._clock.setText(words)

    def _say(self) -> None:
        self._say_centre(self._news.sync_state)
        text, tally = self._stage.translator.text, self._tally
        causes = self._cause_words.tally(self._causes.current())
        self.causes_button.setText(causes)
        self.causes_button.setToolTip(text("causes-tally-hint"))
        self.causes_button.setVisible(bool(causes))
        known = [text("tally-live", count=tally.live)] if tally != FreshnessTally() else []
        known += [text("tally-replay", count=tally.replay)] if tally.replay else []
        known += [text("tally-closed", count=tally.closed)] if tally.closed else []
        known += [text("tally-slowed", count=self._slowed)] if self._slowed else []
        self._wall.setText("  ·  ".join(known))
        troubles = (
            ("suspect", tally.suspect),
            ("same-picture", tally.same_picture),
            ("stale", tally.stale),
            ("failed", tally.failed),
        )
        self._trouble.setText("  ·  ".join(text(f"tally-{name}", count=count) for name, count in troubles if count))
        self._folds.fit()
        self._tick()

    def _say_centre(self, state: SyncState) -> None:
        text, formats = self._stage.translator.text, self._stage.translator.formats
        style, mark = _CENTRE_LOOKS[state.phase]
        self._centre.setText(f"{mark}  {text('centre-' + state.phase.value.replace('_', '-'))}")
        if self._centre.objectName() != style:
            self._centre.setObjectName(style)
            self._centre.style().polish(self._centre)
        online, total = formats.count(state.online_count), formats.count(state.camera_count)
        parts = [text("directory-counts", online=online, total=total)]
        if state.phase in _BEHIND and state.last_synced_utc:
            since = formats.recent(state.last_synced_utc, self._stage.clock.now_utc())
            parts.append(text("directory-since", time=since))
        if state.rights_until_utc is not None:
            until = formats.recent(state.rights_until_utc, self._stage.clock.now_utc())
            key = "rights-ended" if state.phase is SyncPhase.LOCKED else "rights-until"
            parts.append(text(key, time=until))
        if state.faults is not None:
            parts.append(fault_words(self._stage.translator, state.faults))
        self._directory.setText("  ·  ".join(parts))
        self._directory.setToolTip(self._directory.text())
