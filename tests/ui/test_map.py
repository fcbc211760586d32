"""The map beside the wall: opened by key, looked around in, and its cameras brought onto the wall."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from console.base.errors import KnownError
from console.citymap.projection import to_world
from console.domain.camera import CameraId
from console.domain.map_camera import MapStatus
from console.domain.whereabouts import Position
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.dialogs.flag import FlagDialog
from console.ui.pages.unplaced_page import UnplacedPage
from console.ui.panels.map_panel import MapPanel
from console.widgets.map.map_view import MapView
from tests.helpers.fake_city import FIRST_LATITUDE, LONGITUDE, STEP_DEG
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _opened(room: Room) -> MapPanel:
    """Shown, read and near enough that every camera is a sign of its own."""
    window = room.open()
    window.actions_of[ActionId.MAP].trigger()
    panel = window.map_intents.panel
    assert panel is not None
    wait_until(lambda: panel.view.city is not None)
    # Laid out with its counts: before that the mouse would be somewhere else on it.
    QApplication.sendPostedEvents()
    panel.view.show_place(to_world(Position(FIRST_LATITUDE - 3 * STEP_DEG, LONGITUDE)))
    panel.view.move_to(panel.view.viewport.zoomed(-1.0, panel.view.width() / 2, panel.view.height() / 2))
    return panel


def _pixel(view: MapView, camera: CameraId) -> QPoint:
    assert view.city is not None
    place = view.city.place_of(camera)
    assert place is not None
    return QPointF(*view.viewport.screen(place)).toPoint()


def _click(view: MapView, camera: CameraId) -> None:
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, _pixel(view, camera))


def _drag(view: MapView, corners: list[QPoint], modifier: Qt.KeyboardModifier) -> None:
    left, mouse = Qt.MouseButton.LeftButton, QTest
    mouse.mousePress(view, left, modifier, corners[0])
    for corner in corners[1:]:
        mouse.mouseMove(view, corner)
    mouse.mouseRelease(view, left, modifier, corners[-1])


def test_the_key_opens_the_map_beside_the_wall_and_closes_it_again(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    room.city.wait.clear()
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    panel = window.map_intents.panel
    assert panel is not None
    assert panel.isVisible()
    assert window.wall_view.isVisible()
    assert panel.answer.words == "Membaca peta dari direktori di komputer ini …"
    room.city.wait.set()
    wait_until(lambda: not panel.answer.words)
    wait_until(lambda: panel.view.is_complete)
    panel.view.setFocus()
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert not panel.isVisible()
    assert window.wall_view.hasFocus()


def test_a_city_without_places_says_so_and_a_broken_directory_can_be_asked_again(make_room: MakeRoom) -> None:
    room = make_room(language=Language.ENGLISH)
    room.city.rows = []
    window = room.open()
    window.actions_of[ActionId.MAP].trigger()
    panel = window.map_intents.panel
    assert panel is not None
    wait_until(lambda: panel.answer.words.startswith("No camera's place is known yet."))
    room.city.failure = KnownError("store.corrupt", path="directory.db")
    window.map_intents.city_book.read()
    wait_until(panel.answer.again_button.isVisible)
    room.city.failure = None
    room.city.rows = make_room().city.rows
    panel.answer.again_button.click()
    wait_until(lambda: not panel.answer.words)


def test_a_click_puts_the_camera_onto_the_selected_tile_and_one_that_is_shown_is_selected(make_room: MakeRoom) -> None:
    room = make_room()
    view = _opened(room).view
    room.wall.select(1)
    _click(view, room.camera(0))
    assert room.wall.selected == 0
    room.wall.select(1)
    _click(view, room.camera(4))
    assert room.wall.cameras == (room.camera(0), room.camera(4), room.camera(2), None)


def test_keys_look_around_and_enter_takes_what_is_under_the_cross(make_room: MakeRoom) -> None:
    room = make_room()
    view = _opened(room).view
    assert view.city is not None
    view.setFocus()
    before = view.viewport
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert (view.viewport.x, view.viewport.y) == pytest.approx((before.x, before.y))
    place = view.city.place_of(room.camera(5))
    assert place is not None
    view.show_place(place)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.viewport.zoom == 17.5
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert room.wall.selected_camera == room.camera(5)
    QTest.keyClick(view, Qt.Key.Key_Z)
    assert view.viewport == view.city.whole(view.viewport)


def test_the_wheel_zooms_about_the_mouse_and_a_drag_moves_the_map(make_room: MakeRoom) -> None:
    view = _opened(make_room()).view
    at = QPointF(40, 60)
    there = view.viewport.world(at.x(), at.y())
    none, plain = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(at, QPointF(view.mapToGlobal(at)), QPoint(), QPoint(0, 120), none, plain, phase, False)
    zoom = view.viewport.zoom
    QApplication.sendEvent(view, wheel)
    assert view.viewport.zoom == zoom + 0.5
    assert view.viewport.screen(there) == pytest.approx((40, 60), abs=0.01)
    _drag(view, [QPoint(50, 50), QPoint(80, 90), QPoint(110, 130)], Qt.KeyboardModifier.NoModifier)
    assert view.viewport.screen(there) == pytest.approx((100, 140), abs=0.01)


def test_what_is_under_the_mouse_is_told_with_its_distance(make_room: MakeRoom) -> None:
    room = make_room()
    panel = _opened(room)
    room.wall.select(0)
    QTest.mouseMove(panel.view, _pixel(panel.view, room.camera(1)))
    wait_until(lambda: len(panel.view.hand.words) == 4)
    name, place, status, distance = panel.view.hand.words
    assert name == "1202 · Gang Melati RT 2 RW 2 Krapyak"
    assert place == "RT 3, RW 2, Krapyak, Semarang Barat"
    assert status == "Berfungsi · lokasi kira-kira"
    assert distance == "222 m dari kamera di petak terpilih"


def test_a_cluster_says_how_its_cameras_are_and_a_click_looks_nearer(make_room: MakeRoom) -> None:
    room = make_room()
    panel = _opened(room)
    view = panel.view
    view.move_to(view.viewport.zoomed(-6.0, view.width() / 2, view.height() / 2))
    assert len(view.at(*_pixel(view, room.camera(1)).toTuple())) == 7
    QTest.mouseMove(view, _pixel(view, room.camera(1)))
    assert list(view.hand.words) == ["7 kamera", "Berfungsi 6 · Mati 1"]
    zoom, tiles = view.viewport.zoom, room.wall.cameras
    _click(view, room.camera(1))
    assert view.viewport.zoom > zoom
    assert room.wall.cameras == tiles


def test_cameras_at_one_place_are_listed(make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    room = make_room()
    for index in (4, 5):
        room.city.rows[index] = room.city.rows[index]._replace(latitude=FIRST_LATITUDE, longitude=LONGITUDE + 0.001)
    view = _opened(room).view
    menus: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: menus.append(menu))
    _click(view, room.camera(4))
    assert len(menus[0].actions()) == 2
    menus[0].actions()[1].trigger()
    assert room.wall.selected_camera in (room.camera(4), room.camera(5))


def test_the_nearest_working_cameras_fill_the_wall_and_are_taken_back(make_room: MakeRoom) -> None:
    room = make_room()
    view = _opened(room).view
    room.wall.select(2)
    before = room.wall.cameras
    # A little to the north of it, so that its northern neighbour is nearer than its southern one.
    QTest.mouseMove(view, _pixel(view, room.camera(5)) - QPoint(0, 8))
    QTest.keyClick(view, Qt.Key.Key_N)
    # The fourth camera, of index 3, is off; the last one, of index 7, is nowhere.
    assert room.wall.cameras == tuple(room.camera(index) for index in (5, 4, 6, 2))
    notice = room.notices.current
    assert notice is not None
    assert notice.say() == "4 kamera terdekat yang berfungsi kini di dinding, dari yang paling dekat."
    assert notice.action is not None
    notice.action.do()
    assert room.wall.cameras == before
    assert room.notices.current is None


def test_from_the_wall_the_nearest_to_the_selected_camera_without_closed_ones(make_room: MakeRoom) -> None:
    room = make_room()
    room.closures.shut(room.camera(1), "hajatan")
    window = room.open()
    room.wall.select(0)
    QTest.keyClick(window, Qt.Key.Key_N)
    wait_until(lambda: room.wall.cameras == tuple(room.camera(index) for index in (0, 2, 4, 5)))
    assert window.map_intents.panel is None


def test_a_camera_without_a_place_has_no_neighbours_and_is_listed(make_room: MakeRoom) -> None:
    room = make_room(cameras=8, layout="3x3")
    panel = _opened(room)
    room.wall.select(7)
    QTest.keyClick(panel.view, Qt.Key.Key_C)
    notice = room.notices.current
    assert notice is not None
    assert notice.say() == "Lokasi kamera ini tidak diketahui."
    assert panel.unplaced.text() == "1 tanpa lokasi"
    room.wall.remove(7)
    panel.unplaced.click()
    page = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, UnplacedPage))
    wait_until(lambda: page.model.entries)
    page.list.activated.emit(page.model.index(0))
    assert room.wall.cameras[7] == room.camera(7)
    page.reject()


def test_a_line_drawn_round_cameras_puts_them_into_the_free_tiles(make_room: MakeRoom) -> None:
    room = make_room(layout="2x2", cameras=1)
    view = _opened(room).view
    top, bottom = _pixel(view, room.camera(0)), _pixel(view, room.camera(4))
    aside = QPoint(30, 0)
    up, down = QPoint(0, -20), QPoint(0, 20)
    corners = [top - aside + up, top + aside + up, bottom + aside + down, bottom - aside + down]
    _drag(view, corners, Qt.KeyboardModifier.ShiftModifier)
    assert room.wall.cameras == tuple(room.camera(index) for index in (0, 1, 2, 4))
    notice = room.notices.current
    assert notice is not None
    assert notice.say() == "3 kamera dipasang di petak kosong; 1 lagi tidak muat."
    _drag(view, [QPoint(2, 2), QPoint(20, 2), QPoint(20, 20)], Qt.KeyboardModifier.ShiftModifier)
    notice = room.notices.current
    assert notice is not None
    assert notice.say() == "Tidak ada kamera di dalam garis."


def test_a_camera_is_flagged_from_the_map(make_room: MakeRoom) -> None:
    room = make_room()
    view = _opened(room).view
    view.setFocus()
    QTest.mouseMove(view, _pixel(view, room.camera(4)))
    QTest.keyClick(view, Qt.Key.Key_F)
    dialog = wait_until(QApplication.activeModalWidget)
    assert isinstance(dialog, FlagDialog)
    assert room.wall.cameras[3] == room.camera(4)
    dialog.reject()


def test_the_map_follows_the_directory_while_it_is_shown(make_room: MakeRoom) -> None:
    room = make_room()
    panel = _opened(room)
    room.city.rows = [row._replace(status=MapStatus.NEVER) for row in room.city.rows]
    room.directory.changed.emit(None)
    wait_until(lambda: panel.view.city is not None and panel.view.city.counts()[MapStatus.NEVER] == 7)
    reads = room.city.reads
    panel.hide()
    room.directory.changed.emit(None)
    QApplication.processEvents()
    assert room.city.reads == reads


def test_cameras_on_the_wall_are_marked(make_room: MakeRoom) -> None:
    room = make_room()
    panel = _opened(room)
    assert panel.view.city is not None
    assert panel.view.marks.shown == tuple(panel.view.city.place_of(room.camera(index)) for index in range(3))
    room.wall.select(1)
    assert panel.view.marks.selected == (panel.view.city.place_of(room.camera(1)),)
    panel.set_flagged([room.camera(6)])
    assert panel.view.marks.flagged == (panel.view.city.place_of(room.camera(6)),)


class _Base:
    """Red squares, until ``failure``."""

    attribution, most_zoom = '<a href="https://example.org">Orang lain</a>', 10

    def __init__(self) -> None:
        self.failure: KnownError | None = None
        self.asked: list[tuple[int, int, int]] = []

    def picture(self, zoom: int, column: int, row: int) -> bytes | None:
        self.asked.append((zoom, column, row))
        if self.failure:
            raise self.failure
        image = QImage(256, 256, QImage.Format.Format_RGB32)
        image.fill(QColor("red"))
        data = QByteArray()
        buffer = QBuffer(data)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # a device, says Qt's manual
        return bytes(data.data())

    def close(self) -> None:
        self.asked.append((-1, -1, -1))


def test_a_base_map_lies_under_the_cameras_and_says_whose_it_is(make_room: MakeRoom) -> None:
    room, base = make_room(), _Base()
    room.services = replace(room.services, base_map=lambda: base)
    panel = _opened(room)
    wait_until(lambda: panel.base_line.text() == "Peta dasar: Orang lain")
    wait_until(lambda: base.asked and panel.view.is_complete)
    assert {zoom for zoom, _column, _row in base.asked} == {10}
    assert panel.view.grab().toImage().pixelColor(2, panel.view.height() // 2) == QColor("red")


def test_a_broken_base_map_is_told_once_and_the_map_works_without(make_room: MakeRoom) -> None:
    room, base = make_room(), _Base()
    base.failure = KnownError("map.file_broken", path="kota.mbtiles")
    room.services = replace(room.services, base_map=lambda: base)
    panel = _opened(room)
    wait_until(lambda: panel.base_line.text().startswith("Berkas peta dasar kota.mbtiles rusak"))
    wait_until(lambda: panel.view.is_complete)
    assert len(base.asked) == 1
    _click(panel.view, room.camera(4))
    assert room.camera(4) in room.wall.cameras
