"""The tree of areas: counts in words, sites with several cameras, and what this console sees itself."""

from __future__ import annotations

import functools
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt

from console.base.errors import KnownError
from console.domain.camera import DirectoryStatus
from console.domain.directory_entry import AreaEntry, DirectoryEntry, SiteEntry
from console.ui.models.area_tree import AreaTreeModel
from console.ui.panels.find_panel import FindPanel
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_TOOLTIP = Qt.ItemDataRole.ToolTipRole


def _panel(room: Room) -> FindPanel:
    panel = room.open().find_panel
    wait_until(lambda: panel.tree_model.rowCount() or not room.directory.areas)
    return panel


def _open_to_the_cameras(model: AreaTreeModel) -> QModelIndex:
    """The innermost area, with its rows read."""
    index = model.index(0, 0)
    while isinstance(model.item(index), AreaEntry):
        here = index
        if model.canFetchMore(here):
            model.fetchMore(here)
        wait_until(functools.partial(model.rowCount, here))
        index = model.index(0, 0, here)
    return here


def _rows(model: AreaTreeModel, parent: QModelIndex) -> list[object]:
    return [model.item(model.index(row, 0, parent)) for row in range(model.rowCount(parent))]


def test_a_row_says_its_counts_in_words(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)

    assert panel.tree_model.index(0, 0).data(_TOOLTIP) == (
        "Kota Semarang: 10.758 kamera, 6.431 aktif, 2.210 tidak aktif, 96 tidak diketahui lagi,"
        " 2.021 belum pernah tersambung"
    )


def test_cameras_of_one_site_are_a_level_of_their_own(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    together = [replace(entry.camera, site_id="site-1") for entry in room.entries[:2]]
    room.directory.entries = [
        *(replace(entry, camera=camera) for entry, camera in zip(room.entries, together, strict=False)),
        *room.entries[2:],
    ]
    model = _panel(room).tree_model
    area = _open_to_the_cameras(model)

    site = model.index(0, 0, area)
    assert isinstance(model.item(site), SiteEntry)
    assert model.rowCount(area) == 7
    model.fetchMore(site)
    assert [entry.camera.number for entry in _rows(model, site) if isinstance(entry, DirectoryEntry)] == [1201, 1202]


def test_the_selected_camera_stays_selected_when_the_order_changes(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    panel = _panel(room)
    model = panel.tree_model
    area = _open_to_the_cameras(model)
    panel.tree.setCurrentIndex(model.index(0, 0, area))

    first = replace(room.entries[0], status=DirectoryStatus.OFFLINE)
    room.directory.entries = [*room.entries[1:], first]
    room.directory.changed.emit(None)

    wait_until(lambda: model.item(panel.tree.currentIndex()) == first)
    assert panel.tree.currentIndex().row() == 7


def test_what_a_tile_shows_is_counted_rather_than_what_the_centre_believes(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    room.reader(0).show(bytes(4), 1, 1)
    panel = _panel(room)

    # An old picture of a camera that the centre believes to be working.
    room.clock.advance(60)

    wait_until(lambda: "1 tanpa gambar segar" in str(panel.tree_model.index(0, 0).data(_TOOLTIP)))
    assert "6.430 aktif" in str(panel.tree_model.index(0, 0).data(_TOOLTIP))


def test_the_panel_says_that_the_tree_is_being_read(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    room.directory.wait.clear()
    panel = room.open().find_panel

    assert panel.message == "Membaca daftar wilayah …"
    room.directory.wait.set()
    wait_until(panel.tree.isVisible)


def test_the_panel_says_why_the_tree_could_not_be_read_and_shows_it_later(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    room.directory.failure = KnownError("store.busy", path="directory.sqlite")
    panel = room.open().find_panel
    wait_until(lambda: "Penyimpanan sedang dipakai" in panel.message)

    room.directory.failure = None
    panel.empty_page.retry_button.click()

    wait_until(panel.tree.isVisible)
