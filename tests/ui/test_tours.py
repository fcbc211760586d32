"""Tours and patrols at the screen: asked for, seen, paused, ended; and the report of what was seen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.layout import layout_by_name
from console.domain.roles import Role
from console.domain.wall_state import WallState
from console.ui.actions.table import ActionId
from console.ui.dialogs.layout_name import LayoutNameDialog
from console.ui.dialogs.tour import LayoutTourDialog, TourDialog
from console.ui.windows.wall_window import WallWindow
from console.wall.saved_tours import TourPlan
from console.wall.touring import Pause
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _dialog(room: Room) -> TourDialog:
    assert room.window is not None
    window = room.window
    return wait_until(lambda: window.findChildren(TourDialog), what="the dialog")[0]


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """The menus that were opened; they are not shown."""
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: opened.append(menu))
    return opened


def _ask_for_all(room: Room, menus: list[QMenu]) -> TourDialog:
    assert room.window is not None
    QTest.keyClick(room.window.wall_view, Qt.Key.Key_T)
    words = room.translator.text("tour-menu-all")
    next(action for action in menus[-1].actions() if action.text() == words).trigger()
    return _dialog(room)


def _activate(room: Room) -> None:
    """A dialog has closed; without a desktop nobody gives the keyboard back."""
    assert room.window is not None
    room.window.activateWindow()
    wait_until(room.window.isActiveWindow)


def _start(room: Room, menus: list[QMenu]) -> None:
    assert room.window is not None
    _ask_for_all(room, menus).start_button.click()
    _activate(room)


def test_a_tour_of_all_cameras_passes_over_dead_ones_and_is_plainly_told(
    make_room: MakeRoom, menus: list[QMenu]
) -> None:
    room = make_room(layout="2x2", cameras=8)
    window = room.open()
    assert not window.tours.bar.isVisible()

    _start(room, menus)

    alive = [entry.camera.id for entry in room.entries if entry.believed.value == "working"]
    assert list(room.wall.cameras) == alive[:4]
    assert window.tours.bar.isVisible()
    assert (window.tours.bar.name.text(), window.tours.bar.progress.text()) == ("Semua kamera", "8 kamera")
    room.clock.advance(10)
    window.tours.tick()
    assert list(room.wall.cameras) == [*alive[4:], *alive[:2]][:4]
    assert "10 dtk" in window.tours.bar.told.text()


def test_space_pauses_and_goes_on_and_keys_go_through_the_pages(make_room: MakeRoom, menus: list[QMenu]) -> None:
    room = make_room(layout="2x2", cameras=8)
    window = room.open()
    _start(room, menus)
    first = room.wall.cameras

    QTest.keyClick(window.wall_view, Qt.Key.Key_Space)
    paused = window.tours.bar.told.text()
    QTest.keyClick(window.wall_view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    second = room.wall.cameras
    QTest.keyClick(window.wall_view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    back = room.wall.cameras
    QTest.keyClick(window.wall_view, Qt.Key.Key_Space)

    assert paused == room.translator.text("tour-paused-person")
    assert (second != first, back) == (True, first)
    assert window.tours.touring.why_paused is None
    QTest.keyClick(window.wall_view, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    assert not window.tours.bar.isVisible()
    assert not window.actions_of[ActionId.TOUR_NEXT].isEnabled()


def test_a_new_flag_pauses_a_tour_and_those_from_before_do_not(make_room: MakeRoom, menus: list[QMenu]) -> None:
    room = make_room(layout="2x2", cameras=8)
    window = room.open()
    wait_until(lambda: not room.background.unfinished())
    old, new = (_flag(room, index) for index in range(2))
    _start(room, menus)

    window.tours.alarms.set_mine([])
    before = window.tours.touring.why_paused
    window.tours.alarms.set_mine([old])
    after = window.tours.touring.why_paused
    window.tours.toggle()
    window.tours.alarms.set_mine([old])
    again = window.tours.touring.why_paused
    window.tours.alarms.set_mine([new, old])

    assert (before, after, again) == (None, Pause.ALARM, None)
    assert window.tours.bar.told.text() == room.translator.text("tour-paused-alarm")


def test_a_flag_of_somebody_else_in_the_room_pauses_it_too(make_room: MakeRoom, menus: list[QMenu]) -> None:
    room = make_room(layout="2x2", cameras=8)
    window = room.open()
    wait_until(lambda: not room.background.unfinished())
    _start(room, menus)

    room.events_of_room.flags = [_flag(room, 0)]
    room.events_of_room.changed.emit(None)

    wait_until(lambda: window.tours.touring.why_paused is Pause.ALARM)


def test_a_pinned_tile_keeps_its_camera_and_is_told_of(make_room: MakeRoom, menus: list[QMenu]) -> None:
    room = make_room(layout="2x2", cameras=4)
    window = room.open()
    kept = room.wall.cameras[0]
    QTest.keyClick(window.wall_view, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)

    _start(room, menus)

    assert room.wall.cameras.count(kept) == 1
    assert room.wall.cameras[0] == kept
    assert "1 disematkan" in window.tours.bar.progress.text()


def test_a_patrol_says_beforehand_whether_it_can_keep_its_promise_and_counts_what_was_seen(
    make_room: MakeRoom, menus: list[QMenu]
) -> None:
    room = make_room(layout="1x1", cameras=8)
    window = room.open()
    dialog = _ask_for_all(room, menus)
    dialog.kind.setCurrentIndex(1)
    dialog.hours.setCurrentIndex(0)
    possible = dialog.start_button.isEnabled()
    dialog.start_button.click()
    room.seen.at[room.camera(0)] = room.clock.now_utc() + timedelta(seconds=3)

    room.clock.advance(10)
    for _tick in range(4):
        window.tours.tick()

    assert possible
    assert window.tours.bar.progress.text().startswith("1 dari 7 terlihat, sisa 59 m")


def test_an_impossible_promise_is_not_given(make_room: MakeRoom, menus: list[QMenu]) -> None:
    room = make_room(layout="1x1", cameras=30)
    room.open()
    dialog = _ask_for_all(room, menus)
    dialog.kind.setCurrentIndex(1)
    dialog.hours.setCurrentIndex(0)
    dialog.step.setCurrentIndex(dialog.step.count() - 1)
    assert not dialog.start_button.isEnabled()
    assert "2 petak" in dialog.told.text()


def test_a_row_of_the_tree_and_several_results_are_toured_by_the_same_key(make_room: MakeRoom) -> None:
    room = make_room(layout="2x2", cameras=8)
    window = room.open()
    panel = window.find_panel
    wait_until(lambda: panel.tree_model.rowCount() > 0)
    panel.focus_tree()
    QTest.keyClick(panel.tree, Qt.Key.Key_T)
    dialog = _dialog(room)
    of_tree = dialog.windowTitle()
    dialog.reject()
    wait_until(lambda: not window.findChildren(TourDialog))
    _activate(room)
    panel.field.setText("Krapyak")
    wait_until(lambda: len(panel.results_model.entries) >= 3)
    panel.results.setFocus()
    for row in (0, 2):
        flag = panel.results.selectionModel().SelectionFlag.Select
        panel.results.selectionModel().select(panel.results_model.index(row, 0), flag)
    QTest.keyClick(panel.results, Qt.Key.Key_T)
    _dialog(room).start_button.click()

    assert of_tree == room.translator.text("tour-title")
    assert window.tours.bar.progress.text() == "2 kamera"


def test_saved_layouts_follow_each_other(make_room: MakeRoom) -> None:
    room = make_room(layout="2x2", cameras=2)
    window = room.open()
    for name, camera in (("1x1", 0), ("1x2", 1)):
        room.services.layouts.save(WallState(layout_by_name(name), (room.camera(camera),)))
    window.tours.asking.ask_layouts()
    dialog = wait_until(lambda: window.findChildren(LayoutTourDialog))[0]
    dialog.start_button.click()

    wait_until(lambda: room.wall.layout.name == "1x1")
    room.clock.advance(10)
    window.tours.tick()

    assert (room.wall.layout.name, room.wall.cameras) == ("1x2", (room.camera(1), None))
    assert window.tours.bar.progress.text() == "2 tata letak"


def test_the_report_of_what_was_seen_is_saved_as_a_table_and_as_pages(make_room: MakeRoom, tmp_path: Path) -> None:
    room = make_room(cameras=8, role=Role.SUPERVISOR)
    window = room.open()
    room.seen.at[room.camera(0)] = room.clock.now_utc() - timedelta(hours=1)
    for kind in ("csv", "pdf"):
        window.tours.report.save(tmp_path / f"seen.{kind}", 24, kind)
        wait_until((tmp_path / f"seen.{kind}").exists)

    table = (tmp_path / "seen.csv").read_text(encoding="utf-8-sig")
    assert "Krapyak,8,7,1," in table
    assert room.translator.text("seen-report-means-seen") in table
    assert (tmp_path / "seen.pdf").read_bytes().startswith(b"%PDF")


def test_an_operator_may_not_save_the_report(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    assert not room.open().actions_of[ActionId.SEEN_REPORT].isEnabled()


def _flag(room: Room, index: int) -> EventEntry:
    return EventEntry(UUID(int=index + 1), EventKind.FLAG, room.camera(index), room.clock.now_utc(), "", EventWay.SENT)


def test_a_wall_window_has_tours_of_its_own_by_kecamatan_and_pauses_for_alarms(
    make_room: MakeRoom, menus: list[QMenu]
) -> None:
    room = make_room(layout="2x2", cameras=8)
    window = WallWindow(room.stage, room.services, room.wall)
    window.show()
    try:
        window.actions_of[ActionId.TOURS].trigger()
        words = room.translator.text("tour-menu-districts")
        inside = next(action.menu() for action in menus[-1].actions() if action.text() == words)
        assert isinstance(inside, QMenu)
        inside.actions()[0].trigger()
        dialog = wait_until(lambda: window.findChildren(TourDialog), what="the dialog")[0]
        dialog.start_button.click()
        assert window.tours.bar.isVisible()
        assert room.services.walls.next_ones.cameras() == list(window.tours.touring.cameras())
        room.events.entries = [
            EventEntry(UUID(int=1), EventKind.FLAG, room.camera(0), room.clock.now_utc(), "", EventWay.SAVED)
        ]
        room.events.changed.emit(None)
        wait_until(lambda: window.tours.touring.why_paused is Pause.ALARM)
    finally:
        window.close()
        window.deleteLater()


def _saved_names(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def test_a_tour_is_saved_by_name_begun_again_from_the_menu_and_deleted(make_room: MakeRoom, menus: list[QMenu]) -> None:
    room = make_room(layout="2x2", cameras=8)
    window = room.open()
    _start(room, menus)
    QTest.keyClick(window.wall_view, Qt.Key.Key_T)
    words = room.translator.text("tour-menu-save")
    next(action for action in menus[-1].actions() if action.text() == words).trigger()
    dialog = wait_until(lambda: window.findChildren(LayoutNameDialog), what="the dialog")[0]
    dialog.name.setText("Malam")
    dialog.save_button.click()
    _activate(room)
    assert list(room.services.tours.by_name) == ["Malam"]
    window.tours.touring.stop()

    QTest.keyClick(window.wall_view, Qt.Key.Key_T)
    next(action for action in menus[-1].actions() if action.text() == "Malam").trigger()
    wait_until(lambda: window.tours.touring.order is not None)
    order = window.tours.touring.order
    assert (order.name if order else "", window.tours.bar.isVisible()) == ("Malam", True)
    window.tours.keeping.delete("Malam")
    QTest.keyClick(window.wall_view, Qt.Key.Key_T)
    assert "Malam" not in _saved_names(menus[-1])


def test_a_patrol_goes_on_after_a_restart_with_whom_it_had_not_shown(make_room: MakeRoom) -> None:
    room = make_room(layout="2x2", cameras=8)
    window = room.open()
    alive = [entry.camera.id for entry in room.entries if entry.believed.value == "working"]
    roots = tuple(area.code for area in room.directory.children(None))
    plan = TourPlan("Krapyak", 10, areas=roots, hours=4)
    room.services.tours.note_running(1, plan)
    now_utc = room.clock.now_utc()
    room.seen.at = {camera: now_utc - timedelta(minutes=minutes) for minutes, camera in enumerate(alive[:4], start=1)}

    window.tours.keeping.go_on()

    wait_until(lambda: window.tours.touring.order is not None)
    shown = [camera for camera in room.wall.cameras if camera is not None]
    assert shown == [*alive[4:], *reversed(alive[:4])][:4]
    assert room.services.tours.running == {1: plan}
    window.tours.touring.stop()
    assert room.services.tours.running == {}


def test_a_window_that_goes_with_the_program_leaves_its_tour_to_the_next_start(make_room: MakeRoom) -> None:
    room = make_room(layout="2x2", cameras=8)
    plan = TourPlan("Krapyak", 10, areas=("33.74",))
    window = WallWindow(room.stage, room.services, room.wall, 2)
    try:
        window.show()
        window.tours.keeping.begun(plan)
        window.close()
        assert room.services.tours.running == {2: plan}
    finally:
        window.deleteLater()
