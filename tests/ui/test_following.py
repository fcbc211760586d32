"""Following at the screen: begun with a key, stepped by key, arrow and click, told below the wall, and ended without a trace."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId, PrivacyClass
from console.domain.neighbourhood import Sector
from console.domain.patrol import Emphasis
from console.ui.actions.table import ActionId
from console.ui.dialogs.flag import FlagDialog
from console.ui.dialogs.tour import TourChoice
from console.ui.windows.main_window import MainWindow
from console.ui.windows.tour_cameras import TourSubject
from console.ui.windows.wall_window import WallWindow
from console.wall.following import FOLLOW_LAYOUT, MIDDLE, TILE_OF
from console.wall.touring import Pause
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_CONTROL = Qt.KeyboardModifier.ControlModifier


def _numbers(room: Room) -> list[int]:
    """What lies on the tiles; 0 is an empty one."""
    return [int((camera or "cam-0").removeprefix("cam-")) for camera in room.wall.cameras]


def _path(window: MainWindow | WallWindow) -> list[str]:
    path = window.follow.following.path
    return [] if path is None else [leg.camera.removeprefix("cam-") for leg in path.legs]


def _follow(room: Room, tile: int = 4) -> MainWindow:
    """From a camera of the room that has others on all sides."""
    window = room.window or room.open()
    room.wall.select(tile)
    window.wall_view.setFocus()
    QTest.keyClick(window.wall_view, Qt.Key.Key_U)
    wait_until(lambda: window.follow.following.path is not None)
    return window


def _says(room: Room, key: str) -> bool:
    notice = room.notices.current
    return notice is not None and notice.say() == room.translator.text(key)


def _around_is(room: Room, *numbers: int) -> bool:
    return {number for number in _numbers(room) if number} == set(numbers)


def test_one_key_puts_the_camera_into_the_middle_and_its_neighbours_where_they_lie(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=9)
    window = _follow(room)

    assert room.wall.layout == FOLLOW_LAYOUT
    # The fourth and the ninth do not work.
    assert _numbers(room) == [1201, 1202, 1203, 0, 1205, 1206, 1207, 1208, 0]
    assert window.follow.bar.isVisible()
    assert window.actions_of[ActionId.FOLLOW_END].isEnabled()
    arrows = window.follow.telling.arrows.arrows
    assert {sector for sector, arrow in arrows.items() if arrow.isVisible()} == {
        sector for sector, tile in TILE_OF.items() if _numbers(room)[tile]
    }
    east = arrows[Sector.EAST]
    assert east.look is not None
    assert (east.look.title, east.look.detail, round(east.look.bearing_deg or 0)) == ("1206", "110 m", 90)
    middle = window.wall_view.tiles[MIDDLE].geometry()
    assert middle.contains(east.geometry())
    assert "timur" in east.accessibleName()


def test_ctrl_and_an_arrow_steps_and_back_goes_along_the_path(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=9)
    window = _follow(room)

    QTest.keyClick(window.wall_view, Qt.Key.Key_Up, _CONTROL)
    wait_until(lambda: _around_is(room, 1201, 1202, 1203, 1205, 1206))
    assert room.wall.selected_camera == CameraId("cam-1202")
    QTest.keyClick(window.wall_view, Qt.Key.Key_8, _CONTROL | Qt.KeyboardModifier.KeypadModifier)
    assert _path(window) == ["1205", "1202"]
    QTest.keyClick(window.wall_view, Qt.Key.Key_1, _CONTROL | Qt.KeyboardModifier.KeypadModifier)
    # South-west of it is a camera that does not work.
    assert _path(window) == ["1205", "1202"]
    QTest.keyClick(window.wall_view, Qt.Key.Key_3, _CONTROL | Qt.KeyboardModifier.KeypadModifier)
    assert _path(window) == ["1205", "1202", "1206"]
    QTest.keyClick(window, Qt.Key.Key_Backspace, _CONTROL)
    assert _path(window) == ["1205", "1202", "1206", "1202"]
    assert room.wall.layout == FOLLOW_LAYOUT


def test_an_arrow_a_neighbour_and_the_path_are_pressed_with_the_mouse(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=9)
    window = _follow(room)

    window.follow.telling.arrows.arrows[Sector.NORTH].click()
    wait_until(lambda: _around_is(room, 1201, 1202, 1203, 1205, 1206))
    west = window.wall_view.tiles[TILE_OF[Sector.WEST]].geometry().center()
    QTest.mouseClick(window.wall_view, Qt.MouseButton.LeftButton, pos=west)
    assert _path(window) == ["1205", "1202", "1201"]
    line = window.follow.bar.line
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.boxes()[0].center())
    assert _path(window) == ["1205", "1202", "1201", "1205"]
    # In the middle a click is no step, and the right button opens the menu of the tile.
    QTest.mouseClick(
        window.wall_view, Qt.MouseButton.LeftButton, pos=window.wall_view.tiles[MIDDLE].geometry().center()
    )
    QTest.mouseClick(window.wall_view, Qt.MouseButton.RightButton, pos=west)
    assert len(_path(window)) == 4


def test_the_path_is_told_with_its_times(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=9)
    window = _follow(room)
    room.clock.advance(65)
    window.follow.steps.step(Sector.NORTH)
    wait_until(lambda: len(window.follow.bar.line.entries) == 2)
    wait_until(lambda: window.follow.bar.line.entries[0].name == "1205")

    first, last = window.follow.bar.line.entries
    begin, end = first.time.split("–")
    assert begin < end
    assert (last.name, last.time) == ("1202", f"{end}–")
    assert "1205" in first.spoken


def test_ending_gives_the_wall_back_and_one_undo_does_too(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=9)
    before = room.wall.state
    window = _follow(room)
    window.follow.steps.step(Sector.NORTH)
    QTest.keyClick(window.wall_view, Qt.Key.Key_U, Qt.KeyboardModifier.ShiftModifier)
    assert (room.wall.state, room.wall.selected) == (before, 4)
    assert not window.follow.bar.isVisible()
    assert not any(arrow.isVisible() for arrow in window.follow.telling.arrows.arrows.values())
    assert "2" in (room.notices.current.say() if room.notices.current else "")

    _follow(room)
    window.follow.steps.step(Sector.NORTH)
    QTest.keyClick(window, Qt.Key.Key_Z, _CONTROL)
    assert (room.wall.state, _path(window)) == (before, [])


def test_what_is_kept_when_the_window_closes_is_the_wall_of_before(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=9)
    before = room.wall.state
    window = _follow(room)
    room.wall.lock(True)
    window.close()
    assert room.wall.state == before


def test_a_closed_or_sensitive_camera_is_neither_offered_nor_followed(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=9)
    sensitive = room.entries[1]
    room.entries[1] = replace(sensitive, camera=replace(sensitive.camera, privacy_class=PrivacyClass.SENSITIVE))
    room.closures.shut(room.camera(5), "pribadi")
    window = _follow(room)
    assert _around_is(room, 1201, 1203, 1205, 1207, 1208)
    room.closures.shut(room.camera(0), "pribadi")
    wait_until(lambda: _around_is(room, 1203, 1205, 1207, 1208))
    window.follow.steps.go(room.camera(0))
    assert _path(window) == ["1205"]
    window.follow.end()

    for tile, said in ((1, "follow-restricted"), (5, "follow-closed")):
        room.wall.select(tile)
        QTest.keyClick(window.wall_view, Qt.Key.Key_U)
        wait_until(partial(_says, room, said))
        assert _path(window) == []


def test_a_camera_that_dies_while_it_is_followed_says_so_and_a_dead_neighbour_makes_room(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=9)
    window = _follow(room)
    for tile in (1, MIDDLE):
        room.reader(tile).show(bytes(4 * 64 * 36), 64, 36)
    window.wall_view.refresh.poll()
    window.wall_view.refresh.speak()
    window.follow.look()
    assert window.follow.bar.told.text() == ""
    room.clock.advance(60)
    window.wall_view.refresh.speak()
    window.follow.look()
    assert window.follow.bar.told.text() == room.translator.text("follow-dead")
    wait_until(lambda: _around_is(room, 1201, 1203, 1205, 1206, 1207, 1208))


def test_without_a_place_the_arrows_say_that_nobody_knows_the_direction(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=9)
    room.nearby.nowhere = {room.camera(4)}
    window = _follow(room)
    north = window.follow.telling.arrows.arrows[Sector.NORTH]
    assert north.look is not None
    assert (north.look.detail, north.look.bearing_deg) == ("arah tidak diketahui", None)


def test_who_is_called_into_the_middle_is_followed(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=9)
    window = _follow(room)
    room.wall.put(room.camera(0), MIDDLE)
    wait_until(lambda: _around_is(room, 1201, 1202, 1205))
    assert _path(window) == ["1205", "1201"]


def test_a_flag_of_the_path_takes_its_cameras_along_and_tells_it(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=9)
    window = _follow(room)
    window.follow.steps.step(Sector.NORTH)
    wait_until(lambda: _around_is(room, 1201, 1202, 1203, 1205, 1206))
    window.follow.steps.step(Sector.EAST)
    wait_until(lambda: _around_is(room, 1202, 1203, 1205, 1206))
    wait_until(lambda: all(window.book.entry(room.camera(index)) for index in (1, 2, 4, 5)))
    QTest.keyClick(window, Qt.Key.Key_F, _CONTROL | Qt.KeyboardModifier.ShiftModifier)
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), FlagDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FlagDialog)
    wait_until(lambda: room.flags.begun and len(room.flags.begun[0].more) == 2)
    assert room.flags.begun[0].camera_id == room.camera(2)
    assert [feed.camera_id for feed in room.flags.begun[0].more] == [room.camera(1), room.camera(4)]
    assert dialog.note.text().startswith("Jejak: 1205 ")
    # The others of the wall may still be ticked.
    ticked = [dialog.others.list.item(row).checkState() is Qt.CheckState.Checked for row in range(3)]
    assert ticked == [True, True, False]
    dialog.reject()
    wait_until(lambda: room.flags.begun[0].cancelled)


def test_the_path_becomes_bookmarks_and_a_table(
    make_room: MakeRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = make_room(layout="3x3", cameras=9)
    window = _follow(room)
    room.clock.advance(65)
    window.follow.steps.step(Sector.NORTH)
    room.clock.advance(10)
    QTest.keyClick(window, Qt.Key.Key_B, _CONTROL | Qt.KeyboardModifier.ShiftModifier)
    wait_until(lambda: len(room.events.drafts) == 2)
    first, last = room.events.drafts
    assert (first.camera_id, last.camera_id) == (room.camera(4), room.camera(1))
    assert first.since_utc == START_UTC
    assert (first.at_utc, last.at_utc) == (last.since_utc, room.clock.now_utc())
    assert first.tags == ("jejak",)

    file = tmp_path / "jejak.csv"
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(file)))
    window.actions_of[ActionId.FOLLOW_SAVE].trigger()
    wait_until(file.exists)
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    head = next(index for index, row in enumerate(rows) if row[:1] == ["Langkah"])
    assert [(row[1], row[6]) for row in rows[head + 1 :]] == [("1205", "65"), ("1202", "10")]
    assert rows[head + 1][8].endswith("+00:00")
    period = f"{START_UTC.isoformat()} {room.clock.now_utc().isoformat()}"
    left = [(AuditAct.EXPORTED, camera, period) for camera in (room.camera(1), room.camera(4))]
    wait_until(lambda: [act for act in room.audit.acts if act[0] is AuditAct.EXPORTED] == left, what="lines of audit")


def test_a_tour_waits_meanwhile_and_ends_it_when_it_goes_on(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=9)
    window = room.open()
    working = tuple(room.camera(index) for index in (0, 1, 2, 4, 5, 6, 7))
    window.tours.start(
        TourSubject("Krapyak", working), TourChoice(10, only_selected=False, hours=None, emphasis=Emphasis.EVEN)
    )
    shown = room.wall.state
    _follow(room, room.wall.cameras.index(room.camera(4)))
    assert window.tours.touring.why_paused is Pause.TILE
    # The arrow keys of the tour step from camera to camera now.
    QTest.keyClick(window.wall_view, Qt.Key.Key_Right, _CONTROL)
    assert _path(window) == ["1205", "1206"]

    window.tours.toggle()
    assert (_path(window), room.wall.state) == ([], shown)
    assert not window.tours.touring.why_paused


def test_a_wall_window_follows_too(make_room: MakeRoom) -> None:
    room = make_room(layout="3x3", cameras=9)
    window = WallWindow(room.stage, room.services, room.wall)
    window.show()
    try:
        room.wall.select(4)
        window.actions_of[ActionId.FOLLOW].trigger()
        wait_until(lambda: window.follow.following.path is not None)
        assert window.follow.bar.isVisible()
        window.actions_of[ActionId.FOLLOW_END].trigger()
        assert room.wall.layout.name == "3x3"
    finally:
        window.close()
        window.deleteLater()
