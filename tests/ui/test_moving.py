"""Moving a camera from its tile: hand, keys, wheel, presets; whose it is; and that nothing goes on when it should not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from console.base.errors import KnownError
from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId
from console.domain.closure import Closure
from console.domain.picture_view import Hanging
from console.domain.ptz_speed import PtzSpeed
from console.domain.roles import Role
from console.ui.actions.table import ActionId
from console.ui.dialogs.reason import ReasonDialog
from console.ui.windows.wall_window import WallWindow
from console.widgets.wall.moving_look import MovingTone
from tests.helpers.moving_room import middle_of, mouse, moves_of, moving_look, open_movable, said, steering
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def room(make_room: MakeRoom) -> Room:
    made = make_room()
    open_movable(made)
    return made


def test_a_drag_from_the_middle_moves_the_camera_there_until_the_hand_is_lifted(room: Room) -> None:
    window = steering(room)
    middle = middle_of(window)
    mouse(window, QEvent.Type.MouseButtonPress, middle)
    assert moves_of(room) == []
    mouse(window, QEvent.Type.MouseMove, middle + QPoint(60, 0))
    (speed,) = moves_of(room)
    assert 0 < speed.pan <= 1
    assert (speed.tilt, speed.zoom) == (0, 0)
    look = moving_look(room)
    assert look is not None
    assert (look.is_steered, look.right, look.down) == (True, speed.pan, 0)
    mouse(window, QEvent.Type.MouseMove, middle + QPoint(0, 2000))
    assert moves_of(room)[-1] == PtzSpeed(tilt=-1.0)
    mouse(window, QEvent.Type.MouseButtonRelease, middle + QPoint(0, 2000))
    assert room.moving.asked[-1] == ("stop", room.camera(0))
    look = moving_look(room)
    assert look is not None
    assert (look.right, look.down) == (0, 0)


def test_a_movement_is_wished_again_as_long_as_the_key_is_held(room: Room) -> None:
    window = steering(room)
    QTest.keyPress(window.wall_view, Qt.Key.Key_Right)
    wait_until(lambda: moves_of(room).count(PtzSpeed(pan=1.0)) >= 3)
    QTest.keyRelease(window.wall_view, Qt.Key.Key_Right)
    assert room.moving.asked[-1] == ("stop", room.camera(0))
    assert room.wall.selected == 0


def test_keys_go_together_and_shift_is_slow(room: Room) -> None:
    window = steering(room)
    view = window.wall_view
    QTest.keyPress(view, Qt.Key.Key_Left)
    QTest.keyPress(view, Qt.Key.Key_Up)
    QTest.keyPress(view, Qt.Key.Key_Plus)
    assert moves_of(room)[-1] == PtzSpeed(-1.0, 1.0, 1.0)
    QTest.keyPress(view, Qt.Key.Key_Shift)
    assert moves_of(room)[-1] == PtzSpeed(-0.25, 0.25, 0.25)
    QTest.keyRelease(view, Qt.Key.Key_Shift)
    QTest.keyRelease(view, Qt.Key.Key_Plus)
    QTest.keyRelease(view, Qt.Key.Key_Up)
    assert moves_of(room)[-1] == PtzSpeed(-1.0, 0.0, 0.0)
    assert ("stop", room.camera(0)) not in room.moving.asked
    QTest.keyRelease(view, Qt.Key.Key_Left)
    assert room.moving.asked[-1] == ("stop", room.camera(0))


def test_the_wheel_zooms_for_a_moment_and_not_the_picture_on_the_tile(room: Room) -> None:
    window = steering(room)
    view, at = window.wall_view, middle_of(window)
    where = QPointF(view.mapToGlobal(at))
    phase, none = Qt.ScrollPhase.NoScrollPhase, Qt.MouseButton.NoButton
    QApplication.sendEvent(view, QWheelEvent(QPointF(at), where, QPoint(), QPoint(0, 120), none, _PLAIN, phase, False))
    assert moves_of(room)[0].zoom > 0
    wait_until(lambda: room.moving.asked[-1] == ("stop", room.camera(0)))
    assert not view.looking.view(0).zoom.is_zoomed


def test_on_a_mirrored_picture_the_camera_goes_to_what_is_seen(room: Room) -> None:
    window = steering(room)
    room.wall.views.flip(0, room.camera(0))
    assert window.wall_view.looking.view(0).hanging == Hanging(mirrored=True)
    QTest.keyPress(window.wall_view, Qt.Key.Key_Right)
    assert moves_of(room)[0] == PtzSpeed(pan=-1.0)
    QTest.keyRelease(window.wall_view, Qt.Key.Key_Right)


def test_what_is_held_elsewhere_or_nowhere_any_more_moves_nothing(room: Room) -> None:
    window = steering(room)
    QTest.keyPress(window.wall_view, Qt.Key.Key_Right)
    QApplication.sendEvent(window.wall_view, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert room.moving.asked[-1] == ("stop", room.camera(0))
    look = moving_look(room)
    assert look is not None
    assert look.is_steered


@pytest.mark.parametrize("way", ["escape", "selection", "camera", "layout", "closure", "again"])
def test_the_mode_ends_with_a_stop_and_the_camera_is_free(room: Room, way: str) -> None:
    window = steering(room)
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
    assert "tidak dapat digerakkan" in said(room)
    assert room.moving.asked == []


def test_a_closed_or_masked_camera_is_not_moved_and_it_is_said_why(room: Room) -> None:
    window = room.window
    assert window is not None
    room.masks.polygons[room.camera(0)] = (((0.1, 0.1), (0.4, 0.1), (0.4, 0.4)),)
    QTest.keyClick(window.wall_view, Qt.Key.Key_G)
    assert "penutup privasi" in said(room)
    room.masks.polygons.clear()
    room.closures.closed = {room.camera(0): Closure(room.camera(0), "privasi", "Bu Ratna", START_UTC)}
    QTest.keyClick(window.wall_view, Qt.Key.Key_G)
    assert "ditutup untuk semua" in said(room)
    assert room.moving.asked == []


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PRIVACY_OFFICER])
def test_who_may_not_move_is_not_offered_it(make_room: MakeRoom, role: Role) -> None:
    made = make_room(role=role)
    window = open_movable(made)
    QTest.keyClick(window.wall_view, Qt.Key.Key_G)
    assert not window.actions_of[ActionId.MOVE_CAMERA].isEnabled()
    assert made.moving.asked == []


def test_everybody_sees_who_moves_a_camera_until_it_is_over(room: Room) -> None:
    room.moving.hold(room.camera(1), "Budi")
    look = moving_look(room, 1)
    assert look is not None
    assert (look.words[0], look.tone, look.is_steered) == (
        "Digerakkan Budi sampai 21.14.19",
        MovingTone.OTHER,
        False,
    )
    assert room.window is not None
    assert "Digerakkan Budi" in room.window.wall_view.tiles[1].accessibleName()
    room.clock.advance(10)
    assert moving_look(room, 1) is None


def test_while_somebody_else_has_it_nothing_is_sent_and_an_operator_is_told_to_wait(room: Room) -> None:
    window = steering(room)
    room.moving.hold(room.camera(0), "Budi")
    QTest.keyPress(window.wall_view, Qt.Key.Key_Right)
    QTest.keyRelease(window.wall_view, Qt.Key.Key_Right)
    QTest.keyClick(window.wall_view, Qt.Key.Key_T)
    look = moving_look(room)
    assert look is not None
    assert (look.words[0], look.hint) == (
        "Digerakkan Budi sampai 21.14.19",
        "Tunggu sampai kamera bebas · Esc: selesai",
    )
    assert room.moving.asked == []


def test_a_supervisor_takes_over_by_key_or_menu(make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_room(role=Role.SUPERVISOR)
    open_movable(made)
    window = steering(made)
    made.moving.hold(made.camera(0), "Budi & Sari")
    look = moving_look(made)
    assert look is not None
    assert look.hint == "T: ambil alih · Esc: selesai"
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: opened.append(menu))
    window.wall_view.menu_asked.emit(QPoint())
    assert "Ambil alih dari Budi && Sari" in [action.text() for action in opened[0].actions()]
    QTest.keyClick(window.wall_view, Qt.Key.Key_T)
    wait_until(lambda: made.moving.asked == [("take over", made.camera(0))])
    wait_until(lambda: (look := moving_look(made)) is not None and look.tone is MovingTone.MINE)


def test_who_loses_a_camera_is_told_and_their_movement_ends(room: Room) -> None:
    window = steering(room)
    QTest.keyPress(window.wall_view, Qt.Key.Key_Right)
    room.moving.lose(room.camera(0), "Ratna")
    wait_until(lambda: "Ratna mengambil alih kamera 1201" in said(room))
    moves = len(moves_of(room))
    QTest.keyRelease(window.wall_view, Qt.Key.Key_Right)
    QTest.keyClick(window.wall_view, Qt.Key.Key_Left)
    assert len(moves_of(room)) == moves


def test_a_centre_that_is_away_is_said_and_nothing_is_pretended(room: Room) -> None:
    window = steering(room)
    room.moving.problems[room.camera(0)] = KnownError("net.unreachable", host="pusat")
    QTest.keyPress(window.wall_view, Qt.Key.Key_Right)
    look = moving_look(room)
    QTest.keyRelease(window.wall_view, Qt.Key.Key_Right)
    assert look is not None
    assert (look.words[0], look.tone) == ("Pusat tidak menjawab: tidak digerakkan", MovingTone.TROUBLE)
    room.moving.problems[room.camera(0)] = KnownError("ptz.unreachable")
    look = moving_look(room)
    assert look is not None
    assert (look.words[0], look.tone) == ("Kamera tidak menjawab perintah gerak.", MovingTone.TROUBLE)
    room.moving.problems.clear()
    room.moving.is_centre_there = False
    look = moving_look(room)
    assert look is not None
    assert look.tone is MovingTone.TROUBLE


def test_a_camera_of_a_sensitive_place_is_moved_only_with_a_reason_on_record(make_room: MakeRoom) -> None:
    made = make_room()
    window = open_movable(made, sensitive=True)
    QTest.keyClick(window.wall_view, Qt.Key.Key_G)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReasonDialog)
    assert moving_look(made) is None
    QTest.keyClicks(dialog.reason, "mencari anak hilang")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    wait_until(lambda: moving_look(made) is not None)
    assert made.audit.acts == [(AuditAct.REASON_GIVEN, CameraId(made.camera(0)), "mencari anak hilang")]


def test_the_wall_alone_on_a_screen_moves_cameras_too(make_room: MakeRoom) -> None:
    room = make_room()
    entry = room.entries[0]
    room.entries[0] = replace(entry, camera=replace(entry.camera, has_ptz=True))
    window = WallWindow(room.stage, room.services, room.wall)
    window.show()
    window.activateWindow()
    wait_until(window.isActiveWindow)
    wait_until(lambda: window.book.entry(room.camera(0)))
    QTest.keyClick(window.wall_view, Qt.Key.Key_G)
    QTest.keyPress(window.wall_view, Qt.Key.Key_Up)
    QTest.keyRelease(window.wall_view, Qt.Key.Key_Up)
    window.close()
    window.deleteLater()
    assert (moves_of(room)[0], room.moving.asked[-1]) == (PtzSpeed(tilt=1.0), ("stop", room.camera(0)))


def test_the_mode_is_drawn_on_its_tile_alone(room: Room) -> None:
    window = steering(room)
    before = [tile.grab().toImage() for tile in window.wall_view.tiles]
    QTest.keyClick(window.wall_view, Qt.Key.Key_Escape)
    after = [tile.grab().toImage() for tile in window.wall_view.tiles]
    assert [one != other for one, other in zip(before, after, strict=True)] == [True, False, False, False]
