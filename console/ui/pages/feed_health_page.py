"""How the feed of the selected tile fares: what it sends, what is shown of it, its states and its last seven days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from console.domain.camera import FeedKey, FeedQuality
from console.health.reach import Reach
from console.health.reading import FeedHealth
from console.qt.timer import Timer
from console.ui.camera_book import CameraBook
from console.ui.health_port import HealthDesk
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.feed_band import band_pieces, hour_words, lasting
from console.ui.pages.feed_plots import PLOTS, feed_plots
from console.ui.pages.known_line import KnownLine
from console.ui.pages.page import Page
from console.ui.pages.plot_copying import PlotCopying
from console.ui.pages.reach_buttons import READ_EVERY_S, ReachButtons
from console.ui.stage import Stage
from console.wall.wall import Wall
from console.widgets.plots.band import BandView
from console.widgets.plots.heat_strip import HeatStrip
from console.widgets.plots.plot_grid import PlotGrid, TimeFrame
from console.widgets.retranslation import keep_translated

_LOOK_EVERY_MS = 1000
_HOURS_EVERY_S = 60


class FeedHealthPage(Page):
    """Follows the selected tile, and the time while it is open."""

    def __init__(
        self,
        window: QWidget,
        stage: Stage,
        desk: HealthDesk,
        wall: Wall,
        selected: Callable[[], FeedKey | None],
        book: CameraBook,
    ) -> None:
        super().__init__(window, stage, "health-title")
        self._desk = desk
        self._selected = selected
        self._book = book
        self._feed: FeedKey | None = None
        self._health: FeedHealth | None = None
        self._seconds = 0
        self._reading = self._answered = False
        self.name, self.since = QLabel(self), QLabel(self)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.known = KnownLine(self, stage, desk)
        self.reaches = ReachButtons(self, stage)
        self.band = BandView(self, stage.theme)
        self.grid = PlotGrid(self, stage.translator, stage.theme, PLOTS, self._now_s)
        self.strip = HeatStrip(self, stage.translator, stage.theme, lambda hour: hour_words(hour, stage.translator))
        self._strip_title = QLabel(self)
        self._strip_title.setObjectName("small")
        inside = QWidget(self)
        self.answer = AnswerArea(self, stage, inside)
        self._lay_out_parts(inside)
        self.foot.addWidget(PlotCopying(self, stage, self.grid, self.answer))
        self.reaches.chosen.connect(self._on_reach)
        self.grid.moved.connect(lambda: self.band.show_time(*self.grid.shown()))
        self.destroyed.connect(wall.changed.connect(lambda _none: self._on_wall_changed()))
        book.changed.connect(self._say_name)
        self._looks = Timer(self, "feed-health", _LOOK_EVERY_MS, self._tick)
        self._looks.start()
        keep_translated(self, stage.translator, self._retranslate)
        self._take(selected())

    def _take(self, feed: FeedKey | None) -> None:
        self._feed, self._health, self._seconds = feed, None, 0
        self.strip.set_hours(())
        self._say_name()
        self.known.show_camera(feed.camera_id if feed is not None else None)
        self.since.clear()
        text = self.stage.translator.text
        key = "health-reading" if feed is not None else "health-empty-tile"
        self.answer.show_words(lambda: text(key))
        self._read()
        self._read_hours()

    def _on_wall_changed(self) -> None:
        feed = self._selected()
        if feed != self._feed:
            self._take(feed)

    def _on_reach(self) -> None:
        self.grid.following = True
        self._read()

    def _tick(self) -> None:
        # In full screen a tile is looked at by another feed, which the wall need not tell.
        self._on_wall_changed()
        self._seconds += 1
        if self._seconds % READ_EVERY_S[self.reaches.reach] == 0 and not self._reading:
            self._read()
        if self._seconds % _HOURS_EVERY_S == 0:
            self._read_hours()

    def _read(self) -> None:
        feed, reach = self._feed, self.reaches.reach
        if feed is None:
            return
        self._reading = True
        self.stage.background.run(
            lambda: self._desk.feed(feed, reach),
            lambda found: self._on_read(feed, reach, found),
            self._on_failed,
            name="feed-health",
            owner=self,
        )

    def _read_hours(self) -> None:
        feed = self._feed
        if feed is None:
            return
        self.stage.background.run(
            lambda: self._desk.hours(feed.camera_id),
            lambda hours: self.strip.set_hours(hours) if feed == self._feed else None,
            self._on_failed,
            name="alive-hours",
            owner=self,
        )

    def _on_read(self, feed: FeedKey, reach: Reach, found: FeedHealth) -> None:
        self._reading = False
        if (feed, reach) == (self._feed, self.reaches.reach):
            self._health = found
            self._show()

    def _on_failed(self, error: Exception) -> None:
        self._reading = False
        self.answer.show_error(error, self._read)

    def _show(self) -> None:
        health, stage = self._health, self.stage
        if health is None:
            return
        text = stage.translator.text
        if not len(health.spans) and not health.spells:
            self.answer.show_words(lambda: text("health-nothing"))
            return
        frame = TimeFrame(health.begin_unix_s, health.end_unix_s)
        self.grid.show_lines(frame, feed_plots(health, stage.translator, stage.theme.colours))
        self.band.set_pieces(band_pieces(health, stage), text("health-nobody-looked"))
        self.since.setText(self._since_words(health))
        self.answer.show_answer()
        if not self._answered:
            self._answered = True
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _since_words(self, health: FeedHealth) -> str:
        text, formats = self.stage.translator.text, self.stage.translator.formats
        spell, now_utc = lasting(health), datetime.fromtimestamp(health.end_unix_s, UTC)
        if spell is None:
            return text("history-not-shown")
        return text(
            "history-now",
            state=text(f"state-{spell.condition.state.value}"),
            time=formats.recent(spell.since_utc, now_utc),
            age=formats.age(spell.lasted_s(now_utc)),
        )

    def _now_s(self) -> float:
        return self.stage.clock.now_utc().timestamp()

    def _say_name(self) -> None:
        feed = self._feed
        if feed is None:
            self.name.clear()
            return
        entry = self._book.entry(feed.camera_id)
        name = f"{entry.camera.number}  {entry.camera.name}" if entry else str(feed.camera_id)
        size = self.stage.translator.text("history-large" if feed.quality is FeedQuality.MAIN else "history-small")
        self.name.setText(f"{name}  ·  {size}")

    def _lay_out_parts(self, inside: QWidget) -> None:
        px = self.stage.theme.px
        top = QHBoxLayout()
        top.setSpacing(px(3))
        top.addWidget(self.name)
        top.addWidget(self.since)
        top.addStretch(1)
        top.addWidget(self.reaches)
        self.body.addLayout(top)
        self.body.addWidget(self.known)
        self.body.addWidget(self.answer, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        for part, stretch in ((self.band, 0), (self.grid, 1), (self._strip_title, 0), (self.strip, 0)):
            column.addWidget(part, stretch)

    def _retranslate(self) -> None:
        text = self.stage.translator.text
        self.grid.setAccessibleName(text("health-title"))
        self.band.setAccessibleName(text("health-band"))
        self._strip_title.setText(text("health-week"))
        self.strip.setAccessibleName(text("health-week"))
        self._say_name()
        self._show()
        self.strip.update()
