"""What can be dragged onto a wall can be sent by its menu too, and while it hovers it is told what letting go would do."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.layout import layout_by_name
from console.domain.roles import Role
from console.domain.wall_state import WallState
from console.ui.actions.table import ActionId
from console.ui.dialogs.ask import AskDialog
from console.ui.pages.walls_page import WallsPage
from console.widgets.wall.dragging import cameras_data, tile_data
from console.wire.walls import LayoutApply, ScreenMessage
from tests.helpers.fake_steering import sample_wall
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

Opened = tuple[Room, WallsPage]
_NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def opened(make_room: MakeRoom) -> Opened:
    room = make_room(role=Role.SUPERVISOR)
    room.steering.walls = [sample_wall(room.camera(0), room.camera(1))]
    window = room.open()
    window.actions_of[ActionId.WALLS].trigger()
    page = window.page_intents.page(ActionId.WALLS)
    assert isinstance(page, WallsPage)
    wait_until(lambda: page.chosen() and page.book.entry(room.camera(0)), what="a wall and names")
    return room, page


def _hover(page: WallsPage, data: QMimeData, number: int, tile: int) -> bool:
    where = page.picture.tile_rect(number, tile).center()
    event = QDragMoveEvent(where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, _NONE)
    page.picture.dragMoveEvent(event)
    return event.isAccepted()


def _drop(page: WallsPage, data: QMimeData, number: int, tile: int) -> None:
    where = QPointF(page.picture.tile_rect(number, tile).center())
    page.picture.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, _NONE))


def _action(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if words in action.text())


def _last(room: Room) -> object:
    wait_until(lambda: room.steering.said, what="a command")
    return room.steering.said[-1][2]


def test_it_is_told_what_letting_go_would_do_and_what_makes_way(opened: Opened) -> None:
    room, page = opened
    first, third = room.entries[0].camera.number, room.entries[2].camera.number
    one = cameras_data([room.camera(2)])
    wait_until(lambda: page.book.entry(room.camera(2)), what="its name")
    assert _hover(page, one, 1, 0)
    assert f"{third} " in page.detail.text()
    assert f"menggantikan {first} " in page.detail.text()
    _hover(page, one, 1, 3)
    assert "menggantikan" not in page.detail.text()
    _hover(page, cameras_data([room.camera(index) for index in range(3)]), 1, 2)
    assert "2 kamera" in page.detail.text()
    assert "1 tidak muat" in page.detail.text()
    _hover(page, cameras_data([], ["33.74"]), 1, 1)
    assert "paling banyak 3" in page.detail.text()
    _hover(page, tile_data(room.wall.name, 3), 1, 1)
    assert "isi petak ini" in page.detail.text()


def test_a_screen_that_is_somebody_elses_takes_nothing_and_says_so(opened: Opened) -> None:
    room, page = opened
    assert not _hover(page, cameras_data([room.camera(2)]), 3, 0)
    assert "Tidak dapat dikirim" in page.detail.text()
    _drop(page, cameras_data([room.camera(2)]), 3, 0)
    _drop(page, cameras_data([room.camera(2)]), 1, 0)
    _last(room)
    assert len(room.steering.said) == 1


def test_words_become_a_message_and_a_flag_its_cameras(opened: Opened) -> None:
    room, page = opened
    words = QMimeData()
    words.setText("  Rapat pukul 20 ")
    assert _hover(page, words, 1, 0)
    assert "Rapat pukul 20" in page.detail.text()
    _drop(page, words, 1, 0)
    assert _last(room) == ScreenMessage(screen=1, text="Rapat pukul 20")
    flag = UUID(int=7)
    room.events_of_room.cameras[flag] = (room.camera(3), room.camera(4))
    _drop(page, cameras_data([room.camera(3)], flags=[flag]), 1, 0)
    wait_until(lambda: len(room.steering.said) == 2, what="its cameras")
    sent = _last(room)
    assert isinstance(sent, LayoutApply)
    assert sent.layout.cameras[:2] == (room.camera(3), room.camera(4))


def test_the_menu_sends_saved_layouts_areas_and_flags(opened: Opened) -> None:
    room, page = opened
    room.services.layouts.save(WallState(layout_by_name("1x1"), (room.camera(5),)))
    layouts = _action(page.menu.made(), "tata letak").menu()
    assert isinstance(layouts, QMenu)
    layouts.actions()[0].trigger()
    sent = _last(room)
    assert isinstance(sent, LayoutApply)
    assert sent.layout.cameras == (room.camera(5),)
    _action(page.menu.made(), "wilayah").trigger()
    ask = wait_until(QApplication.activeModalWidget)
    assert isinstance(ask, AskDialog)
    QTest.keyClicks(ask.line, "krapyak")
    ask.confirm_button.click()
    wait_until(lambda: len(room.steering.said) == 2, what="the cameras of the area")
    page.acts.send_area_called("Atlantis")
    wait_until(lambda: "Atlantis" in page.status.text(), what="that it is not known")
    flag = EventEntry(UUID(int=7), EventKind.FLAG, room.camera(1), START_UTC, "", EventWay.SENT, number="SMG-1")
    room.events_of_room.cameras[flag.id] = (room.camera(1), room.camera(2))
    page.menu.flags_menu([flag]).actions()[0].trigger()
    wait_until(lambda: len(room.steering.said) == 3, what="the cameras of the flag")
    page.menu.ask_flags()
    wait_until(lambda: "laporan" in page.status.text(), what="that there is none")


def test_the_menu_opens_by_key_and_mouse_shows_keys_and_does_what_the_buttons_do(opened: Opened) -> None:
    room, page = opened
    asked: list[object] = []
    # The offscreen screen has no menus that pop up; what is in one is looked at below.
    page.picture.menu_asked.disconnect()
    page.picture.menu_asked.connect(asked.append)
    middle = page.picture.rect().center()
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        page.picture.contextMenuEvent(QContextMenuEvent(reason, middle, page.picture.mapToGlobal(middle)))
    chosen = page.picture.tile_rect(1, 0).center()
    assert asked == [page.picture.mapToGlobal(chosen), page.picture.mapToGlobal(middle)]
    undo = _action(page.menu.made(), "Batalkan")
    assert undo.text().endswith("\tCtrl+Z")
    undo.trigger()
    wait_until(lambda: room.steering.said == [("undo", "utama", 5)], what="the way back")
    QTest.mouseClick(page.picture, Qt.MouseButton.LeftButton, pos=page.picture.tile_rect(3, 0).center())
    refused = page.menu.made()
    for words in ("wilayah", "Tulis pesan", "Kosongkan layar", "Tur "):
        assert not _action(refused, words).isEnabled()
    assert _action(refused, "Lepas").isEnabled()
