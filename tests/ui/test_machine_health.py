"""The machine over time, and the worst feeds: each a key away, honest where nothing was counted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.base.errors import KnownError
from console.health.reach import Reach
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.pages.machine_page import MachinePage
from console.ui.pages.machine_plots import busiest
from console.ui.pages.worst_page import WorstPage
from tests.helpers.fake_health import worst_of
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until

MakeRoom = Callable[..., Room]
_BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _machine(room: Room) -> MachinePage:
    window = room.open()
    QTest.keyClick(window.wall_view, Qt.Key.Key_I, _BOTH)
    page = wait_until(lambda: window.health_intents.page(ActionId.MACHINE), what="the page")
    assert isinstance(page, MachinePage)
    return page


def _worst(room: Room) -> WorstPage:
    window = room.open()
    QTest.keyClick(window.wall_view, Qt.Key.Key_Y, _BOTH)
    page = window.health_intents.page(ActionId.WORST)
    assert isinstance(page, WorstPage)
    return page


def test_the_machine_shows_the_console_and_each_worker(make_room: MakeRoom) -> None:
    room = make_room(language=Language.ENGLISH)
    room.health.machine_known = True
    page = _machine(room)
    wait_until(lambda: page.grid.plots[0].lines, what="the lines")
    processor, memory, lag, *_ = page.grid.plots
    assert [line.label for line in processor.lines] == [
        *(f"worker {number}" for number in range(1, 9)),
        "nursery",
        "console",
    ]
    assert "■ console</span>" in processor.words
    assert "most: worker" in processor.words
    assert "all " in memory.words
    assert "all " not in lag.words, "a sum of lags says nothing"
    page.reaches.buttons[Reach.WEEK].click()
    wait_until(lambda: round(page.grid.shown()[1] - page.grid.shown()[0]) == Reach.WEEK.length_s)
    page.close()


def test_a_machine_that_was_not_counted_yet_says_so(make_room: MakeRoom) -> None:
    page = _machine(make_room())
    wait_until(lambda: page.answer.words.startswith("Belum ada hitungan"))
    page.close()


def test_a_machine_whose_disk_fails_says_so_and_asks_again(make_room: MakeRoom) -> None:
    room = make_room()
    room.health.machine_known, room.health.failure = True, KnownError("disk.io", path="health.sqlite")
    page = _machine(room)
    wait_until(page.answer.again_button.isVisible)
    room.health.failure = None
    page.answer.again_button.click()
    wait_until(lambda: page.answer.words == "")
    page.close()


def test_the_busiest_is_a_worker_and_none_where_nobody_looked() -> None:
    assert busiest({"console": 90.0, "nursery": 1.0, "worker-1": 5.0, "worker-2": 7.0}) == ("worker-2", 7.0)
    assert busiest({"console": 90.0, "worker-1": None}) is None


def test_enter_shows_a_bad_feed_on_the_selected_tile(make_room: MakeRoom) -> None:
    room = make_room(language=Language.ENGLISH)
    room.health.worst_of = worst_of([entry.camera.id for entry in room.entries])
    page = _worst(room)
    wait_until(lambda: page.model.rows, what="the worst")
    wait_until(lambda: page.model.texts(0)[0].startswith("1201"), what="its name")
    assert page.model.texts(0)[1:] == ["small", "0.0 %", "6 h 00 m", "21", "8", "15 m 00 s"]
    assert page.model.texts(7)[2] == "100.0 %"
    room.wall.select(1)
    page.table.setCurrentIndex(page.model.index(5, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert room.wall.cameras[1] == room.camera(5)
    assert page.isVisible()
    page.close()


def test_no_worst_feeds_are_said_to_be_none(make_room: MakeRoom) -> None:
    page = _worst(make_room())
    wait_until(lambda: page.answer.words.startswith("Belum ada hitungan"))
    page.close()


def test_worst_feeds_that_cannot_be_read_are_asked_for_again(make_room: MakeRoom) -> None:
    room = make_room()
    room.health.worst_of = worst_of([room.camera(0), room.camera(1)])
    room.health.failure = KnownError("disk.io", path="health.sqlite")
    page = _worst(room)
    wait_until(page.answer.again_button.isVisible)
    room.health.failure = None
    page.answer.again_button.click()
    wait_until(lambda: page.model.rows)
    page.close()
