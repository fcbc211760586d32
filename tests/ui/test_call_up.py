"""Calling a camera up by the number typed on the wall."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.ui.windows.call_up_intents import WAIT_S, CallUpIntents
from console.ui.windows.wall_window import WallWindow
from console.wall.wall import Wall
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _open(room: Room) -> CallUpIntents:
    return room.open().call_up


def _type(room: Room, keys: str) -> None:
    assert room.window is not None
    QTest.keyClicks(room.window.wall_view, keys)


def _press(room: Room, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    assert room.window is not None
    QTest.keyClick(room.window.wall_view, key, modifier)


def _wait_for_sentence(call_up: CallUpIntents, sentence: str) -> None:
    wait_until(lambda: call_up.panel.camera.text() == sentence)


def test_digits_and_enter_put_the_camera_on_the_selected_tile(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    call_up = _open(room)
    room.wall.select(2)

    _type(room, "1204")
    wait_until(lambda: call_up.panel.camera.text() == room.entries[3].camera.name)
    assert "tidak aktif" in call_up.panel.place.text()
    assert "petak 3" in call_up.panel.target.text()
    _press(room, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)

    wait_until(lambda: room.wall.cameras == (None, None, "cam-1204", None))
    assert not call_up.panel.isVisible()


def test_enter_before_the_directory_has_answered_counts(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    _open(room)

    _type(room, "2.1201")
    _press(room, Qt.Key.Key_Return)

    wait_until(lambda: room.wall.cameras == (None, "cam-1201", None, None))


def test_screen_and_tile_are_said_before_the_number(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    _open(room)

    _type(room, "1,4,1202")
    _press(room, Qt.Key.Key_Return)

    wait_until(lambda: room.wall.cameras[3] == "cam-1202")


def test_letters_do_nothing_while_a_number_is_typed(make_room: MakeRoom) -> None:
    room = make_room(cameras=3)
    call_up = _open(room)

    _type(room, "12fbmz")
    assert call_up.line == "12"
    _press(room, Qt.Key.Key_Delete)
    _press(room, Qt.Key.Key_Backspace)

    assert call_up.line == "1"
    assert room.flags.begun == []
    assert room.wall.cameras[0] == "cam-1201"


def test_wrong_numbers_say_so_and_change_nothing(make_room: MakeRoom) -> None:
    room = make_room(cameras=3)
    call_up = _open(room)
    before = room.wall.cameras

    for typed, sentence in (
        ("9999", "Tidak ada kamera bernomor 9999."),
        ("7.1201", "Tidak ada petak 7: tata letak ini punya 4 petak."),
        ("2.1.1201", "Layar 2 tidak dibuka oleh konsol ini."),
        ("2.", "Nomor kamera belum diketik."),
    ):
        _type(room, typed)
        _press(room, Qt.Key.Key_Return)
        _wait_for_sentence(call_up, sentence)
        assert room.wall.cameras == before

    # The next digit begins anew.
    _type(room, "1")
    assert call_up.line == "1"


def test_tiles_show_their_numbers_while_typing_and_escape_ends_it(make_room: MakeRoom) -> None:
    room = make_room(cameras=3)
    call_up = _open(room)
    assert room.window is not None
    refresh = room.window.wall_view.refresh

    _type(room, "3.")
    assert (refresh.numbered, refresh.chosen) == (True, 2)
    _press(room, Qt.Key.Key_Escape)

    assert (refresh.numbered, refresh.chosen, call_up.line) == (False, None, "")


def test_half_a_number_is_given_up_after_a_while_and_that_is_said(make_room: MakeRoom) -> None:
    room = make_room(cameras=3)
    call_up = _open(room)
    _type(room, "12")

    room.clock.advance(WAIT_S)
    call_up.tick()

    assert not call_up.panel.isVisible()
    assert room.notices.current is not None
    assert room.notices.current.say() == "Panggilan 12 dibatalkan: Enter tidak ditekan."


def test_leaving_the_wall_ends_it(make_room: MakeRoom) -> None:
    room = make_room(cameras=3)
    call_up = _open(room)
    _type(room, "12")

    _press(room, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    wait_until(lambda: call_up.line == "")


def test_a_hash_is_as_good_as_enter_and_a_star_chooses_the_tile(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    call_up = _open(room)

    _type(room, "3*")
    assert (room.wall.selected, call_up.line) == (2, "")
    _type(room, "1202#")

    wait_until(lambda: room.wall.cameras == (None, None, "cam-1202", None))


def test_a_star_after_a_tile_that_is_not_there_says_so(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    call_up = _open(room)

    _type(room, "9*")

    assert call_up.panel.camera.text() == "Tidak ada petak 9: tata letak ini punya 4 petak."
    assert room.wall.selected == 0


def test_a_screen_without_a_tile_means_the_one_chosen_there_and_a_star_goes_there(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    _open(room)
    beside = WallWindow(room.stage, room.services, Wall(room.wall.layout, name="2"), 2)
    beside.show()
    other = room.services.walls.by_number[2]
    assert room.window is not None

    _type(room, "2.3*")
    wait_until(beside.isActiveWindow)
    assert (other.selected, beside.wall_view.hasFocus()) == (2, True)
    QTest.keyClicks(beside.wall_view, "1.*")
    wait_until(room.window.isActiveWindow)
    _type(room, "2..1201#")

    wait_until(lambda: other.cameras == (None, None, "cam-1201", None))
    beside.close()
    beside.deleteLater()
