"""Finding a camera by typing, by the tree, by keys alone."""

from __future__ import annotations

import functools

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from console.base.errors import KnownError
from console.directory.service import SyncPhase
from console.domain.directory_entry import AreaEntry
from console.ui.panels.find_panel import FindPanel
from console.widgets.lists.roles import ENTRY_ROLE
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _panel(room: Room) -> FindPanel:
    panel = room.open().find_panel
    wait_until(lambda: panel.tree_model.rowCount() or not room.directory.areas)
    return panel


def test_typed_words_and_enter_put_the_first_match_on_the_wall(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)

    panel.focus_search()
    QTest.keyClicks(panel.field, "pasar rt 5")
    QTest.keyClick(panel.field, Qt.Key.Key_Return)

    wait_until(lambda: room.wall.cameras[0] == "cam-1205")


def test_arrow_goes_from_the_field_into_the_results_and_enter_chooses(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)

    QTest.keyClicks(panel.field, "krapyak")
    wait_until(lambda: len(panel.results_model.entries) == 8)
    QTest.keyClick(panel.field, Qt.Key.Key_Down)
    QTest.keyClick(panel.results, Qt.Key.Key_Down)
    QTest.keyClick(panel.results, Qt.Key.Key_Return)

    wait_until(lambda: room.wall.cameras[0] == "cam-1202")


def test_answer_to_an_older_question_is_not_shown(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)
    room.directory.wait.clear()

    QTest.keyClicks(panel.field, "pasar")
    panel.field.clear()
    room.directory.wait.set()
    wait_until(lambda: not room.background.unfinished())

    assert panel.results_model.entries == ()
    assert panel.tree.isVisible()


def test_typing_never_waits_for_the_directory(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)
    room.directory.wait.clear()

    QTest.keyClicks(panel.field, "gang")

    assert panel.field.text() == "gang"
    assert "search" in room.background.unfinished()


def test_no_match_is_said_in_words(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)

    QTest.keyClicks(panel.field, "bandung")

    wait_until(lambda: panel.message == "Tidak ada kamera yang cocok dengan “bandung”.")


def test_empty_directory_says_why(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    room.directory.areas = {}
    room.directory.set_state(SyncPhase.CENTRE_UNREACHABLE)
    panel = _panel(room)

    wait_until(lambda: "Pusat tidak terjangkau" in panel.message)


def test_tree_opens_down_to_the_camera_by_keys(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)
    panel.focus_tree()

    index = panel.tree_model.index(0, 0)
    while isinstance(panel.tree_model.item(index), AreaEntry):
        QTest.keyClick(panel.tree, Qt.Key.Key_Right)
        wait_until(functools.partial(panel.tree_model.rowCount, index))
        QTest.keyClick(panel.tree, Qt.Key.Key_Right)
        index = panel.tree.currentIndex()
    QTest.keyClick(panel.tree, Qt.Key.Key_Return)

    wait_until(lambda: room.wall.cameras[0] == "cam-1201")


def test_counts_change_in_place_and_the_open_branch_stays_open(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)
    city = panel.tree_model.index(0, 0)
    panel.tree.setExpanded(city, True)
    wait_until(lambda: panel.tree_model.rowCount(city) == 2)

    room.directory.areas[None] = [AreaEntry("33.74", "Kota Semarang", room.directory.areas[None][0].level, 9, 8)]
    room.directory.changed.emit(None)
    wait_until(lambda: _counts(city) == (8, 9))

    assert panel.tree.isExpanded(panel.tree_model.index(0, 0))


def test_a_branch_that_changed_its_rows_is_shown_anew(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)
    city = panel.tree_model.index(0, 0)
    panel.tree.setExpanded(city, True)
    wait_until(lambda: panel.tree_model.rowCount(city) == 2)

    room.directory.areas["33.74"] = room.directory.areas["33.74"][1:]
    room.directory.changed.emit(None)

    wait_until(lambda: panel.tree_model.rowCount(panel.tree_model.index(0, 0)) == 1)


def _counts(index: QModelIndex) -> tuple[int, int]:
    area = index.data(ENTRY_ROLE)
    assert isinstance(area, AreaEntry)
    return area.online_count, area.camera_count


def test_results_fill_the_free_tiles_by_key_and_button(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    panel = _panel(room)
    assert not panel.fill_button.isVisible()

    panel.focus_search()
    QTest.keyClicks(panel.field, "krapyak")
    QTest.keyClick(panel.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    # The fourth is not working, the first is shown already.
    wait_until(lambda: room.wall.cameras == ("cam-1201", "cam-1202", "cam-1203", "cam-1205"))
    wait_until(panel.fill_button.isVisible)
    panel.fill_button.click()
    wait_until(lambda: room.notices.current is not None and "Tidak ada petak kosong" in room.notices.current.say())


def test_a_locked_directory_says_so_in_place_of_the_tree_and_of_what_was_found(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    room.directory.entries.clear()
    room.directory.areas.clear()
    window = room.open()
    room.directory.set_state(SyncPhase.LOCKED)
    room.directory.changed.emit(None)
    locked = (
        "Pusat tidak terjangkau dan hak akses terakhir Anda sudah berakhir: direktori terkunci sampai pusat menjawab."
    )
    wait_until(lambda: window.find_panel.message == locked)

    window.find_panel.focus_search("krapyak")

    wait_until(lambda: window.find_panel.finder.asked == "krapyak" and window.find_panel.message == locked)


def test_a_directory_of_somebody_else_says_that_one_is_being_prepared(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    room.directory.entries.clear()
    room.directory.areas.clear()
    window = room.open()
    room.directory.set_preparing()
    wait_until(lambda: window.find_panel.message == "Menyiapkan direktori untuk Anda …")

    window.find_panel.focus_search("krapyak")
    wait_until(lambda: window.find_panel.finder.asked == "krapyak")
    wait_until(lambda: window.find_panel.message == "Menyiapkan direktori untuk Anda …")

    room.directory.set_preparing(KnownError("net.unreachable", host="pusat"))

    wait_until(lambda: "pusat belum menjawab" in window.find_panel.message)
