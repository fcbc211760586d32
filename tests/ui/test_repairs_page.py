"""Repairs on the console: asked for a tile or a line once, shown with what is overdue, brought further, saved."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from console.base.errors import KnownError
from console.domain.cause import CauseKind
from console.domain.repair_picture import RepairMoment, Withheld
from console.domain.repair_state import RepairAction
from console.domain.roles import Role
from console.ui.actions.table import ActionId
from console.ui.dialogs.reason import ReasonDialog
from console.ui.pages.repairs_page import RepairsPage
from console.ui.panels.place_keys import ChosenPlace
from console.widgets.marks.small_picture import small_jpeg
from console.wire.repair_pictures import RepairPicture
from console.wire.repairs import RepairRecord
from console.wire.small_jpeg import unpacked
from tests.helpers.fake_causes import cause
from tests.helpers.fake_repairs import repair
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _opened(room: Room) -> RepairsPage:
    window = room.window or room.open()
    window.actions_of[ActionId.REPAIRS].trigger()
    page = window.cause_intents.repairs.page
    assert page is not None
    return page


def _write(note: str) -> None:
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), ReasonDialog), what="the question for a note")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReasonDialog)
    QTest.keyClicks(dialog.reason, note)
    dialog.confirm()


def test_one_key_asks_for_the_selected_camera_and_a_second_press_shows_it(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    window.actions_of[ActionId.ASK_REPAIR].trigger()
    _write("lensa kotor")
    wait_until(lambda: room.notices.current is not None, what="the word that it was asked for")
    assert room.repairs.asked == [(None, str(room.camera(0)), "lensa kotor")]
    window.actions_of[ActionId.ASK_REPAIR].trigger()
    wait_until(lambda: window.cause_intents.repairs.page is not None, what="the repair that is open")
    assert len(room.repairs.asked) == 1


def test_a_tile_of_a_disturbance_asks_for_all_that_fell_with_it(make_room: MakeRoom) -> None:
    room = make_room()
    line = cause(CauseKind.RECORDER, "NVR-7", [room.camera(0), room.camera(1), room.camera(2)])
    room.causes.tell(line)
    window = room.open()
    window.actions_of[ActionId.ASK_REPAIR].trigger()
    _write("perekam mati")
    wait_until(lambda: room.repairs.asked, what="the repair asked for")
    assert room.repairs.asked == [(line.id, "", "perekam mati")]
    window.actions_of[ActionId.CAUSES].trigger()
    page = window.cause_intents.page
    assert page is not None
    assert page.repair_button.isVisible()
    page.repair_button.click()
    _write("masih mati")
    wait_until(lambda: len(room.repairs.asked) == 2, what="the repair asked for from the page")


def test_those_that_go_on_are_overdue_or_have_ended_are_listed_and_filtered(make_room: MakeRoom) -> None:
    room = make_room()
    room.repairs.going_on = (repair("Pos 0001", age_h=100), repair("Balai 0002", owner="Toko Makmur", receiver="toko"))
    room.repairs.ended = (repair("Lama 0003"),)
    page = _opened(room)
    wait_until(lambda: len(page.model.rows) == 2, what="the repairs")
    assert page.model.texts(0)[1:4] == ["Kamera Pos 0001", "RT 3 Krapyak", "▲ menunggu, terlambat"]
    assert "hubungi langsung" in page.details.about.text()
    assert "Diminta · Bu Ratna: Kamera mati" in page.details.history.toPlainText()
    assert page.count.text() == "2 permintaan, 1 terlambat"
    page.filter.setText("makmur")
    assert [one.owner for one in page.model.rows] == ["Toko Makmur"]
    assert "toko: terkirim" in page.details.about.text()
    page.filter.clear()
    page.shown.setCurrentIndex(1)
    wait_until(lambda: [one.label for one in page.model.rows] == ["Pos 0001"], what="those that are overdue")
    page.shown.setCurrentIndex(2)
    wait_until(lambda: [one.label for one in page.model.rows] == ["Lama 0003"], what="those that have ended")


def test_a_supervisor_says_how_far_it_is_and_an_operator_writes_notes(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    room.repairs.going_on = (repair("Pos 0001"),)
    page = _opened(room)
    wait_until(lambda: page.model.rows, what="the repairs")
    shown = [action for action, button in page.details.buttons.items() if button.isVisible()]
    assert RepairAction.ACCEPT in shown
    assert RepairAction.DELIVER not in shown
    page.details.buttons[RepairAction.ACCEPT].click()
    _write("besok pagi")
    wait_until(lambda: page.model.rows and page.model.texts(0)[3] == "diterima", what="the step")
    assert [(action, note) for _id, action, note in room.repairs.said] == [(RepairAction.ACCEPT, "besok pagi")]


def test_an_operator_has_the_note_alone(make_room: MakeRoom) -> None:
    room = make_room()
    room.repairs.going_on = (repair("Pos 0001"),)
    page = _opened(room)
    wait_until(lambda: page.model.rows, what="the repairs")
    shown = [action for action, button in page.details.buttons.items() if button.isVisible()]
    assert shown == [RepairAction.NOTE]
    assert not page.save_button.isVisible()


def test_a_centre_that_is_away_is_said_and_asked_again(make_room: MakeRoom) -> None:
    room = make_room()
    room.repairs.failure = KnownError("net.unreachable", host="pusat")
    page = _opened(room)
    wait_until(page.answer.again_button.isVisible, what="the error on the page")
    room.repairs.failure = None
    room.repairs.going_on = (repair("Pos 0001"),)
    page.answer.again_button.click()
    wait_until(lambda: page.model.rows, what="the repairs")


def test_the_list_is_saved_as_a_table(make_room: MakeRoom, tmp_path: Path) -> None:
    room = make_room(role=Role.SUPERVISOR)
    room.repairs.going_on = (repair("Pos 0001", age_h=100, owner="=Toko"),)
    page = _opened(room)
    wait_until(lambda: page.model.rows, what="the repairs")
    path = tmp_path / "perbaikan.csv"
    page.save(path)
    wait_until(lambda: page.status.text() == f"Tersimpan: {path}", what="the file")
    (row,) = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    assert (row["owner"], row["overdue"], row["cameras_down"]) == ("'=Toko", "True", "1")


def _list_menu(room: Room, monkeypatch: pytest.MonkeyPatch) -> QMenu:
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: opened.append(menu))
    window = room.open()
    window.find_panel.place_keys.menu_asked.emit(ChosenPlace(room.entries[2], None), QPoint(1, 1))
    return opened[0]


def test_it_is_asked_for_from_the_menu_of_a_list_too(make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    room = make_room()
    menu = _list_menu(room, monkeypatch)
    next(action for action in menu.actions() if action.text() == "Minta perbaikan …").trigger()
    _write("kamera miring")
    wait_until(lambda: room.repairs.asked, what="the repair asked for")
    assert room.repairs.asked == [(None, str(room.camera(2)), "kamera miring")]


def test_who_may_not_ask_is_not_offered_it(make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    menu = _list_menu(make_room(role=Role.VIEWER), monkeypatch)
    assert "Minta perbaikan …" not in [action.text() for action in menu.actions()]


_PIXELS = bytes([0, 0, 255, 255]) * (64 * 36)


def _taken(moment: RepairMoment, *, is_live: bool = True) -> RepairPicture:
    sha256 = moment.value * 8
    return RepairPicture(
        moment=moment, taken_utc=START_UTC, is_live=is_live, sent_by="Bu Ratna", sha256=sha256, size_bytes=9
    )


def _with_pictures(*pictures: RepairPicture, withheld: Withheld | None = None) -> RepairRecord:
    one = repair("Pos 0001")
    camera = one.cameras[0].model_copy(update={"pictures": pictures, "withheld": withheld})
    return one.model_copy(update={"cameras": (camera,)})


@pytest.mark.parametrize(("silent_s", "is_live"), [(0, True), (90, False)])
def test_what_the_tile_shows_goes_along_with_its_age(make_room: MakeRoom, silent_s: int, is_live: bool) -> None:
    room = make_room()
    window = room.open()
    room.reader(0).show(_PIXELS, 64, 36)
    for _ in range(2):
        window.wall_view.refresh.poll()
        window.wall_view.refresh.speak()
        room.clock.advance(silent_s / 2)
    window.wall_view.refresh.speak()
    window.actions_of[ActionId.ASK_REPAIR].trigger()
    _write("buram")
    wait_until(lambda: room.repairs.before, what="the picture before")
    ((_id, camera, body),) = room.repairs.before
    assert (camera, body.is_live, body.age_ms) == (str(room.camera(0)), is_live, silent_s * 1000)
    assert unpacked(body.jpeg).startswith(b"\xff\xd8\xff")


def test_of_a_disturbance_the_cameras_on_tiles_have_their_pictures(make_room: MakeRoom) -> None:
    room = make_room()
    room.causes.tell(cause(CauseKind.RECORDER, "NVR-7", [room.camera(0), room.camera(1), room.camera(2)]))
    room.repairs.fell = [str(room.camera(tile)) for tile in range(2)]
    window = room.open()
    for tile in (1, 2):
        room.reader(tile).show(_PIXELS, 64, 36)
    window.wall_view.refresh.poll()
    window.wall_view.refresh.speak()
    window.actions_of[ActionId.ASK_REPAIR].trigger()
    _write("perekam mati")
    wait_until(lambda: room.notices.current is not None, what="the word that it was asked for")
    # The third one is on a tile, but not in the repair; the first one shows nothing.
    assert [camera for _id, camera, _body in room.repairs.before] == [str(room.camera(1))]


def test_both_pictures_stand_beside_the_history_and_each_is_fetched_once(make_room: MakeRoom) -> None:
    room = make_room()
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    room.repairs.jpeg = small_jpeg(image, 64, 9000)
    room.repairs.going_on = (_with_pictures(_taken(RepairMoment.BEFORE, is_live=False), _taken(RepairMoment.AFTER)),)
    page = _opened(room)
    pictures = page.details.pictures
    wait_until(lambda: not pictures.frames[RepairMoment.AFTER].image.isNull(), what="the picture after")
    wait_until(lambda: not pictures.frames[RepairMoment.BEFORE].image.isNull(), what="the picture before")
    assert pictures.captions[RepairMoment.BEFORE].text().endswith("gambar terakhir sebelum mati")
    read: list[object] = []
    room.repairs.changed.connect(read.append)
    room.repairs.changed.emit(None)
    wait_until(lambda: read, what="the news")
    assert sorted(moment.value for _camera, moment in room.repairs.looked_at) == ["after", "before"]


def test_why_there_is_no_picture_is_said(make_room: MakeRoom) -> None:
    room = make_room()
    room.repairs.going_on = (_with_pictures(withheld=Withheld.SENSITIVE),)
    page = _opened(room)
    wait_until(lambda: page.model.rows, what="the repairs")
    captions = page.details.pictures.captions
    assert captions[RepairMoment.BEFORE].text() == "Sebelum: tidak ada gambar, tempat sensitif"
    page.details.show_repair(repair("Pos 0002"))
    assert captions[RepairMoment.BEFORE].text() == "Sebelum: tidak ada gambar"
    assert captions[RepairMoment.AFTER].text() == "Sesudah: menunggu kamera hidup lagi"


def test_by_owner_whose_most_are_overdue_comes_first_with_counts(make_room: MakeRoom) -> None:
    room = make_room()
    late = repair("Pos 0002", age_h=100, owner="Toko Makmur").model_copy(update={"owner_id": "toko"})
    room.repairs.going_on = (repair("Pos 0001"), late, repair("Pos 0003"))
    page = _opened(room)
    wait_until(lambda: page.model.rows, what="the repairs")
    page.order.setCurrentIndex(1)
    assert [page.model.texts(row)[2] for row in range(3)] == [
        "1 (▲ 1) · Toko Makmur",
        "2 (▲ 0) · RT 3 Krapyak",
        "2 (▲ 0) · RT 3 Krapyak",
    ]


def test_the_camera_of_the_map_is_asked_for_and_several_are_not(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    window.map_intents.acts.repair([room.camera(1), room.camera(2)])
    assert room.notices.current is not None
    window.map_intents.acts.repair([room.camera(1)])
    _write("kamera miring")
    wait_until(lambda: room.repairs.asked, what="the repair asked for")
    assert room.repairs.asked == [(None, str(room.camera(1)), "kamera miring")]
