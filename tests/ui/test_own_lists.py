"""Favourites, cameras called up last and groups: made, ordered, removed and put back, by key and by menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from console.base.errors import KnownError
from console.domain.own_cameras import FAVOURITES, RECENT, Kept, OwnCameras, OwnList
from console.domain.own_entry import GoneEntry, OwnListEntry
from console.ui.dialogs.group_name import GroupNameDialog
from console.ui.panels.find_panel import FindPanel
from console.ui.panels.place_keys import ChosenPlace
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_TOOLTIP = Qt.ItemDataRole.ToolTipRole
_GONE = Kept(False, "cam-9", "Pos Lama", 9)


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """The menus that were opened; they are not shown."""
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: opened.append(menu))
    return opened


def _panel(room: Room) -> FindPanel:
    panel = room.open().find_panel
    wait_until(panel.tree_model.rowCount)
    return panel


def _kept(room: Room, index: int) -> Kept:
    return Kept.of(room.entries[index])


def _list_ids(panel: FindPanel) -> list[str]:
    model = panel.tree_model
    items = [model.item(model.index(row, 0)) for row in range(model.rowCount())]
    return [item.id for item in items if isinstance(item, OwnListEntry)]


def _numbers(room: Room, list_id: str) -> list[str]:
    found = room.own_cameras.kept.find(list_id)
    return [member.id.removeprefix("cam-") for member in found.members] if found is not None else []


def _member(panel: FindPanel, list_id: str, row: int) -> QModelIndex:
    """Of a list, opened and selected."""
    model = panel.tree_model
    parent = model.index(_list_ids(panel).index(list_id), 0)
    panel.tree.setExpanded(parent, True)
    wait_until(lambda: model.rowCount(parent) > row)
    panel.tree.setFocus()
    panel.tree.setCurrentIndex(model.index(row, 0, parent))
    return panel.tree.currentIndex()


def _dialog(room: Room) -> GroupNameDialog:
    assert room.window is not None
    dialog = room.window.findChild(GroupNameDialog)
    assert isinstance(dialog, GroupNameDialog)
    return dialog


def _trigger(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()


def _undo(room: Room) -> None:
    notice = room.notices.current
    assert notice is not None
    assert notice.action is not None
    notice.action.do()


def test_a_star_on_the_selected_tile_is_a_favourite_at_the_top_of_the_tree(make_room: MakeRoom) -> None:
    room = make_room(cameras=2)
    panel = _panel(room)
    assert room.window is not None
    room.window.wall_view.setFocus()
    wait_until(lambda: room.window and room.window.book.entry(room.camera(0)))

    QTest.keyClick(room.window.wall_view, Qt.Key.Key_S)

    wait_until(lambda: _list_ids(panel) == [FAVOURITES])
    assert panel.tree_model.index(0, 0).data(_TOOLTIP) == "Favorit: 1 kamera, 1 aktif"
    wait_until(lambda: _numbers(room, FAVOURITES) == ["1201"])


def test_a_favourite_is_removed_in_the_tree_and_comes_back_where_it_was(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    room.own_cameras.kept = OwnCameras().added(FAVOURITES, [_kept(room, index) for index in range(3)])
    panel = _panel(room)
    wait_until(lambda: _list_ids(panel))
    _member(panel, FAVOURITES, 1)

    QTest.keyClick(panel.tree, Qt.Key.Key_Delete)
    wait_until(lambda: _numbers(room, FAVOURITES) == ["1201", "1203"])
    _undo(room)

    wait_until(lambda: _numbers(room, FAVOURITES) == ["1201", "1202", "1203"])


def test_what_is_called_up_comes_first_among_the_recent_cameras(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)

    for words in ("1205", "1202"):
        panel.focus_search(words)
        QTest.keyClick(panel.field, Qt.Key.Key_Return)
        wait_until(lambda words=words: f"cam-{words}" in room.wall.cameras)  # type: ignore[misc]

    wait_until(lambda: _numbers(room, RECENT) == ["1202", "1205"])
    room.wall.put_all([room.camera(0)], [0])
    panel.field.clear()
    wait_until(lambda: _list_ids(panel) == [RECENT])
    assert _numbers(room, RECENT) == ["1202", "1205"]


def test_a_group_is_made_from_a_camera_renamed_and_deleted_and_comes_back(
    make_room: MakeRoom, menus: list[QMenu]
) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)
    assert room.window is not None
    panel.place_keys.menu_asked.emit(ChosenPlace(room.entries[0], None), QPoint(1, 1))
    inside = next(action.menu() for action in menus[-1].actions() if action.menu() is not None)
    assert isinstance(inside, QMenu)
    _trigger(inside, "Kelompok baru")
    dialog = _dialog(room)
    assert not dialog.confirm_button.isEnabled()
    QTest.keyClicks(dialog.line, "  Pasar   Johar ")
    dialog.confirm_button.click()
    wait_until(lambda: [one.name for one in room.own_cameras.kept.groups] == ["Pasar Johar"])
    wait_until(lambda: panel.tree_model.index(0, 0).data(_TOOLTIP) == "Pasar Johar: 1 kamera, 1 aktif")
    wait_until(lambda: room.window and room.window.findChild(GroupNameDialog) is None)

    panel.tree.setFocus()
    panel.tree.setCurrentIndex(panel.tree_model.index(0, 0))
    QTest.keyClick(panel.tree, Qt.Key.Key_F2)
    dialog = _dialog(room)
    dialog.line.setText("Pasar")
    dialog.confirm()
    wait_until(lambda: [one.name for one in room.own_cameras.kept.groups] == ["Pasar"])
    wait_until(lambda: room.window and room.window.findChild(GroupNameDialog) is None)

    panel.tree.setFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_Delete)
    wait_until(lambda: not room.own_cameras.kept.groups)
    _undo(room)
    wait_until(lambda: [one.name for one in room.own_cameras.kept.groups] == ["Pasar"])


def test_a_name_that_is_taken_is_said_to_be_and_not_saved(make_room: MakeRoom, menus: list[QMenu]) -> None:
    room = make_room(cameras=0)
    room.own_cameras.kept = OwnCameras().with_group(OwnList("g", "Pasar"))
    panel = _panel(room)
    wait_until(lambda: _list_ids(panel) == ["g"])
    panel.place_keys.menu_asked.emit(None, QPoint(1, 1))
    _trigger(menus[-1], "Kelompok baru")
    assert room.window is not None
    dialog = _dialog(room)

    QTest.keyClicks(dialog.line, "pasar")

    assert dialog.problem.text() == "Sudah ada kelompok dengan nama ini."
    assert not dialog.confirm_button.isEnabled()
    dialog.reject()


def test_members_and_groups_are_put_in_order_by_keys(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    members = tuple(_kept(room, index) for index in range(3))
    room.own_cameras.kept = OwnCameras().with_group(OwnList("g", "Pasar", members)).with_group(OwnList("h", "Kali"))
    panel = _panel(room)
    wait_until(lambda: _list_ids(panel) == ["g", "h"])
    _member(panel, "g", 0)

    QTest.keyClick(panel.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    wait_until(lambda: _numbers(room, "g") == ["1202", "1201", "1203"])
    wait_until(lambda: panel.tree.currentIndex().row() == 1)
    panel.tree.setCurrentIndex(panel.tree_model.index(0, 0))
    QTest.keyClick(panel.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    wait_until(lambda: _list_ids(panel) == ["h", "g"])


def test_an_area_goes_into_a_group_and_is_called_by_its_place(make_room: MakeRoom, menus: list[QMenu]) -> None:
    room = make_room(cameras=0)
    room.own_cameras.kept = OwnCameras().with_group(OwnList("g", "Pasar"))
    panel = _panel(room)
    wait_until(lambda: _list_ids(panel) == ["g"])
    (village,) = room.directory.areas["33.74.02"]

    panel.place_keys.menu_asked.emit(ChosenPlace(village, None), QPoint(1, 1))
    inside = next(action.menu() for action in menus[-1].actions() if action.menu() is not None)
    assert isinstance(inside, QMenu)
    _trigger(inside, "Pasar")

    wait_until(lambda: panel.tree_model.index(0, 0).data(_TOOLTIP) == "Pasar: 58 kamera, 33 aktif, 25 tidak aktif")


def test_a_camera_that_left_the_directory_is_shown_as_gone_and_can_be_removed(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    room.own_cameras.kept = OwnCameras().added(FAVOURITES, [_GONE, _kept(room, 0)])
    panel = _panel(room)
    wait_until(lambda: _list_ids(panel))
    gone = _member(panel, FAVOURITES, 0)
    assert panel.tree_model.item(gone) == GoneEntry(_GONE)
    assert gone.data(_TOOLTIP) == "9 Pos Lama, tidak ada di direktori"

    QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    QTest.keyClick(panel.tree, Qt.Key.Key_Delete)

    wait_until(lambda: _numbers(room, FAVOURITES) == ["1201"])
    assert room.wall.cameras == (None,) * 4


def test_lists_that_cannot_be_kept_are_told_and_still_there(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    room.own_cameras.failure = KnownError("disk.full", path="own.json")
    panel = _panel(room)
    assert room.window is not None

    room.window.own_intents.acts.toggle_favourite(room.entries[0])

    wait_until(lambda: [error.code for error in room.errors()] == ["disk.full"])
    wait_until(lambda: _list_ids(panel) == [FAVOURITES])


def test_lists_that_could_not_be_read_are_told(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    room.own_cameras.problem = KnownError("settings.unreadable", path="own.json")
    _panel(room)

    wait_until(lambda: [error.code for error in room.errors()] == ["settings.unreadable"])


def test_lists_that_could_not_be_reached_are_not_written_over(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    room.own_cameras.kept = OwnCameras().with_group(OwnList("g", "Pasar"))
    room.own_cameras.load_failure = KnownError("disk.io", path="own.json", detail="input/output error")
    panel = _panel(room)
    assert room.window is not None

    room.window.own_intents.acts.toggle_favourite(room.entries[0])

    wait_until(lambda: _list_ids(panel) == [FAVOURITES])
    assert [error.code for error in room.errors()] == ["disk.io"]
    wait_until(lambda: not room.background.unfinished())
    assert [one.id for one in room.own_cameras.kept.groups] == ["g"]
    assert not room.own_cameras.kept.has(FAVOURITES, _kept(room, 0))


def test_the_tile_offers_star_and_groups(make_room: MakeRoom, menus: list[QMenu]) -> None:
    room = make_room(cameras=1)
    room.own_cameras.kept = OwnCameras().with_group(OwnList("g", "Pasar"))
    _panel(room)
    assert room.window is not None
    wait_until(lambda: room.window and room.window.own_lists.own.groups)
    wait_until(lambda: room.window and room.window.book.entry(room.camera(0)))

    room.window.wall_view.menu_asked.emit(QPoint(1, 1))
    _trigger(menus[-1], "Jadikan favorit")

    wait_until(lambda: _numbers(room, FAVOURITES) == ["1201"])
    room.window.wall_view.menu_asked.emit(QPoint(1, 1))
    assert any(action.text().startswith("Hapus dari favorit") for action in menus[-1].actions())
