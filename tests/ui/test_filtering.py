"""The lists show the cameras that were chosen, say so, and show all again at one press."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from console.domain.condition import Condition
from console.ui.panels.filter_bar import most_offered
from console.ui.panels.find_panel import FindPanel
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_TOOLTIP = Qt.ItemDataRole.ToolTipRole


def _panel(room: Room) -> FindPanel:
    panel = room.open().find_panel
    wait_until(panel.tree_model.rowCount)
    return panel


@pytest.fixture(autouse=True)
def menus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Menus are made and not shown."""
    monkeypatch.setattr(QMenu, "popup", lambda _menu, _point: None)


def _choose(panel: FindPanel, words: str) -> None:
    if panel.filter_bar.menu is None:
        panel.filter_bar.button.click()
        wait_until(lambda: panel.filter_bar.menu)
    assert panel.filter_bar.menu is not None
    next(action for action in panel.filter_bar.menu.actions() if action.text().startswith(words)).trigger()


def test_choosing_leaves_such_cameras_in_the_tree_and_counts_them_alone(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)

    _choose(panel, "tidak aktif")

    wait_until(lambda: panel.tree_model.index(0, 0).data(_TOOLTIP) == "Kota Semarang: 1 kamera, 1 tidak aktif")
    city = panel.tree_model.index(0, 0)
    panel.tree.setExpanded(city, True)
    wait_until(lambda: panel.tree_model.rowCount(city) == 1)
    assert panel.filter_bar.button.text() == "Saring (1)"
    assert panel.filter_bar.told.text() == "Hanya: tidak aktif"


def test_one_press_shows_everything_again(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)
    _choose(panel, "tidak aktif")
    _choose(panel, "lingkungan")
    assert panel.filter_bar.chosen.count == 2

    panel.filter_bar.clear_button.click()

    wait_until(lambda: "10.758" in str(panel.tree_model.index(0, 0).data(_TOOLTIP)))
    assert not panel.filter_bar.told.isVisible()


def test_results_are_of_such_cameras_only_and_the_filter_stays(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)
    _choose(panel, "aktif")

    QTest.keyClicks(panel.field, "krapyak")
    wait_until(lambda: len(panel.results_model.entries) == 7)
    panel.field.clear()
    QTest.keyClicks(panel.field, "kamling")

    wait_until(lambda: panel.message == "Tidak ada kamera yang cocok dengan “kamling” dan saringan.")
    panel.empty_page.all_button.click()
    wait_until(lambda: len(panel.results_model.entries) == 1)


def test_a_camera_that_turns_stale_here_comes_into_the_filtered_tree(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    room.reader(0).show(bytes(4), 1, 1)
    panel = _panel(room)
    _choose(panel, "basi")
    wait_until(lambda: panel.message == "Tidak ada kamera yang cocok dengan saringan.")

    room.clock.advance(60)

    wait_until(lambda: panel.tree_model.index(0, 0).data(_TOOLTIP) == "Kota Semarang: 1 kamera, 1 tanpa gambar segar")


def test_working_cameras_come_first_as_they_are_seen_here(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    room.reader(0).show(bytes(4), 1, 1)
    panel = _panel(room)
    room.clock.advance(60)
    seen = room.window.seen_tiles.seen if room.window else None
    assert seen is not None
    wait_until(lambda: seen.condition(room.entries[0]) is Condition.STALE)

    QTest.keyClicks(panel.field, "krapyak")
    wait_until(lambda: len(panel.results_model.entries) == 8)

    numbers = [entry.camera.number for entry in panel.results_model.entries]
    assert numbers[-2:] == [1201, 1204]


def test_a_camera_of_a_kind_that_the_city_added_is_called_as_the_city_calls_it(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    first = room.directory.entries[0]
    room.directory.entries = [replace(first, camera=replace(first.camera, kind="drone", owner=""))]
    panel = _panel(room)

    _choose(panel, "drone  (1)")
    _choose(panel, "tanpa keterangan")

    assert panel.filter_bar.told.text() == "Hanya: drone · tanpa keterangan"


def test_a_chosen_owner_stays_in_the_menu_however_few_cameras_it_has() -> None:
    owners = [(f"RT {number}", 100 - number) for number in range(30)]

    offered = dict(most_offered(owners, frozenset({"RT 29", "gone"})))

    assert len(offered) == 22
    assert (offered["RT 29"], offered["gone"]) == (71, 0)
