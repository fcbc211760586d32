"""Layouts and steps at the window: undo and redo, one tile's cameras, the lock, saved and handed-over layouts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from console.domain.layout import layout_by_name
from console.ui.dialogs.layout_name import LayoutNameDialog
from console.ui.notices import Severity
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def _press(room: Room, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    assert room.window is not None
    QTest.keyClick(room.window.wall_view, key, modifiers)


def _notice(room: Room) -> str:
    assert room.notices.current is not None
    return room.notices.current.say()


def _do_what_the_notice_offers(room: Room) -> None:
    notice = room.notices.current
    assert notice is not None
    assert notice.action is not None
    notice.action.do()


def test_every_change_of_the_wall_is_undone_and_redone_by_keys(make_room: MakeRoom) -> None:
    room = make_room(cameras=3)
    room.open()
    room.wall.set_layout(layout_by_name("3x3"))
    room.wall.remove(0)

    _press(room, Qt.Key.Key_Z, CTRL)
    _press(room, Qt.Key.Key_Z, CTRL)
    undone = room.wall.layout.name, room.wall.cameras[0]
    _press(room, Qt.Key.Key_Z, CTRL)
    nothing_more = _notice(room)
    _press(room, Qt.Key.Key_Z, CTRL | SHIFT)
    _press(room, Qt.Key.Key_Y, CTRL)

    assert undone == ("2x2", room.camera(0))
    assert nothing_more == room.translator.text("steps-nothing-to-undo")
    assert (room.wall.layout.name, room.wall.cameras[0]) == ("3x3", None)


def test_a_tile_goes_back_and_forward_through_its_cameras(make_room: MakeRoom) -> None:
    room = make_room(cameras=2)
    room.open()
    room.wall.put(room.camera(5), 0)

    _press(room, Qt.Key.Key_Left, ALT)
    back = room.wall.cameras[0]
    _press(room, Qt.Key.Key_Left, ALT)
    said = _notice(room)
    _press(room, Qt.Key.Key_Right, ALT)

    assert (back, room.wall.cameras[0]) == (room.camera(0), room.camera(5))
    assert said == room.translator.text("steps-no-earlier")


def test_a_locked_layout_keeps_its_tiles_and_the_notice_unlocks_it(make_room: MakeRoom) -> None:
    room = make_room(cameras=2)
    room.open()

    _press(room, Qt.Key.Key_L, CTRL | SHIFT)
    _press(room, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    kept, said = room.wall.cameras[0], _notice(room)
    _do_what_the_notice_offers(room)
    _press(room, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)

    assert (kept, said) == (room.camera(0), room.translator.text("lock-refused"))
    assert room.wall.cameras[0] is None


def test_a_saved_layout_comes_back_with_its_cameras_and_can_be_undone(make_room: MakeRoom) -> None:
    room = make_room(cameras=3)
    window = room.open()
    saved = room.wall.cameras
    _press(room, Qt.Key.Key_S, CTRL)
    dialog = window.findChild(LayoutNameDialog)
    assert dialog is not None
    dialog.name.setText("Malam & hujan")
    dialog.save()
    room.wall.set_layout(layout_by_name("1x1"))
    room.wall.remove(0)

    window.layouts.show("Malam & hujan")
    shown = room.wall.cameras, room.wall.layout.name
    _do_what_the_notice_offers(room)

    assert shown == (saved, "Malam & hujan")
    assert (room.wall.layout.name, room.wall.cameras) == ("1x1", (None,))


def test_the_menu_lists_saved_layouts_and_a_deleted_one_comes_back(
    make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    menus: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: menus.append(menu))
    room = make_room(cameras=1)
    window = room.open()
    window.layouts.save("Pagi")

    _press(room, Qt.Key.Key_G, CTRL)
    entries = [action.text() for action in menus[0].actions()]
    menus[0].deleteLater()
    window.layouts.delete("Pagi")
    deleted = dict(room.services.layouts.by_name)
    _do_what_the_notice_offers(room)

    assert entries[0] == "Pagi"
    assert deleted == {}
    assert list(room.services.layouts.by_name) == ["Pagi"]


def test_a_name_that_is_taken_is_said_and_an_empty_one_is_not_saved(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    window = room.open()
    window.layouts.save("Pagi")
    window.layouts.ask_name()
    dialog = window.findChild(LayoutNameDialog)
    assert dialog is not None

    dialog.name.setText("Pagi")
    warned = dialog.warning.text()
    dialog.name.setText("  ")
    dialog.save()

    assert "Pagi" in warned
    assert not dialog.save_button.isEnabled()
    assert list(room.services.layouts.by_name) == ["Pagi"]


def test_a_colleague_gets_the_layout_as_text(make_room: MakeRoom) -> None:
    room, colleague = make_room(cameras=3), make_room(cameras=0)
    room.open()
    _press(room, Qt.Key.Key_C, CTRL | SHIFT)
    assert room.window is not None
    room.window.hide()
    colleague.open()

    _press(colleague, Qt.Key.Key_V, CTRL | SHIFT)

    wait_until(lambda: colleague.wall.cameras == room.wall.cameras)
    _do_what_the_notice_offers(colleague)
    assert colleague.wall.cameras == (None,) * 4


@pytest.mark.parametrize(
    ("text", "code"), [("halo", "layout-no-text"), ("RONDA-LAYOUT:1:abc:0000", "layout-text-damaged")]
)
def test_garbage_in_the_clipboard_is_refused_with_a_sentence(make_room: MakeRoom, text: str, code: str) -> None:
    room = make_room(cameras=1)
    room.open()
    before = room.wall.state
    QGuiApplication.clipboard().setText(text)

    _press(room, Qt.Key.Key_V, CTRL | SHIFT)

    assert _notice(room).startswith(room.translator.text(f"error-{code}"))
    assert room.wall.state == before


def test_a_layout_of_ones_own_has_no_button_on_and_a_lock_is_seen(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    window = room.open()
    buttons = window.top_bar._layout_buttons
    unlocked = window.top_bar._menu_button.icon().pixmap(32).toImage()

    room.wall.set_layout(replace(layout_by_name("2x2"), name="Pagi", spacing=3))
    own = [name for name, button in buttons.items() if button.isChecked()]
    room.wall.set_layout(layout_by_name("3x3"))
    room.wall.lock(True)

    assert own == []
    assert [name for name, button in buttons.items() if button.isChecked()] == ["3x3"]
    assert window.top_bar._menu_button.icon().pixmap(32).toImage() != unlocked


def test_messages_stay_over_the_tiles_of_a_larger_layout(make_room: MakeRoom) -> None:
    room = make_room(layout="1x1", cameras=1)
    window = room.open()
    room.notices.post("test", Severity.INFO, lambda: "halo")

    room.wall.set_layout(layout_by_name("4x4"))

    over = window.wall_view.childAt(window.notice_bar.geometry().center())
    assert over is not None
    assert window.notice_bar in (over, over.parentWidget())
