"""The health of the city, as the centre measured it: cameras by state over time, and those that fared worst."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from console.domain.directory_entry import AreaEntry
from console.health.city_health import CityReach
from console.qt.timer import Timer
from console.ui.health_port import CityHealthDesk
from console.ui.models.rows_table import Column, RowsTable
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.city_choice import CityChoice
from console.ui.pages.city_plots import PLOTS, city_plots
from console.ui.pages.city_report import CityReport
from console.ui.pages.page import Page
from console.ui.pages.plot_copying import PlotCopying
from console.ui.ports import CityDirectory
from console.ui.stage import Stage
from console.widgets.lists.hours_delegate import HoursDelegate
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.row_painter import RowPainter
from console.widgets.lists.table_view import TableView
from console.widgets.plots.plot_grid import PlotGrid, TimeFrame
from console.widgets.retranslation import keep_translated
from console.wire.reports import CameraHealth, CameraHealthList, StatusCounts

_READ_EVERY_MS = 300_000
"""The centre counts for it: as seldom as news of a day or more allows."""
_SHARES = (26, 24, 10, 8, 11, 34)
Wish = tuple[str, CityReach]


class CityPage(Page):
    """Signals: ``chosen(str)``: a camera to be shown, by Enter or double click; the page stays open."""

    chosen = Signal(str)

    def __init__(self, window: QWidget, stage: Stage, desk: CityHealthDesk, city: CityDirectory) -> None:
        super().__init__(window, stage, "city-title")
        self._desk = desk
        self._counts: StatusCounts | None = None
        self._worst: CameraHealthList | None = None
        self._answered = False
        self.choice = CityChoice(self, stage)
        self.grid = PlotGrid(self, stage.translator, stage.theme, PLOTS, self._now_s)
        self.answer = AnswerArea(self, stage, self.grid)
        self.model: RowsTable[CameraHealth] = RowsTable(self, stage.translator, self._columns())
        self.table = TableView(self, self.model, _SHARES)
        self.table.setItemDelegateForColumn(
            len(_SHARES) - 1, HoursDelegate(self.table, RowPainter(stage.theme), _hours_of)
        )
        self.table.activated.connect(self._on_activated)
        self.worst_answer = AnswerArea(self, stage, self.table)
        self.worst_title = QLabel(self)
        self.report = CityReport(self, stage, desk, lambda: self.choice.area)
        self.again_button = QPushButton(self)
        self._lay_out_parts()
        self.foot.addWidget(PlotCopying(self, stage, self.grid, self.answer))
        self.foot.addWidget(self.again_button)
        self.choice.changed.connect(self._on_choice)
        self.again_button.clicked.connect(lambda _checked=False: self._on_choice())
        self._looks = Timer(self, "city-health", _READ_EVERY_MS, self._read)
        self._looks.start()
        keep_translated(self, stage.translator, self._retranslate)
        stage.background.run(city.areas, self._on_areas, self.say_error, name="city-areas", owner=self)
        self._on_choice()

    def _on_areas(self, areas: list[AreaEntry]) -> None:
        self.choice.set_areas(areas)

    def _on_choice(self) -> None:
        """What is shown is of something else: words stand in its place until the centre has counted."""
        self._counts = self._worst = None
        self.grid.following = True
        text = self.stage.translator.text
        for area in (self.answer, self.worst_answer):
            area.show_words(lambda: text("city-counting"))
        self.model.set_rows(())
        self._retranslate()
        self._read()

    def _read(self) -> None:
        wish = self.choice.area, self.choice.reach
        run, desk = self.stage.background.run, self._desk
        run(
            lambda: desk.counts(*wish),
            lambda found: self._on_counts(wish, found),
            lambda error: self._on_failed(wish, self.answer, error),
            name="city-counts",
            owner=self,
        )
        run(
            lambda: desk.worst(*wish),
            lambda found: self._on_worst(wish, found),
            lambda error: self._on_failed(wish, self.worst_answer, error),
            name="city-worst",
            owner=self,
        )

    def _is_wanted(self, wish: Wish) -> bool:
        return wish == (self.choice.area, self.choice.reach)

    def _on_counts(self, wish: Wish, found: StatusCounts) -> None:
        if self._is_wanted(wish):
            self._counts = found
            self._show_counts()

    def _on_worst(self, wish: Wish, found: CameraHealthList) -> None:
        if not self._is_wanted(wish):
            return
        chosen = self.table.currentIndex().data(ENTRY_ROLE)
        self._worst = found
        self.model.set_rows(found.cameras)
        ids = [one.camera_id for one in found.cameras]
        if ids:
            kept = ids.index(chosen.camera_id) if isinstance(chosen, CameraHealth) and chosen.camera_id in ids else 0
            self.table.setCurrentIndex(self.model.index(kept, 0))
            self.worst_answer.show_answer()
            if not self._answered:
                self._answered = True
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            text = self.stage.translator.text
            self.worst_answer.show_words(lambda: text("city-worst-nothing"))
        self._retranslate()

    def _on_failed(self, wish: Wish, area: AnswerArea, error: Exception) -> None:
        if self._is_wanted(wish):
            area.show_error(error, self._on_choice)

    def _show_counts(self) -> None:
        counts, stage = self._counts, self.stage
        if counts is None:
            return
        if not any(counts.measured_share) or not counts.cameras:
            key = "city-no-cameras" if not counts.cameras else "city-nothing"
            self.answer.show_words(lambda: stage.translator.text(key))
            return
        frame = TimeFrame(counts.begin_s, counts.end_s)
        self.grid.show_lines(frame, city_plots(counts, stage.translator, stage.theme.colours))
        self.answer.show_answer()

    def _on_activated(self, index: QModelIndex) -> None:
        camera = index.data(ENTRY_ROLE)
        if isinstance(camera, CameraHealth):
            self.chosen.emit(camera.camera_id)

    def _columns(self) -> tuple[Column[CameraHealth], ...]:
        translator = self.stage.translator

        def percent(share: float | None) -> str:
            return "–" if share is None else f"{translator.formats.measure(100 * share, 1)} %"

        def hours(one: CameraHealth) -> str:
            measured_s = sum(one.measured_s)
            return translator.text("city-week-share", share=percent(sum(one.up_s) / measured_s if measured_s else None))

        return (
            Column("city-camera", lambda one: one.row.name),
            Column("city-place", lambda one: one.row.place),
            Column("city-availability", lambda one: percent(one.row.availability.share)),
            Column("city-outages", lambda one: translator.formats.count(one.row.outages)),
            Column("city-longest", lambda one: translator.formats.age(one.row.longest_s) if one.row.outages else "–"),
            Column("city-week", hours),
        )

    def _now_s(self) -> float:
        return self.stage.clock.now_utc().timestamp()

    def _lay_out_parts(self) -> None:
        self.worst_title.setObjectName("small")
        self.worst_title.setWordWrap(True)
        self.again_button.setAutoDefault(False)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout()
        column.setSpacing(self.stage.theme.px(2))
        for part, stretch in (
            (self.choice, 0),
            (self.answer, 4),
            (self.worst_title, 0),
            (self.worst_answer, 5),
            (self.report, 0),
        ):
            column.addWidget(part, stretch)
        self.body.addLayout(column)

    def _retranslate(self) -> None:
        text, count = self.stage.translator.text, self.stage.translator.formats.count
        self.grid.setAccessibleName(text("city-title"))
        self.table.setAccessibleName(text("city-worst"))
        self.again_button.setText(text("worst-again"))
        worst = self._worst
        words = text("city-worst")
        if worst is not None:
            told = {"shown": count(len(worst.cameras)), "measured": count(worst.measured)}
            words = text("city-worst-of", unmeasured=count(worst.unmeasured), **told)
        self.worst_title.setText(f"{words} {text('city-week-hint')}")
        self.worst_title.setVisible(worst is None or bool(worst.cameras))
        self._show_counts()


def _hours_of(camera: object) -> list[float | None]:
    if not isinstance(camera, CameraHealth):
        return []
    pairs = zip(camera.measured_s, camera.up_s, strict=False)
    return [up_s / measured_s if measured_s else None for measured_s, up_s in pairs]
