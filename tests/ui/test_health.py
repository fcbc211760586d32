"""Camera health: a key away, follows the selected tile, says plainly what nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.base.errors import KnownError
from console.domain.camera import DirectoryStatus, FeedKey
from console.domain.sighting import How, Sight
from console.health.reach import Reach
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.pages.feed_band import hour_words
from console.ui.pages.feed_health_page import FeedHealthPage
from console.ui.pages.plot_copying import PlotCopying
from console.wire.sightings import CameraSightings, SightingRecord
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until

MakeRoom = Callable[..., Room]


def _opened(room: Room) -> FeedHealthPage:
    window = room.window or room.open()
    QTest.keyClick(window.wall_view, Qt.Key.Key_I)
    page = wait_until(lambda: window.health_intents.page(ActionId.HEALTH), what="the page")
    assert isinstance(page, FeedHealthPage)
    return page


def _full(room: Room) -> FeedHealthPage:
    room.health.known = {room.camera(0), room.camera(1)}
    page = _opened(room)
    wait_until(page.since.text, what="the health")
    return page


def test_the_health_of_the_selected_camera_is_a_key_away(make_room: MakeRoom) -> None:
    page = _full(make_room(language=Language.ENGLISH))
    assert "1201" in page.name.text()
    assert page.since.text() == "fresh since 21:10:24 WIB (3 m 45 s)"
    pictures, bitrate, *_ = page.grid.plots
    assert pictures.words.startswith("Pictures per second:")
    assert "received</span> 15.0" in pictures.words
    assert "kbit/s" in bitrate.words
    assert page.answer.words == ""
    page.close()


def test_it_follows_the_selected_tile_and_says_when_that_is_empty(make_room: MakeRoom) -> None:
    room = make_room()
    page = _full(room)
    room.wall.select(1)
    wait_until(lambda: "1202" in page.name.text() and page.since.text())
    room.wall.select(3)
    assert page.answer.words == "Petak terpilih kosong. Pilih petak yang berisi kamera."
    page.close()


def test_a_camera_that_was_never_counted_says_so_and_shows_no_zeroes(make_room: MakeRoom) -> None:
    page = _opened(make_room())
    wait_until(lambda: page.answer.words.startswith("Belum ada hitungan"))
    page.close()


def test_another_reach_reads_another_time(make_room: MakeRoom) -> None:
    room = make_room()
    page = _full(room)
    for reach in Reach:
        page.reaches.buttons[reach].click()
        wait_until(lambda reach=reach: round(page.grid.shown()[1] - page.grid.shown()[0]) == reach.length_s)  # type: ignore[misc]
    assert {reach for _feed, reach in room.health.asked} == set(Reach)
    page.close()


def test_where_nobody_looked_the_line_is_broken_and_the_pointer_says_so(make_room: MakeRoom) -> None:
    page = _full(make_room(language=Language.ENGLISH))
    begin_s, end_s = page.grid.shown()
    plot = page.grid.plots[0]
    plot.pointed.emit(begin_s + 0.5 * (end_s - begin_s))
    assert plot._head.text().count("nobody looked") == 1
    plot.pointed.emit(begin_s + 0.2 * (end_s - begin_s))
    assert "15.0" in plot._head.text()
    plot.pointed.emit(None)
    assert page.band.words_at(1.0) == "nobody looked"
    assert page.band.words_at(page.band.width() - 1.0).startswith("fresh since")
    page.close()


def test_the_pointer_of_the_mouse_tells_the_values_in_all_plots(make_room: MakeRoom) -> None:
    page = _full(make_room())
    told: list[float | None] = []
    page.grid.pointed.connect(told.append)
    plot = page.grid.plots[0]
    below = plot.view.viewport()
    # By hand: the offscreen platform gives the cursor's moves to the window behind.
    at, none = QPointF(below.rect().center()), Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, at, QPointF(below.mapToGlobal(at)), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(below, move)
    QApplication.sendEvent(plot.view, QEvent(QEvent.Type.Leave))
    begin_s, end_s = page.grid.shown()
    assert told[0] == pytest.approx((begin_s + end_s) / 2, abs=0.1 * (end_s - begin_s))
    assert told[-1] is None
    page.close()


def test_keys_move_and_zoom_and_come_back_to_all(make_room: MakeRoom) -> None:
    page = _full(make_room())
    whole = page.grid.shown()
    QTest.keyClick(page.grid, Qt.Key.Key_Plus)
    zoomed = page.grid.shown()
    assert zoomed[1] - zoomed[0] < whole[1] - whole[0]
    QTest.keyClick(page.grid, Qt.Key.Key_Left)
    assert page.grid.shown()[0] < zoomed[0]
    assert not page.grid.following
    QTest.keyClick(page.grid, Qt.Key.Key_Home)
    assert page.grid.shown() == whole
    page.close()


def test_the_wheel_zooms_and_new_values_leave_what_is_in_sight(make_room: MakeRoom) -> None:
    room = make_room()
    page = _full(room)
    plot = page.grid.plots[0]
    plot._area.wheelEvent(_Wheel(plot._area.boundingRect().center()))
    zoomed = page.grid.shown()
    assert not page.grid.following
    asked = len(room.health.asked)
    wait_until(lambda: len(room.health.asked) > asked, what="another look")
    assert page.grid.shown() == pytest.approx(zoomed)
    page.close()


class _Wheel:
    """What pyqtgraph is given for one notch forward."""

    def __init__(self, at: QPointF) -> None:
        self._at = at

    def delta(self) -> int:
        return 120

    def pos(self) -> QPointF:
        return self._at

    def accept(self) -> None: ...


def test_picture_and_numbers_go_to_the_clipboard(make_room: MakeRoom) -> None:
    page = _full(make_room(language=Language.ENGLISH))
    table = page.grid.table().splitlines()
    assert table[0].startswith("WIB,Pictures per second: received,Pictures per second: shown")
    assert table[1].startswith("2026-11-23T20:59:09+07:00,15,")
    assert not any("T21:06:" in row for row in table), "the hole has no rows"
    QApplication.clipboard().clear()
    copying = page.findChild(PlotCopying)
    assert copying is not None
    copying.picture_button.click()
    assert not QApplication.clipboard().image().isNull()
    copying.table_button.click()
    assert QApplication.clipboard().text().splitlines() == table
    assert page.status.text() == "The numbers in sight are copied as CSV."
    page.close()


def test_the_week_tells_of_each_hour_whether_anybody_looked(make_room: MakeRoom) -> None:
    page = _full(make_room(language=Language.ENGLISH))
    wait_until(lambda: page.strip.hours, what="the hours")
    told = [hour_words(hour, page.stage.translator) for hour in page.strip.hours[:8]]
    assert told[0] == "17 Nov 00:00–01:00: nobody looked"
    assert told[6] == "17 Nov 06:00–07:00: fresh for 1 h 00 m of 1 h 00 m looked at"
    assert page.strip.hour_at(page.strip.width() - 2.0, 2.0) == page.strip.hours[23]
    page.close()


def test_a_disk_that_fails_is_told_and_asked_again(make_room: MakeRoom) -> None:
    room = make_room()
    room.health.known = {room.camera(0)}
    room.health.failure = KnownError("disk.io", path="health.sqlite")
    page = _opened(room)
    wait_until(page.answer.again_button.isVisible)
    room.health.failure = None
    page.answer.again_button.click()
    wait_until(page.since.text)
    page.close()


def test_an_empty_tile_opens_nothing(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    window = room.open()
    QTest.keyClick(window.wall_view, Qt.Key.Key_I)
    assert window.health_intents.page(ActionId.HEALTH) is None
    assert room.notices.current is not None


def test_it_speaks_the_language_that_is_chosen_while_it_is_open(make_room: MakeRoom) -> None:
    room = make_room()
    page = _full(room)
    room.translator.set_language(Language.ENGLISH)
    assert page.windowTitle() == "Camera health"
    assert page.grid.plots[0].words.startswith("Pictures per second")
    assert all(isinstance(feed, FeedKey) for feed, _reach in room.health.asked)
    page.close()


def _known(room: Room, how: How, reason: str = "", seen_by: str = "") -> CameraSightings:
    at_utc = room.stage.clock.now_utc() - timedelta(minutes=10)
    status = DirectoryStatus.OFFLINE if reason else DirectoryStatus.ONLINE
    seen = SightingRecord(
        how=How.WATCHED,
        sight=Sight.NO_CONNECTION,
        seen_by="Konsol 2",
        person="Sri",
        since_utc=at_utc,
        at_utc=at_utc,
        reason="camera.timeout",
        is_believed=False,
    )
    return CameraSightings(status=status, how=how, at_utc=at_utc, seen_by=seen_by, reason=reason, sightings=(seen,))


def test_it_says_how_the_centre_knows_how_the_camera_is(make_room: MakeRoom) -> None:
    room = make_room()
    room.health.sightings_of = {
        room.camera(0): _known(room, How.WATCHED, seen_by="Konsol 2"),
        room.camera(1): _known(room, How.PROBED, "camera.timeout"),
    }
    page = _full(room)
    wait_until(page.known.text, what="how it is known")
    assert page.known.text() == "Pusat: aktif · dilihat 21.04.09 WIB oleh Konsol 2"
    assert page.known.toolTip() == (
        "21.04.09 WIB · Konsol 2 (Sri) · tidak tersambung · Kamera tidak menjawab."
        " · tidak dihitung: saat itu tidak melihat kamera mana pun"
    )
    room.wall.select(1)
    wait_until(lambda: "dicek pusat" in page.known.text(), what="the other camera")
    assert page.known.text() == "Pusat: tidak aktif · dicek pusat 21.04.09 WIB · Kamera tidak menjawab."
    room.wall.select(3)
    wait_until(lambda: not page.known.text(), what="an empty tile")
    page.close()


def test_whoever_may_not_ask_sees_no_empty_line(make_room: MakeRoom) -> None:
    page = _full(make_room())
    assert page.known.isHidden()
    page.close()
