"""What can be dragged onto a wall can be sent by its menu too, and while it hovers it is told what letting go would do."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.layout import layout_by_name
from console.domain.roles import Role
from console.domain.wall_state import WallState
from console.ui.actions.table import ActionId
from console.ui.dialogs.ask import AskDialog
from console.ui.dialogs.reason import ReasonDialog
from console.ui.dialogs.wall_changes import WallChangesDialog
from console.ui.dialogs.wall_tour import TourSource, TourWish, WallTourDialog
from console.ui.pages.walls_page import WallsPage
from console.widgets.wall.dragging import cameras_data, tile_data
from console.wire.wall_changes import ScreenChanges, WallChangeRecord, WallChanges
from console.wire.wall_tours import TourSummary
from console.wire.walls import LayoutApply, ScreenMessage, TileShow, TourShow
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
    for words in ("wilayah", "Tulis pesan", "Kosongkan layar", "Kirim tur"):
        assert not _action(refused, words).isEnabled()
    assert _action(refused, "Lepas").isEnabled()


def _tour_dialog(page: WallsPage) -> WallTourDialog:
    return next(iter(page.findChildren(WallTourDialog)))


def test_a_tour_of_an_area_or_of_saved_layouts_is_sent_by_the_menu(opened: Opened) -> None:
    room, page = opened
    state = WallState(layout_by_name("1x1"), (room.camera(1),))
    room.services.layouts.save(state)
    _action(page.menu.made(), "Kirim tur").trigger()
    dialog = _tour_dialog(page)
    assert not dialog.send_button.isEnabled(), "no area is named"
    dialog.area.setText("33.74")
    dialog.step.setCurrentIndex(dialog.step.findText("30 detik"))
    dialog.confirm()
    sent = _last(room)
    assert isinstance(sent, TourShow)
    assert (sent.screen, sent.tour.step_s, len(sent.tour.cameras)) == (1, 30, len(room.entries))
    page.tours.send(TourWish(TourSource.LAYOUTS, 10, layouts=("1x1",)))
    wait_until(lambda: len(room.steering.said) == 2, what="the layouts")
    sent = _last(room)
    assert isinstance(sent, TourShow)
    assert [layout.cameras for layout in sent.tour.layouts] == [(room.camera(1),)]
    page.tours.send(TourWish(TourSource.AREA, 10, "Tiada"))
    wait_until(lambda: "Tiada" in page.status.text(), what="words")
    assert len(room.steering.said) == 2


def test_what_is_let_go_with_shift_becomes_a_tour_and_the_picture_names_one_that_is_on(opened: Opened) -> None:
    room, page = opened
    cameras = [room.camera(index) for index in range(3)]
    data = cameras_data(cameras)
    assert _hover(page, data, 1, 0)
    assert "Shift" in page.detail.text()
    where = QPointF(page.picture.tile_rect(1, 0).center())
    shift = Qt.KeyboardModifier.ShiftModifier
    page.picture.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, shift))
    _tour_dialog(page).confirm()
    sent = _last(room)
    assert isinstance(sent, TourShow)
    assert sent.tour.cameras == tuple(cameras)
    (wall,) = room.steering.walls
    tour = TourSummary(name="Pasar", step_s=10, cameras=3)
    screens = (wall.screens[0].model_copy(update={"tour": tour}), *wall.screens[1:])
    room.steering.walls = [wall.model_copy(update={"screens": screens})]
    page.read()
    wait_until(lambda: "“Pasar”" in page.picture.accessibleDescription(), what="the name of the tour")
    assert room.entries[0].camera.name not in page.picture.accessibleDescription()
    one = cameras_data(cameras[:1])
    _hover(page, one, 1, 0)
    assert "berakhir" in page.detail.text()


def test_where_the_centre_wants_a_reason_it_is_asked_once_and_sent_along(opened: Opened) -> None:
    room, page = opened
    room.steering.sensitive = "1203"
    page.acts.send_cameras([room.camera(2)])
    wait_until(lambda: page.findChildren(ReasonDialog), what="the question")
    dialog = page.findChildren(ReasonDialog)[0]
    assert not room.steering.said
    assert any("1203" in label.text() for label in dialog.findChildren(QLabel))
    dialog.given.emit("Laporan warga")
    assert _last(room) == TileShow(screen=1, tile=1, camera_id=room.camera(2))
    assert room.steering.said[-1][3] == "Laporan warga"


def test_the_menu_shows_the_last_changes_of_the_chosen_screen_to_who_steers(opened: Opened) -> None:
    room, page = opened
    told = {"id": UUID(int=1), "at_utc": START_UTC, "op": "message", "about": "Siaga banjir"}
    by_rule = told | {"id": UUID(int=2), "op": "rule", "about": "Banjir, SMG-1"}
    changes = tuple(WallChangeRecord.model_validate(one) for one in (told | {"by": "Wahyu"}, by_rule))
    room.steering.last_changes = WallChanges(screens=(ScreenChanges(screen=1, changes=changes),))
    _action(page.menu.made(), "Perubahan terakhir layar").trigger()
    wait_until(lambda: page.findChildren(WallChangesDialog), what="the changes")
    dialog = page.findChildren(WallChangesDialog)[0]
    first, second = (dialog.lines.item(row).text() for row in range(2))
    assert "Wahyu" in first
    assert "Siaga banjir" in first
    assert "aturan" in second
