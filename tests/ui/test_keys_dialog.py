"""The list of keys: found by words, changed by pressing, refused with the reason, shown everywhere at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

import console
from console.domain.roles import Role
from console.i18n.language import Language
from console.ui.actions.table import ACTIONS, ActionId
from console.ui.dialogs.keys import KeysDialog
from console.ui.models.palette_rows import OfferedCommands
from console.ui.windows.main_window import MainWindow
from console.ui.windows.wall_window import WallWindow
from console.wall.wall import Wall
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_ALT, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def room(make_room: MakeRoom) -> Room:
    room = make_room(role=Role.SUPERVISOR)
    room.open()
    return room


def _window(room: Room) -> MainWindow:
    assert room.window is not None
    return room.window


def _dialog(room: Room) -> KeysDialog:
    _window(room).actions_of[ActionId.KEYS].trigger()
    (dialog,) = _window(room).findChildren(KeysDialog)
    wait_until(dialog.isActiveWindow)
    return dialog


def _shown(dialog: KeysDialog) -> dict[str, str]:
    heads = [dialog.tree.topLevelItem(index) for index in range(dialog.tree.topLevelItemCount())]
    lines = [head.child(index) for head in heads if head is not None for index in range(head.childCount())]
    return {line.text(0): line.text(1) for line in lines if line is not None}


def _choose(dialog: KeysDialog, words: str) -> None:
    (item,) = dialog.tree.findItems(words, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    dialog.tree.setCurrentItem(item)


def _press(dialog: KeysDialog, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> str:
    """The sentence that follows."""
    dialog.buttons["keys-change"].click()
    assert dialog.catcher.hasFocus()
    QTest.keyClick(dialog.catcher, key, held)
    return dialog.catcher.text()


def test_lines_are_found_by_words_of_either_language_and_by_key(room: Room) -> None:
    dialog = _dialog(room)
    assert dialog.field.hasFocus()
    assert len(_shown(dialog)) > 100

    dialog.field.setText("lapor polisi")
    assert {"Lapor polisi", "Lapor polisi dari peta"} <= set(_shown(dialog))
    assert "Tandai" not in _shown(dialog)
    dialog.field.setText("flag for police")
    assert list(_shown(dialog)) == ["Lapor polisi"]
    dialog.field.setText("ctrl+shift+a")
    assert list(_shown(dialog)) == ["Jejak audit"]
    dialog.field.setText("tidak ada yang begini")
    assert _shown(dialog) == {}
    assert dialog.catcher.text() == "Tidak ada perintah atau tombol seperti itu."


def test_a_line_is_found_and_changed_by_the_keyboard_alone(room: Room) -> None:
    dialog = _dialog(room)

    QTest.keyClicks(dialog.field, "cerminkan")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    QTest.keyClick(dialog.tree, Qt.Key.Key_Return)
    QTest.keyClick(dialog.catcher, Qt.Key.Key_F7)

    assert room.services.keys.keys(ActionId.MIRROR) == ("F7",)
    assert dialog.tree.hasFocus()


def test_a_new_key_counts_at_once_in_every_window_menu_and_list(room: Room) -> None:
    window = _window(room)
    beside = WallWindow(room.stage, room.services, Wall(room.wall.layout, name="2"), 2)
    dialog = _dialog(room)
    _choose(dialog, room.translator.text("action-rotate"))

    said = _press(dialog, Qt.Key.Key_Y)

    assert said == "Tombol sudah diganti."
    for actions in (window.actions_of, beside.actions_of):
        assert actions[ActionId.ROTATE].shortcut().toString() == "Y"
        assert actions[ActionId.ROTATE].toolTip().endswith("(Y)")
    rows = OfferedCommands(room.translator, window.actions_of).commands("")
    assert [row.detail for row in rows if row.about is ActionId.ROTATE] == ["Y"]
    assert _shown(dialog)[room.translator.text("action-rotate")] == "Y   (biasanya R)"
    dialog.close()
    wait_until(window.isActiveWindow)
    window.wall_view.setFocus()
    QTest.keyClick(window.wall_view, Qt.Key.Key_Y)
    assert window.wall_view.looking.view(room.wall.selected).hanging.quarter_turns == 1
    beside.close()
    beside.deleteLater()


def test_a_taken_key_is_refused_with_the_name_of_the_other_and_exchanged_when_wanted(room: Room) -> None:
    dialog, actions = _dialog(room), _window(room).actions_of
    _choose(dialog, room.translator.text("action-rotate"))

    said = _press(dialog, Qt.Key.Key_H)

    assert said == f"H sudah dipakai untuk “{room.translator.text('action-mirror')}”. Tukar tombol keduanya?"
    assert actions[ActionId.ROTATE].shortcut().toString() == "R"
    dialog.buttons["keys-exchange"].click()
    assert [actions[one].shortcut().toString() for one in (ActionId.ROTATE, ActionId.MIRROR)] == ["H", "R"]

    dialog.buttons["keys-reset"].click()
    assert "R sudah dipakai" in dialog.catcher.text()
    dialog.buttons["keys-reset-all"].click()
    assert [actions[one].shortcut().toString() for one in (ActionId.ROTATE, ActionId.MIRROR)] == ["R", "H"]
    assert not dialog.buttons["keys-reset-all"].isEnabled()


def test_what_cannot_be_had_is_refused_with_the_reason(room: Room) -> None:
    dialog = _dialog(room)
    _choose(dialog, room.translator.text("action-rotate"))

    assert _press(dialog, Qt.Key.Key_5) == "Angka dipakai untuk memanggil kamera."
    assert "berpindah" in _press(dialog, Qt.Key.Key_Tab)
    assert "menempel" in _press(dialog, Qt.Key.Key_V, _CTRL)
    assert "sistem" in _press(dialog, Qt.Key.Key_F4, _ALT)
    assert _press(dialog, Qt.Key.Key_Escape) == ""
    assert dialog.isVisible()
    _choose(dialog, room.translator.text("action-full-tile"))
    dialog.buttons["keys-change"].click()
    assert "tidak bisa diganti" in dialog.catcher.text()
    assert room.services.keys.map.chosen == {}


def test_a_key_is_added_beside_the_others_and_a_layout_has_one_too(room: Room) -> None:
    dialog, actions = _dialog(room), _window(room).actions_of
    _choose(dialog, room.translator.text("action-flag"))
    dialog.buttons["keys-add"].click()
    QTest.keyClick(dialog.catcher, Qt.Key.Key_F9)
    assert [key.toString() for key in actions[ActionId.FLAG].shortcuts()][:2] == ["F", "F9"]

    _choose(dialog, "Tata letak 2x2")
    _press(dialog, Qt.Key.Key_F8, _SHIFT)
    assert actions.layout_keys["2x2"] == "Shift+F8"
    buttons = _window(room).top_bar.findChildren(QToolButton)
    assert "Tata letak 2x2 (Shift+F8)" in [button.toolTip() for button in buttons]


def test_the_list_is_copied_as_text_in_the_language_of_the_room(room: Room) -> None:
    dialog = _dialog(room)
    dialog.field.setText("patroli")

    dialog.buttons["keys-copy"].click()

    text = QGuiApplication.clipboard().text()
    assert re.search(r"^  F   Pengendali 1 +Lapor polisi$", text, re.MULTILINE)
    assert "\nKejadian\n" in "\n" + text


@pytest.mark.parametrize("language", Language)
def test_every_action_is_in_the_palette_and_has_words_in_both_languages(
    make_room: MakeRoom, language: Language
) -> None:
    room = make_room(role=Role.SUPERVISOR, language=language)
    window = room.open()
    windows = {row.id for row in window.actions_of.rows} | {ActionId.CLOSE_WINDOW, ActionId.NEXT_SCREEN}

    assert [row.id for row in ACTIONS if row.id not in windows] == []
    assert [one.value for one in ActionId if not room.translator.has(one.value)] == []
    offered = {row.about for row in OfferedCommands(room.translator, window.actions_of).commands("")}
    allowed = {row.id for row in window.actions_of.rows if window.actions_of.allowed(row.id)}
    assert allowed - offered == {ActionId.PALETTE}


def test_no_part_has_a_shortcut_beside_the_table_but_dialogs_of_their_own() -> None:
    """Those are heard in their own window alone; any other belongs into the table, where it can be found and changed."""
    folder = Path(console.__file__).parent
    found = {
        path.name
        for path in folder.rglob("*.py")
        if re.search(r"QShortcut\(|\.setShortcuts?\(", path.read_text(encoding="utf-8"))
    }

    assert found == {"bound.py", "message_board.py", "priority_buttons.py", "still_marker.py", "wall_controls.py"}
