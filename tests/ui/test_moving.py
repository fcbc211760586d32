"""Moving a camera from its tile: hand, keys, wheel, presets; whose it is; and that nothing goes on when it should not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from console.base.errors import KnownError
from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId, PrivacyClass
from console.domain.closure import Closure
from console.domain.picture_view import Hanging
from console.domain.ptz_speed import PtzSpeed
from console.domain.roles import Role
from console.ui.actions.table import ActionId
from console.ui.dialogs.preset import PresetDialog
from console.ui.dialogs.reason import ReasonDialog
from console.ui.windows.main_window import MainWindow
from console.widgets.wall.moving_look import MovingLook, MovingTone
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_PLAIN, _LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def _open(made: Room, *, sensitive: bool = False) -> MainWindow:
    """The first two of three cameras can be moved; the first is selected."""
    for index in range(2):
        entry = made.entries[index]
        kind = PrivacyClass.SENSITIVE if sensitive else PrivacyClass.PUBLIC
        made.entries[index] = replace(entry, camera=replace(entry.camera, has_ptz=True, privacy_class=kind))
    window = made.open()
    wait_until(lambda: all(window.book.entry(made.camera(index)) for index in range(3)))
    return window


@pytest.fixture
def room(make_room: MakeRoom) -> Room:
    made = make_room()
    _open(made)
    return made


def _steering(room: Room) -> MainWindow:
    assert room.window is not None
    QTest.keyClick(room.window.wall_view, Qt.Key.Key_G)
    wait_until(lambda: ("presets", room.camera(0)) in room.moving.asked)
    wait_until(lambda: room.window is not None and room.window.tile_intents.moving.presets.presets is not None)
    room.moving.asked.clear()
    return room.window


def _look(room: Room, tile: int = 0) -> MovingLook | None:
    assert room.window is not None
    room.window.wall_view.refresh.speak()
    return room.window.wall_view.tiles[tile].look.moving


def _middle(window: MainWindow, tile: int = 0) -> QPoint:
    shown = window.wall_view.tiles[tile]
    return shown.geometry().topLeft() + shown.picture_rect().center()


def _mouse(window: MainWindow, kind: QEvent.Type, at: QPoint) -> None:
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else _LEFT
    where = QPointF(window.wall_view.mapToGlobal(at))
    QApplication.sendEvent(window.wall_view, QMouseEvent(kind, QPointF(at), where, _LEFT, held, _PLAIN))


def _said(room: Room) -> str:
    notice = room.notices.current
    return notice.say() if notice is not None else ""


def _moves(room: Room) -> list[PtzSpeed]:
    return [ask[2] for ask in room.moving.asked if ask[0] == "move" and isinstance(ask[2], PtzSpeed)]


def test_a_drag_from_the_middle_moves_the_camera_there_until_the_hand_is_lifted(room: Room) -> None:
    window = _steering(room)
    middle = _middle(window)
    _mouse(window, QEvent.Type.MouseButtonPress, middle)
    assert _moves(room) == []
    _mouse(window, QEvent.Type.MouseMove, middle + QPoint(60, 0))
    (speed,) = _moves(room)
    assert 0 < speed.pan <= 1
    assert (speed.tilt, speed.zoom) == (0, 0)
    look = _look(room)
    assert look is not None
    assert (look.is_steered, look.right, look.down) == (True, speed.pan, 0)
    _mouse(window, QEvent.Type.MouseMove, middle + QPoint(0, 2000))
    assert _moves(room)[-1] == PtzSpeed(tilt=-1.0)
    _mouse(window, QEvent.Type.MouseButtonRelease, middle + QPoint(0, 2000))
    assert room.moving.asked[-1] == ("stop", room.camera(0))
    look = _look(room)
    assert look is not None
    assert (look.right, look.down) == (0, 0)


def test_a_movement_is_wished_again_as_long_as_the_key_is_held(room: Room) -> None:
    window = _steering(room)
    QTest.keyPress(window.wall_view, Qt.Key.Key_Right)
    wait_until(lambda: _moves(room).count(PtzSpeed(pan=1.0)) >= 3)
    QTest.keyRelease(window.wall_view, Qt.Key.Key_Right)
    assert room.moving.asked[-1] == ("stop", room.camera(0))
    assert room.wall.selected == 0


def test_keys_go_together_and_shift_is_slow(room: Room) -> None:
    window = _steering(room)
    view = window.wall_view
    QTest.keyPress(view, Qt.Key.Key_Left)
    QTest.keyPress(view, Qt.Key.Key_Up)
    QTest.keyPress(view, Qt.Key.Key_Plus)
    assert _moves(room)[-1] == PtzSpeed(-1.0, 1.0, 1.0)
    QTest.keyPress(view, Qt.Key.Key_Shift)
    assert _moves(room)[-1] == PtzSpeed(-0.25, 0.25, 0.25)
    QTest.keyRelease(view, Qt.Key.Key_Shift)
    QTest.keyRelease(view, Qt.Key.Key_Plus)
    QTest.keyRelease(view, Qt.Key.Key_Up)
    assert _moves(room)[-1] == PtzSpeed(-1.0, 0.0, 0.0)
    assert ("stop", room.camera(0)) not in room.moving.asked
    QTest.keyRelease(view, Qt.Key.Key_Left)
    assert room.moving.asked[-1] == ("stop", room.camera(0))


def test_the_wheel_zooms_for_a_moment_and_not_the_picture_on_the_tile(room: Room) -> None:
    window = _steering(room)
    view, at = window.wall_view, _middle(window)
    where = QPointF(view.mapToGlobal(at))
    phase, none = Qt.ScrollPhase.NoScrollPhase, Qt.MouseButton.NoButton
    QApplication.sendEvent(view, QWheelEvent(QPointF(at), where, QPoint(), QPoint(0, 120), none, _PLAIN, phase, False))
    assert _moves(room)[0].zoom > 0
    wait_until(lambda: room.moving.asked[-1] == ("stop", room.camera(0)))
    assert not view.looking.view(0).zoom.is_zoomed


def test_on_a_mirrored_picture_the_camera_goes_to_what_is_seen(room: Room) -> None:
    window = _steering(room)
    room.wall.views.flip(0, room.camera(0))
    assert window.wall_view.looking.view(0).hanging == Hanging(mirrored=True)
    QTest.keyPress(window.wall_view, Qt.Key.Key_Right)
    assert _moves(room)[0] == PtzSpeed(pan=-1.0)
    QTest.keyRelease(window.wall_view, Qt.Key.Key_Right)


def test_what_is_held_elsewhere_or_nowhere_any_more_moves_nothing(room: Room) -> None:
    window = _steering(room)
    QTest.keyPress(window.wall_view, Qt.Key.Key_Right)
    QApplication.sendEvent(window.wall_view, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert room.moving.asked[-1] == ("stop", room.camera(0))
    look = _look(room)
    assert look is not None
    assert look.is_steered


@pytest.mark.parametrize("way", ["escape", "selection", "camera", "layout", "closure", "again"])
def test_the_mode_ends_with_a_stop_and_the_camera_is_free(room: Room, way: str) -> None:
    window = _steering(room)
    QTest.keyPress(window.wall_view, Qt.Key.Key_Right)
    if way == "escape":
        QTest.keyClick(window.wall_view, Qt.Key.Key_Escape)
    elif way == "selection":
        room.wall.select(1)
    elif way == "camera":
        room.wall.put(room.camera(5), 0)
    elif way == "layout":
        room.wall.select(1)
        window.wall_intents.set_layout("1x1")
    elif way == "closure":
        room.closures.closed = {room.camera(0): Closure(room.camera(0), "privasi", "Bu Ratna", START_UTC)}
        window.wall_view.refresh.speak()
    else:
        QTest.keyClick(window.wall_view, Qt.Key.Key_G)
    wait_until(lambda: ("release", room.camera(0)) in room.moving.asked)
    kinds = [ask[0] for ask in room.moving.asked]
    assert kinds[0] == "move"
    assert kinds[-2:] == ["stop", "release"]
    QTest.keyRelease(window.wall_view, Qt.Key.Key_Right)
    QTest.keyClick(window.wall_view, Qt.Key.Key_Left)
    assert [ask[0] for ask in room.moving.asked] == kinds


def test_only_cameras_that_can_be_moved_are_offered_it(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    window = room.window
    assert window is not None
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: opened.append(menu))
    action = window.actions_of[ActionId.MOVE_CAMERA]
    for tile in (0, 2):
        room.wall.select(tile)
        window.wall_view.menu_asked.emit(QPoint())
    assert [action in menu.actions() for menu in opened] == [True, False]
    QTest.keyClick(window.wall_view, Qt.Key.Key_G)
    assert "tidak dapat digerakkan" in _said(room)
    assert room.moving.asked == []


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PRIVACY_OFFICER])
def test_who_may_not_move_is_not_offered_it(make_room: MakeRoom, role: Role) -> None:
    made = make_room(role=role)
    window = _open(made)
    QTest.keyClick(window.wall_view, Qt.Key.Key_G)
    assert not window.actions_of[ActionId.MOVE_CAMERA].isEnabled()
    assert made.moving.asked == []


def test_everybody_sees_who_moves_a_camera_until_it_is_over(room: Room) -> None:
    room.moving.hold(room.camera(1), "Budi")
    look = _look(room, 1)
    assert look is not None
    assert (look.words[0], look.tone, look.is_steered) == (
        "Digerakkan Budi sampai 21.14.19",
        MovingTone.OTHER,
        False,
    )
    assert room.window is not None
    assert "Digerakkan Budi" in room.window.wall_view.tiles[1].accessibleName()
    room.clock.advance(10)
    assert _look(room, 1) is None


def test_while_somebody_else_has_it_nothing_is_sent_and_an_operator_is_told_to_wait(room: Room) -> None:
    window = _steering(room)
    room.moving.hold(room.camera(0), "Budi")
    QTest.keyPress(window.wall_view, Qt.Key.Key_Right)
    QTest.keyRelease(window.wall_view, Qt.Key.Key_Right)
    QTest.keyClick(window.wall_view, Qt.Key.Key_T)
    look = _look(room)
    assert look is not None
    assert (look.words[0], look.hint) == (
        "Digerakkan Budi sampai 21.14.19",
        "Tunggu sampai kamera bebas · Esc: selesai",
    )
    assert room.moving.asked == []


def test_a_supervisor_takes_over_by_key_or_menu(make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_room(role=Role.SUPERVISOR)
    _open(made)
    window = _steering(made)
    made.moving.hold(made.camera(0), "Budi & Sari")
    look = _look(made)
    assert look is not None
    assert look.hint == "T: ambil alih · Esc: selesai"
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: opened.append(menu))
    window.wall_view.menu_asked.emit(QPoint())
    assert "Ambil alih dari Budi && Sari" in [action.text() for action in opened[0].actions()]
    QTest.keyClick(window.wall_view, Qt.Key.Key_T)
    wait_until(lambda: made.moving.asked == [("take over", made.camera(0))])
    wait_until(lambda: (look := _look(made)) is not None and look.tone is MovingTone.MINE)


def test_who_loses_a_camera_is_told_and_their_movement_ends(room: Room) -> None:
    window = _steering(room)
    QTest.keyPress(window.wall_view, Qt.Key.Key_Right)
    room.moving.lose(room.camera(0), "Ratna")
    wait_until(lambda: "Ratna mengambil alih kamera 1201" in _said(room))
    moves = len(_moves(room))
    QTest.keyRelease(window.wall_view, Qt.Key.Key_Right)
    QTest.keyClick(window.wall_view, Qt.Key.Key_Left)
    assert len(_moves(room)) == moves


def test_a_centre_that_is_away_is_said_and_nothing_is_pretended(room: Room) -> None:
    window = _steering(room)
    room.moving.problems[room.camera(0)] = KnownError("net.unreachable", host="pusat")
    QTest.keyPress(window.wall_view, Qt.Key.Key_Right)
    look = _look(room)
    QTest.keyRelease(window.wall_view, Qt.Key.Key_Right)
    assert look is not None
    assert (look.words[0], look.tone) == ("Pusat tidak menjawab: kamera tidak digerakkan", MovingTone.TROUBLE)
    room.moving.problems[room.camera(0)] = KnownError("ptz.unreachable")
    look = _look(room)
    assert look is not None
    assert (look.words[0], look.tone) == ("Kamera tidak menjawab perintah gerak.", MovingTone.TROUBLE)
    room.moving.problems.clear()
    room.moving.is_centre_there = False
    look = _look(room)
    assert look is not None
    assert look.tone is MovingTone.TROUBLE


def test_presets_are_called_up_by_digit_and_home(room: Room) -> None:
    window = _steering(room)
    QTest.keyClick(window.wall_view, Qt.Key.Key_2)
    QTest.keyClick(window.wall_view, Qt.Key.Key_Home)
    wait_until(lambda: room.moving.asked == [("go", room.camera(0), "7"), ("go", room.camera(0), "1")])
    QTest.keyClick(window.wall_view, Qt.Key.Key_5)
    assert "tidak punya posisi nomor 5" in _said(room)
    # No digit began the number of a camera meanwhile.
    assert window.call_up.panel.isHidden()


def _entries(menu: QMenu) -> dict[str, QMenu | None]:
    return {action.text(): action.menu() for action in menu.actions() if action.text()}  # type: ignore[misc]  # a QMenu


def test_a_supervisor_saves_and_deletes_presets_in_the_menu(
    make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_room(role=Role.SUPERVISOR)
    _open(made)
    window = _steering(made)
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: opened.append(menu))

    def presets() -> QMenu:
        window.wall_view.menu_asked.emit(QPoint())
        found = _entries(opened[-1])["Posisi tersimpan"]
        assert found is not None
        return found

    def choose(menu: QMenu, words: str) -> PresetDialog:
        next(action for action in menu.actions() if action.text() == words).trigger()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PresetDialog)
        return dialog

    assert list(_entries(presets())) == ["1   Gerbang", "2   Parkir && taman", "Simpan posisi ini …", "Hapus posisi"]
    dialog = choose(presets(), "Simpan posisi ini …")
    assert not dialog.confirm_button.isEnabled()
    QTest.keyClicks(dialog.name, " Gang 4 ")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    wait_until(lambda: list(_entries(presets()))[2:3] == ["3   Gang 4"])
    deletions = _entries(presets())["Hapus posisi"]
    assert deletions is not None
    choose(deletions, "Gerbang").confirm()
    wait_until(lambda: list(_entries(presets()))[:1] == ["1   Parkir && taman"])
    assert [ask for ask in made.moving.asked if ask[0] != "presets"] == [
        ("save", made.camera(0), "Gang 4"),
        ("forget", made.camera(0), "1"),
    ]


def test_an_operator_can_neither_save_nor_delete(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    window = _steering(room)
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: opened.append(menu))
    window.wall_view.menu_asked.emit(QPoint())
    menu = _entries(opened[0])["Posisi tersimpan"]
    assert menu is not None
    assert list(_entries(menu)) == ["1   Gerbang", "2   Parkir && taman"]


def test_what_a_preset_fails_with_is_said(room: Room) -> None:
    window = _steering(room)
    room.moving.fails_with = KnownError("ptz.locked", holder="Budi", status=409)
    QTest.keyClick(window.wall_view, Qt.Key.Key_1)
    wait_until(lambda: "Budi sedang menggerakkan kamera ini" in _said(room))


def test_a_camera_of_a_sensitive_place_is_moved_only_with_a_reason_on_record(make_room: MakeRoom) -> None:
    made = make_room()
    window = _open(made, sensitive=True)
    QTest.keyClick(window.wall_view, Qt.Key.Key_G)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReasonDialog)
    assert _look(made) is None
    QTest.keyClicks(dialog.reason, "mencari anak hilang")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    wait_until(lambda: _look(made) is not None)
    assert made.audit.acts == [(AuditAct.REASON_GIVEN, CameraId(made.camera(0)), "mencari anak hilang")]


def test_the_mode_is_drawn_on_its_tile_alone(room: Room) -> None:
    window = _steering(room)
    before = [tile.grab().toImage() for tile in window.wall_view.tiles]
    QTest.keyClick(window.wall_view, Qt.Key.Key_Escape)
    after = [tile.grab().toImage() for tile in window.wall_view.tiles]
    assert [one != other for one, other in zip(before, after, strict=True)] == [True, False, False, False]
