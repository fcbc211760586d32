"""Walls set up in the console: what is wrong stands beside its field, a secret is shown once, and a name is typed to delete."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTableWidgetItem

from console.base.errors import KnownError
from console.domain.roles import Role
from console.ui.dialogs.ask import AskDialog
from console.ui.pages.wall_setup_page import WallSetupPage
from console.ui.pages.walls_page import WallsPage
from console.wire.walls import ScreenSetup, WallBody
from tests.helpers.fake_steering import sample_wall
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

D = TypeVar("D", bound=QDialog)
VILLAGE = "33.74.02.1001"


@pytest.fixture
def opened(make_room: MakeRoom) -> tuple[Room, WallSetupPage]:
    room = make_room(role=Role.SUPERVISOR)
    room.steering.walls = [sample_wall(room.camera(0))]
    page = WallSetupPage(room.open(), room.stage, room.services)
    page.show()
    wait_until(lambda: page.list.count() == 2, what="the walls")
    return room, page


def _dialog(kind: type[D]) -> D:
    found = wait_until(lambda: isinstance(QApplication.activeModalWidget(), kind) and QApplication.activeModalWidget())
    assert isinstance(found, kind)
    return found


def _new(page: WallSetupPage) -> None:
    page.list.setCurrentRow(1)
    assert page.form.name.isEnabled()


def _title(page: WallSetupPage, row: int, title: str) -> None:
    while page.form.screens.rowCount() <= row:
        page.form.more_button.click()
    page.form.screens.setItem(row, 0, QTableWidgetItem(title))


def _said(room: Room) -> tuple[object, ...]:
    wait_until(lambda: room.steering.said, what="an act at the centre")
    return room.steering.said[-1]


def test_a_new_wall_is_made_of_what_is_typed_its_area_found_by_name(opened: tuple[Room, WallSetupPage]) -> None:
    room, page = opened
    _new(page)
    page.form.name.setText("pos-jaga")
    page.form.title.setText("Pos jaga")
    page.form.area.setText("krapyak")
    wait_until(lambda: VILLAGE in page.form.place.text(), what="the area")
    page.form.more_button.click()
    _title(page, 0, "Kiri")
    _title(page, 1, "Kanan")
    is_open = page.form.screens.item(1, 1)
    assert is_open is not None
    is_open.setCheckState(Qt.CheckState.Checked)
    page.save_button.click()
    screens = (ScreenSetup(title="Kiri"), ScreenSetup(title="Kanan", open_to_operators=True))
    body = WallBody(title="Pos jaga", area_code=VILLAGE, screens=screens)
    assert _said(room) == ("set up", "pos-jaga", body)


@pytest.mark.parametrize(
    ("spoil", "field", "words"),
    [
        (lambda page: page.form.name.setText("Pos Jaga"), "name", "huruf kecil"),
        (lambda page: page.form.name.setText("utama"), "name", "Sudah ada dinding"),
        (lambda page: page.form.title.setText("  "), "title", "perlu judul"),
        (lambda page: page.form.area.setText("Atlantis"), "area", "tidak dikenal"),
        (lambda page: page.form.screens.setRowCount(0), "screens", "1 sampai 32"),
        (lambda page: page.form.screens.setRowCount(33), "screens", "1 sampai 32"),
        (lambda page: _title(page, 0, " "), "screens", "perlu nama"),
        (lambda page: _title(page, 1, "1"), "screens", "bernama sama"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_sent(
    opened: tuple[Room, WallSetupPage], spoil: Callable[[WallSetupPage], object], field: str, words: str
) -> None:
    room, page = opened
    _new(page)
    page.form.name.setText("pos-jaga")
    page.form.title.setText("Pos jaga")
    page.form.area.setText(VILLAGE)
    wait_until(lambda: VILLAGE in page.form.place.text(), what="the area")
    spoil(page)
    if field == "area":
        wait_until(lambda: not page.form.place.text(), what="no area")
    page.save_button.click()
    assert words in page.form.faults[field].text()
    assert [name for name, label in page.form.faults.items() if label.isVisible()] == [field]
    assert room.steering.said == []


def test_an_area_that_is_not_looked_up_yet_is_not_taken_for_the_one_before(
    opened: tuple[Room, WallSetupPage],
) -> None:
    _room, page = opened
    wait_until(page.form.place.text, what="the area of the wall")
    page.form.area.setText("33.74.02")
    assert page.form.problems() == {"area": "wall-form-no-area"}
    wait_until(lambda: not page.form.problems(), what="the new area")
    assert page.form.body().area_code == "33.74.02"


def test_what_the_centre_refuses_of_a_field_stands_beside_it(opened: tuple[Room, WallSetupPage]) -> None:
    room, page = opened
    wait_until(page.form.place.text, what="the area of the wall")
    page.form.title.setText("Dinding besar")
    room.steering.failure = KnownError("scope.denied")
    page.save_button.click()
    wait_until(page.form.faults["area"].isVisible, what="the refusal")
    assert page.form.title.text() == "Dinding besar", "what was typed stays"


def test_more_screens_than_a_wall_may_have_can_not_be_added(opened: tuple[Room, WallSetupPage]) -> None:
    _room, page = opened
    while page.form.more_button.isEnabled():
        page.form.more_button.click()
    assert page.form.screens.rowCount() == 32
    while page.form.fewer_button.isEnabled():
        page.form.fewer_button.click()
    assert page.form.screens.rowCount() == 1


def test_a_machine_s_secret_is_shown_until_another_wall_is(opened: tuple[Room, WallSetupPage]) -> None:
    room, page = opened
    machines = page.machines
    for name, screens, words in (("Kiri", "", "huruf kecil"), ("utama", "", "nama ini"), ("pos", "1, 9", "1 sampai 3")):
        machines.name.setText(name)
        machines.screens.setText(screens)
        machines.add_button.click()
        assert words in machines.fault.text()
    assert room.steering.said == []
    machines.screens.setText("3, 1")
    machines.add_button.click()
    assert _said(room) == ("add machine", "utama", "pos", (1, 3))
    wait_until(machines.secret.isVisible, what="the secret")
    machines.copy_button.click()
    assert QApplication.clipboard().text() == "rahasia-sekali"
    page.list.setCurrentRow(1)
    assert (machines.secret.isVisible(), machines.secret.text()) == (False, "")
    assert not machines.add_button.isEnabled()


def test_a_machine_goes_after_a_question_and_a_wall_when_its_name_was_typed(
    opened: tuple[Room, WallSetupPage],
) -> None:
    room, page = opened
    page.machines.list.setCurrentRow(1)
    page.machines.remove_button.click()
    _dialog(AskDialog).confirm_button.click()
    assert _said(room) == ("remove machine", "utama", "kanan")
    page.delete_button.click()
    ask = _dialog(AskDialog)
    QTest.keyClicks(ask.line, "utam")
    assert not ask.confirm_button.isEnabled()
    QTest.keyClicks(ask.line, "a")
    ask.confirm_button.click()
    wait_until(lambda: room.steering.said[-1] == ("delete wall", "utama", 2), what="the deletion")
    room.steering.walls = []
    room.steering.changed.emit(None)
    wait_until(lambda: page.list.count() == 1, what="no wall")
    assert not page.delete_button.isEnabled()
    assert page.form.name.isEnabled()


def test_the_page_is_opened_from_the_walls_and_by_supervisors_alone(make_room: MakeRoom) -> None:
    for role in (Role.SUPERVISOR, Role.OPERATOR):
        room = make_room(role=role)
        page = WallsPage(room.open(), room.stage, room.services)
        page.show()
        assert page.setup_button.isVisible() is (role is Role.SUPERVISOR)
