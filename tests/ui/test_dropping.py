"""Areas, sites and groups go onto the wall by mouse and by key; what was there comes back on a press."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain.condition import Condition
from console.domain.own_cameras import RECENT, Kept, OwnCameras, OwnList
from console.ui.panels.find_panel import FindPanel
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _panel(room: Room) -> FindPanel:
    panel = room.open().find_panel
    wait_until(panel.tree_model.rowCount)
    return panel


def _city(panel: FindPanel) -> QModelIndex:
    return panel.tree_model.index(panel.tree_model.rowCount() - 1, 0)


def _drag(room: Room, index: QModelIndex, tile: int | None) -> None:
    """Lets a row of the tree go over a tile, or between the tiles."""
    assert room.window is not None
    view, model = room.window.wall_view, room.window.find_panel.tree_model
    assert model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    point = QPoint(0, 0) if tile is None else view.tiles[tile].geometry().center()
    _drop(room, point, model.mimeData([index]))


def _drop(room: Room, point: QPoint, data: QMimeData) -> None:
    assert room.window is not None
    move, left, plain = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(room.window.wall_view, QDragEnterEvent(point, move, data, left, plain))
    QApplication.sendEvent(room.window.wall_view, QDropEvent(QPointF(point), move, data, left, plain))


def _said(room: Room) -> str:
    return room.notices.current.say() if room.notices.current is not None else ""


def test_an_area_fills_the_wall_from_the_tile_on_working_cameras_first(make_room: MakeRoom) -> None:
    room = make_room(cameras=2)
    panel = _panel(room)

    _drag(room, _city(panel), 1)

    # The first stays where it is and takes no second tile.
    wait_until(lambda: room.wall.cameras == ("cam-1201", "cam-1202", "cam-1203", "cam-1205"))
    assert _said(room) == "3 kamera ditampilkan; 4 lainnya tidak mendapat petak."
    notice = room.notices.current
    assert notice is not None
    assert notice.action is not None
    notice.action.do()
    assert room.wall.cameras == ("cam-1201", "cam-1202", None, None)


def test_cameras_that_do_not_work_come_last_and_closed_ones_not_at_all(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=0)
    panel = _panel(room)
    room.closures.shut(room.camera(0), "rapat")

    _drag(room, _city(panel), 0)

    wait_until(lambda: room.wall.cameras[6] == "cam-1204")
    assert "cam-1201" not in room.wall.cameras


def test_between_the_tiles_an_area_goes_to_the_free_ones(make_room: MakeRoom) -> None:
    room = make_room(cameras=3)
    panel = _panel(room)

    _drag(room, _city(panel), None)

    wait_until(lambda: room.wall.cameras == ("cam-1201", "cam-1202", "cam-1203", "cam-1205"))
    assert _said(room) == "1 dari 8 kamera ditampilkan di petak kosong."


def test_a_group_keeps_the_order_that_a_person_gave_it(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    members = tuple(Kept.of(room.entries[index]) for index in (3, 6, 1))
    room.own_cameras.kept = OwnCameras().with_group(OwnList("g", "Pasar", members))
    panel = _panel(room)
    wait_until(lambda: panel.tree_model.rowCount() == 2)

    _drag(room, panel.tree_model.index(0, 0), 0)

    # The fourth camera does not work.
    wait_until(lambda: room.wall.cameras == ("cam-1207", "cam-1202", "cam-1204", None))
    assert _said(room) == "3 kamera ditampilkan."
    found = room.own_cameras.kept.find(RECENT)
    assert found is not None
    assert not found.members


def test_under_a_filter_only_such_cameras_go_onto_the_wall(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)
    bar = panel.filter_bar
    bar.choose(bar.chosen.with_condition(Condition.OFFLINE, chosen=True))
    wait_until(lambda: "1 kamera" in str(_city(panel).data(Qt.ItemDataRole.ToolTipRole)))

    _drag(room, _city(panel), 2)

    wait_until(lambda: room.wall.cameras == (None, None, "cam-1204", None))


def test_an_area_of_which_nothing_can_be_shown_changes_nothing_and_says_so(make_room: MakeRoom) -> None:
    room = make_room(cameras=2)
    panel = _panel(room)
    room.directory.entries = []

    _drag(room, _city(panel), 1)

    wait_until(lambda: _said(room) == "Tidak ada kamera yang bisa ditampilkan di sini.")
    assert room.wall.cameras == ("cam-1201", "cam-1202", None, None)


def test_a_row_of_the_tree_fills_the_free_tiles_by_key(make_room: MakeRoom) -> None:
    room = make_room(cameras=2)
    panel = _panel(room)
    panel.focus_tree()

    QTest.keyClick(panel.tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    wait_until(lambda: room.wall.cameras == ("cam-1201", "cam-1202", "cam-1203", "cam-1205"))
    assert _said(room) == "2 dari 8 kamera ditampilkan di petak kosong."
