"""What the program told of itself: a key away, searched and filtered, and honest when it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from console.base.errors import KnownError
from console.base.log_lines import LogLine
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.log_port import CRASH
from console.ui.pages.log_page import LogPage
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until

MakeRoom = Callable[..., Room]
LINES = (
    LogLine(START_UTC, "INFO", "events", "outbox stands"),
    LogLine(START_UTC - timedelta(minutes=1), "WARNING", "media", "media worker 3 is gone", "kam-001"),
    LogLine(START_UTC - timedelta(days=1), CRASH, "crash", "20261122T-bug.txt\n\nRuntimeError: x"),
)


def _room(make_room: MakeRoom, *lines: LogLine) -> Room:
    room = make_room(language=Language.ENGLISH)
    room.log.told = list(lines)
    return room


def _page(room: Room) -> LogPage:
    window = room.open()
    QTest.keyClick(
        window.wall_view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    page = window.health_intents.page(ActionId.LOG)
    assert isinstance(page, LogPage)
    return page


def _words(page: LogPage) -> list[str]:
    return [page.model.texts(row)[3] for row in range(page.model.rowCount())]


def test_a_key_shows_the_lines_and_the_selected_one_whole(make_room: MakeRoom) -> None:
    room = _room(make_room, *LINES)
    page = _page(room)
    wait_until(page.model.rowCount, what="the lines")
    assert _words(page) == ["outbox stands", "media worker 3 is gone", "20261122T-bug.txt"]
    assert page.whole.toPlainText() == "outbox stands"
    page.table.setCurrentIndex(page.model.index(2, 0))
    assert "RuntimeError: x" in page.whole.toPlainText()
    assert room.log.read.wait(5), "reports that were shown are not told of again"


def test_words_a_camera_and_trouble_narrow_them(make_room: MakeRoom) -> None:
    page = _page(_room(make_room, *LINES))
    wait_until(page.model.rowCount, what="the lines")
    page.words.setText("KAM-001")
    assert _words(page) == ["media worker 3 is gone"]
    page.words.setText("")
    page.only_trouble.setChecked(True)
    assert _words(page) == ["media worker 3 is gone", "20261122T-bug.txt"]
    page.copy_button.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "time_utc,level,concern,camera,message"
    assert "kam-001" in copied[1]
    page.words.setText("nothing like this")
    assert page.answer.words
    assert not page.copy_button.isEnabled()


def test_a_line_that_a_spreadsheet_would_carry_out_is_copied_as_text(make_room: MakeRoom) -> None:
    page = _page(_room(make_room, LogLine(START_UTC, "INFO", "events", "=HYPERLINK(1)")))
    wait_until(page.model.rowCount, what="the line")
    page.copy_button.click()
    assert QGuiApplication.clipboard().text().splitlines()[1].endswith(",'=HYPERLINK(1)")


def test_without_a_report_nothing_is_marked(make_room: MakeRoom) -> None:
    room = _room(make_room, *LINES[:2])
    page = _page(room)
    wait_until(page.model.rowCount, what="the lines")
    assert not room.log.read.is_set()


def test_the_notice_of_a_crash_opens_it_at_the_report(make_room: MakeRoom) -> None:
    room = _room(make_room, *LINES)
    window = room.open()
    window.health_intents.crash()
    page = window.health_intents.page(ActionId.LOG)
    assert isinstance(page, LogPage)
    wait_until(page.model.rowCount, what="the lines")
    assert "RuntimeError: x" in page.whole.toPlainText()


def test_a_disk_that_fails_is_told_and_asked_again(make_room: MakeRoom) -> None:
    room = _room(make_room, *LINES)
    room.log.failure = KnownError("disk.io", path="/srv/ronda/crashes", detail="EIO")
    page = _page(room)
    wait_until(page.answer.again_button.isVisible, what="the error")
    room.log.failure = None
    page.answer.again_button.click()
    wait_until(page.model.rowCount, what="the lines")
