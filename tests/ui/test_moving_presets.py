"""Presets of a camera that is moved: called up by digit and menu, saved and deleted by who may."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from console.base.errors import KnownError
from console.domain.roles import Role
from console.ui.dialogs.preset import PresetDialog
from tests.helpers.moving_room import open_movable, said, steering
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


@pytest.fixture
def room(make_room: MakeRoom) -> Room:
    made = make_room()
    open_movable(made)
    return made


def test_presets_are_called_up_by_digit_and_home(room: Room) -> None:
    window = steering(room)
    QTest.keyClick(window.wall_view, Qt.Key.Key_2)
    QTest.keyClick(window.wall_view, Qt.Key.Key_Home)
    wait_until(lambda: room.moving.asked == [("go", room.camera(0), "7"), ("go", room.camera(0), "1")])
    QTest.keyClick(window.wall_view, Qt.Key.Key_5)
    assert "tidak punya posisi nomor 5" in said(room)
    # No digit began the number of a camera meanwhile.
    assert window.call_up.panel.isHidden()


def _entries(menu: QMenu) -> dict[str, QMenu | None]:
    return {action.text(): action.menu() for action in menu.actions() if action.text()}  # type: ignore[misc]  # a QMenu


def test_a_supervisor_saves_and_deletes_presets_in_the_menu(
    make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_room(role=Role.SUPERVISOR)
    open_movable(made)
    window = steering(made)
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
    window = steering(room)
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: opened.append(menu))
    window.wall_view.menu_asked.emit(QPoint())
    menu = _entries(opened[0])["Posisi tersimpan"]
    assert menu is not None
    assert list(_entries(menu)) == ["1   Gerbang", "2   Parkir && taman"]


def test_what_a_preset_fails_with_is_said(room: Room) -> None:
    window = steering(room)
    room.moving.fails_with = KnownError("ptz.locked", holder="Budi", status=409)
    QTest.keyClick(window.wall_view, Qt.Key.Key_1)
    wait_until(lambda: "Budi sedang menggerakkan kamera ini" in said(room))
