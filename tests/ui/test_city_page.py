"""The health of the city on its page: asked of the centre by area and reach, drawn, walked, saved, honest when there is none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.base.errors import KnownError
from console.domain.report_days import ReportBy
from console.domain.roles import Role
from console.health.city_health import CityReach
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.pages.city_page import CityPage
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _room(make_room: MakeRoom, language: Language = Language.ENGLISH) -> Room:
    room = make_room(role=Role.SUPERVISOR, language=language)
    room.city_health.worst_ids = [str(entry.camera.id) for entry in room.entries]
    return room


def _page(room: Room) -> CityPage:
    window = room.open()
    QTest.keyClick(window.wall_view, Qt.Key.Key_T, _BOTH)
    page = wait_until(lambda: window.health_intents.page(ActionId.CITY), what="the page")
    assert isinstance(page, CityPage)
    return page


def test_states_stand_on_each_other_and_say_their_own_numbers(make_room: MakeRoom) -> None:
    page = _page(_room(make_room))
    wait_until(lambda: page.grid.plots[0].lines, what="the lines")
    states, shares = page.grid.plots
    assert [line.label for line in states.lines] == ["not measured", "offline", "picture stands still", "working"]
    for line in states.lines:
        assert line.drawn is not None
    tops = [line.drawn.values[0] for line in states.lines if line.drawn is not None]
    assert [round(top, 6) for top in tops] == [240.0, 235.2, 216.0, 208.8]
    assert "■ working</span> 209" in states.words
    assert "■ not measured</span> 5" in states.words
    assert "88.8" in shares.words
    # In the night without the centre there is no availability to tell, and not one of nothing.
    dark_s = page.grid.shown()[0] + 0.34 * CityReach.DAY.length_s
    assert shares.lines[1].curve.at(dark_s) is None
    table = page.grid.table().splitlines()
    assert table[0].startswith("WIB,Cameras by state: not measured,Cameras by state: offline")
    page.close()


def test_another_area_or_reach_is_asked_of_the_centre(make_room: MakeRoom) -> None:
    room = _room(make_room)
    page = _page(room)
    wait_until(lambda: page.choice.district.count() > 1, what="the kecamatan")
    wait_until(lambda: room.city_health.asked == [("", CityReach.DAY)])
    page.choice.district.setCurrentIndex(1)
    page.choice.district.activated.emit(1)
    wait_until(lambda: room.city_health.asked[-1] == ("33.74.02", CityReach.DAY))
    page.choice.village.setCurrentIndex(1)
    page.choice.village.activated.emit(1)
    page.choice.buttons[CityReach.MONTH].click()
    wait_until(lambda: room.city_health.asked[-1] == ("33.74.02.1001", CityReach.MONTH))
    wait_until(lambda: round(page.grid.shown()[1] - page.grid.shown()[0]) == CityReach.MONTH.length_s)
    page.close()


def test_the_worst_come_first_with_their_week_and_enter_shows_one(make_room: MakeRoom) -> None:
    room = _room(make_room)
    page = _page(room)
    wait_until(lambda: page.model.rows, what="the worst")
    assert page.model.texts(0)[:5] == ["1201 Pos Kamling Gang 1", "RT 003, Krapyak", "0.0 %", "1", "24 h 00 m"]
    assert page.model.texts(0)[5] == "0.0 % up"
    assert "3 cameras were not measured" in page.worst_title.text()
    room.wall.select(1)
    page.table.setCurrentIndex(page.model.index(5, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert room.wall.cameras[1] == room.camera(5)
    # Painted once: each hour is a column of its own.
    assert not page.table.grab().isNull()
    page.close()


def test_a_report_is_saved_of_what_is_looked_at(make_room: MakeRoom, tmp_path: Path) -> None:
    room = _room(make_room, Language.INDONESIAN)
    page = _page(room)
    wait_until(lambda: page.choice.district.count() > 1, what="the kecamatan")
    page.choice.district.setCurrentIndex(1)
    page.report.by.setCurrentIndex(list(ReportBy).index(ReportBy.OWNER))
    order = page.report.order("pdf")
    assert (order.month, order.by, order.area, order.language) == ("2026-10", ReportBy.OWNER, "33.74.02", "id")
    page.report.save(order, tmp_path / "laporan.pdf")
    assert not page.report.buttons["pdf"].isEnabled()
    wait_until(lambda: "laporan.pdf" in page.status.text(), what="that it is saved")
    assert page.report.buttons["pdf"].isEnabled()
    assert (tmp_path / "laporan.pdf").read_bytes() == b"%PDF-"

    room.city_health.failure = KnownError("report.busy")
    page.report.save(page.report.order("csv"), tmp_path / "laporan.csv")
    wait_until(lambda: "sedang menghitung laporan lain" in page.status.text())
    assert page.report.buttons["csv"].isEnabled()
    # Where it was raised it holds on to the window.
    room.city_health.failure = None
    page.close()


def test_a_centre_that_cannot_be_asked_is_said_and_asked_again(make_room: MakeRoom) -> None:
    room = _room(make_room)
    room.city_health.failure = KnownError("net.unreachable", host="pusat")
    page = _page(room)
    wait_until(page.answer.again_button.isVisible)
    wait_until(page.worst_answer.again_button.isVisible)
    room.city_health.failure = None
    page.answer.again_button.click()
    wait_until(lambda: page.answer.words == "" and page.worst_answer.words == "")
    page.close()


def test_until_the_centre_has_counted_and_where_it_measured_nothing_that_is_said(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    room.city_health.measured = False
    room.city_health.wait.clear()
    page = _page(room)
    assert page.answer.words == page.worst_answer.words == "Pusat sedang menghitung …"
    room.city_health.wait.set()
    wait_until(lambda: page.answer.words.startswith("Pusat belum mengukur"))
    wait_until(lambda: page.worst_answer.words.startswith("Tidak ada kamera yang terukur"))
    assert not page.worst_title.isVisible()
    page.close()


def test_the_plots_are_copied_as_picture_and_numbers(make_room: MakeRoom) -> None:
    page = _page(_room(make_room))
    wait_until(lambda: page.answer.words == "")
    QApplication.clipboard().setText(page.grid.table())
    assert "Availability (%): working, of those measured" in QApplication.clipboard().text()
    assert not page.grid.picture().isNull()
    page.close()


def test_who_may_read_no_reports_has_no_such_page(make_room: MakeRoom) -> None:
    window = make_room(role=Role.OPERATOR).open()
    assert not window.actions_of.allowed(ActionId.CITY)
