"""Presets on the page of walls: what they change is told first, and they go at once, or one screen after the other."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from console.base.errors import KnownError
from console.domain.roles import Role
from console.ui.actions.table import ActionId
from console.ui.dialogs.ask import AskDialog
from console.ui.dialogs.wall_preset import WallPresetDialog
from console.ui.pages.walls_page import WallsPage
from console.wire.walls import PresetApply, PresetScreen
from tests.helpers.fake_steering import sample_wall
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

D = TypeVar("D", bound=QDialog)


def _page(room: Room) -> WallsPage:
    wall = sample_wall(room.camera(0), room.camera(1))
    room.steering.walls, room.steering.names = [wall], ["Malam"]
    first, second, _third = wall.screens
    fuller = first.layout.model_copy(update={"cameras": (room.camera(0), room.camera(2), None, None)})
    room.steering.preset_screens = (
        PresetScreen(number=1, layout=fuller, message=""),
        PresetScreen(number=2, layout=second.layout, message=second.message),
        PresetScreen(number=3, layout=first.layout, message="tutup"),
    )
    window = room.open()
    window.actions_of[ActionId.WALLS].trigger()
    page = window.page_intents.page(ActionId.WALLS)
    assert isinstance(page, WallsPage)
    wait_until(lambda: page.chosen() and page.controls.preset.count(), what="a wall with a preset")
    page.controls.preset.setEditText("Malam")
    return page


def _dialog(kind: type[D]) -> D:
    found = wait_until(lambda: isinstance(QApplication.activeModalWidget(), kind) and QApplication.activeModalWidget())
    assert isinstance(found, kind)
    return found


@pytest.fixture
def opened(make_room: MakeRoom) -> tuple[Room, WallsPage, WallPresetDialog]:
    room = make_room(role=Role.SUPERVISOR)
    page = _page(room)
    wait_until(lambda: page.book.entry(room.camera(2)), what="names of cameras")
    page.controls.buttons["walls-preset-look"].click()
    return room, page, _dialog(WallPresetDialog)


def test_what_changes_is_told_by_screen_and_what_is_somebody_elses_can_not_be_ticked(
    opened: tuple[Room, WallsPage, WallPresetDialog],
) -> None:
    room, _page_shown, dialog = opened
    words = [dialog.list.item(row).text() for row in range(3)]
    assert f"masuk: {room.entries[2].camera.number}" in words[0]
    assert f"keluar: {room.entries[1].camera.number}" in words[0]
    assert "pesan dihapus" in words[0]
    assert words[1].endswith("tidak berubah")
    assert words[2].endswith("tidak dapat Anda kirimi sekarang")
    assert dialog.screens() == (1,)
    assert not dialog.list.item(2).flags() & Qt.ItemFlag.ItemIsEnabled
    dialog.reject()


def test_it_goes_to_the_screens_that_are_ticked_at_once(opened: tuple[Room, WallsPage, WallPresetDialog]) -> None:
    room, _page_shown, dialog = opened
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.call_button.click()
    wait_until(lambda: room.steering.said, what="a command")
    assert room.steering.said == [("send", "utama", PresetApply(preset="Malam", screens=(1, 2)))]


def test_one_after_the_other_can_be_stopped_and_ends_by_itself_when_one_is_refused(
    opened: tuple[Room, WallsPage, WallPresetDialog],
) -> None:
    room, page, dialog = opened
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.way.setCurrentIndex(1)
    dialog.call_button.click()
    wait_until(lambda: "layar ke-1 dari 2" in page.status.text(), what="the first screen")
    assert room.steering.said == [("send", "utama", PresetApply(preset="Malam", screens=(1,)))]
    buttons = page.controls.buttons
    wait_until(buttons["walls-preset-stop"].isVisible, what="the way to stop it")
    buttons["walls-preset-stop"].click()
    wait_until(lambda: not buttons["walls-preset-stop"].isVisible(), what="its end")
    assert "1 dari 2" in page.status.text()
    room.steering.failure = KnownError("wall.claimed", screen="1", holder="Ratna")
    page.presets._call("utama", "Malam", (1, 2), 60)
    wait_until(lambda: "Ratna" in page.status.text(), what="the refusal")
    assert not page.presets.in_round, "the rest is not sent"


def test_a_preset_is_renamed_and_deleted_only_after_a_question(
    opened: tuple[Room, WallsPage, WallPresetDialog],
) -> None:
    room, page, dialog = opened
    dialog.rename_button.click()
    ask = _dialog(AskDialog)
    ask.line.clear()
    assert not ask.confirm_button.isEnabled()
    QTest.keyClicks(ask.line, "Petang")
    ask.confirm_button.click()
    wait_until(lambda: room.steering.said == [("rename", "utama", "Malam", "Petang")], what="another name")
    page.controls.preset.setEditText("Petang")
    page.controls.buttons["walls-preset-delete"].click()
    ask = _dialog(AskDialog)
    assert len(room.steering.said) == 1
    ask.confirm_button.click()
    wait_until(lambda: room.steering.said[-1] == ("delete", "utama", "Petang"), what="the deletion")


def test_operators_look_and_call_but_neither_rename_nor_delete(make_room: MakeRoom) -> None:
    page = _page(make_room(role=Role.OPERATOR))
    page.controls.buttons["walls-preset-look"].click()
    dialog = _dialog(WallPresetDialog)
    assert not dialog.rename_button.isVisible()
    assert not dialog.delete_button.isVisible()
    assert not dialog.list.item(1).flags() & Qt.ItemFlag.ItemIsEnabled, "screen 2 is not open to operators"
    dialog.reject()
