"""The page of disturbances: lines and their cameras, why they are one, filtered, ended ones, to the wall, saved, told quietly."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.domain.cause import CauseKind
from console.domain.roles import Role
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.pages.causes_page import CausesPage
from console.ui.windows.wall_window import WallWindow
from console.wire.causes import CauseRecord
from tests.helpers.fake_causes import cause
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _two_lines(room: Room) -> tuple[CauseRecord, CauseRecord]:
    lines = (
        cause(CauseKind.RECORDER, "NVR-7", [room.camera(0), room.camera(1), room.camera(2)], [room.camera(3)]),
        cause(CauseKind.CAMERA, "Simpang Lima", [room.camera(5)]),
    )
    room.causes.tell(*lines)
    return lines


def _opened(room: Room) -> CausesPage:
    window = room.window or room.open()
    window.actions_of[ActionId.CAUSES].trigger()
    page = window.cause_intents.page
    assert page is not None
    return page


def _whats(page: CausesPage) -> list[str]:
    return [page.model.texts(row)[0] for row in range(len(page.model.rows))]


def test_lines_say_what_fell_and_the_chosen_one_why_it_is_one_and_which_cameras(make_room: MakeRoom) -> None:
    room = make_room()
    _two_lines(room)
    page = _opened(room)
    assert _whats(page) == ["3 kamera di perekam NVR-7", "Kamera Simpang Lima"]
    assert page.model.texts(0)[1:3] == ["3", "4"]
    assert page.details.title.text() == "3 kamera di perekam NVR-7, sejak 20.54.09 WIB"
    assert "paling sedikit 80 % (3 kamera atau lebih) mati dalam rentang 5 menit" in page.details.why.text()
    wait_until(lambda: page.details.model.texts(0)[0] == "1201", what="the names of its cameras")
    assert [page.details.model.texts(row)[3] for row in range(4)] == ["20.54.09 WIB"] * 3 + ["sudah hidup"]
    page.table.setCurrentIndex(page.model.index(1, 0))
    assert page.details.why.text().startswith("Mati sendiri")


def test_it_follows_the_centre_and_keeps_the_line_that_is_looked_at(make_room: MakeRoom) -> None:
    room = make_room()
    first, second = _two_lines(room)
    page = _opened(room)
    page.table.setCurrentIndex(page.model.index(1, 0))
    room.causes.tell(cause(CauseKind.POWER, "SMG-07", [room.camera(6)]), first, second)
    wait_until(lambda: len(page.model.rows) == 3, what="the news on the page")
    assert page.details.cause == second
    room.causes.tell()
    wait_until(lambda: page.answer.words.startswith("Tidak ada gangguan"), what="the page without lines")
    room.causes.forget()
    wait_until(lambda: page.answer.words.startswith("Pusat belum"), what="the page before any news")


def test_the_filter_leaves_lines_by_kind_and_name(make_room: MakeRoom) -> None:
    room = make_room()
    _two_lines(room)
    page = _opened(room)
    page.choice.filter.setText("nvr PEREKAM")
    assert _whats(page) == ["3 kamera di perekam NVR-7"]
    assert page.choice.count.text() == "1 gangguan, 3 kamera"
    page.choice.filter.setText("tiada")
    assert page.answer.words == "Tidak ada gangguan yang cocok dengan saringan."
    assert not page.wall_button.isEnabled()


def test_those_that_ended_are_asked_and_a_centre_that_is_away_is_said(make_room: MakeRoom) -> None:
    room = make_room()
    room.causes.ended = (cause(CauseKind.RECORDER, "NVR-9", [room.camera(0), room.camera(1)], closed_utc=START_UTC),)
    page = _opened(room)
    page.choice.shown.setCurrentIndex(1)
    wait_until(lambda: page.model.rows, what="the lines that ended")
    assert page.details.title.text() == "2 kamera di perekam NVR-9, 20.54.09 WIB sampai 21.14.09 WIB"
    room.causes.failure = KnownError("net.unreachable", host="pusat")
    page.choice.shown.setCurrentIndex(2)
    wait_until(page.answer.again_button.isVisible, what="the error on the page")
    assert page.model.rows == ()


def test_the_cameras_of_a_line_go_onto_the_wall_and_one_is_found_in_the_lists(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    _two_lines(room)
    page = _opened(room)
    page.wall_button.click()
    assert room.wall.cameras == tuple(room.camera(index) for index in range(4))
    wait_until(lambda: page.details.model.texts(0)[0] == "1201", what="the names of its cameras")
    page.search_button.click()
    assert room.window is not None
    assert room.window.find_panel.field.text() == "1201"
    page.table.setCurrentIndex(page.model.index(1, 0))
    page.details.table.activated.emit(page.details.model.index(0, 0))
    assert room.wall.cameras[0] == room.camera(5)


def test_the_key_opens_it_at_the_line_of_the_selected_camera(make_room: MakeRoom) -> None:
    room = make_room()
    _first, second = _two_lines(room)
    room.wall.put(room.camera(5), 1)
    room.wall.select(1)
    assert _opened(room).details.cause == second


def test_a_tile_of_a_wall_window_says_it_too(make_room: MakeRoom) -> None:
    room = make_room()
    _two_lines(room)
    window = WallWindow(room.stage, room.services, room.wall)
    assert window.tips.words(0).startswith("Bagian dari gangguan: perekam NVR-7")
    window.close()
    window.deleteLater()


def test_a_tile_says_of_which_disturbance_it_is_a_part(make_room: MakeRoom) -> None:
    room = make_room()
    _two_lines(room)
    tips = room.open().cause_intents.tips
    assert tips.words(0) == "Bagian dari gangguan: perekam NVR-7 (3 kamera di perekam NVR-7, sejak 20.54.09 WIB)"
    room.wall.put(room.camera(5), 1)
    assert tips.words(1) == "Kamera ini mati sendiri sejak 20.54.09 WIB"
    room.wall.put(room.camera(3), 1)
    assert tips.words(1) == tips.words(3) == ""


def test_the_status_line_counts_them_quietly_and_leads_there(make_room: MakeRoom) -> None:
    room = make_room(language=Language.ENGLISH)
    window = room.open()
    assert not window.status_line.causes_button.isVisible()
    _two_lines(room)
    wait_until(window.status_line.causes_button.isVisible, what="the count in the status line")
    assert window.status_line.causes_button.text() == "2 disturbances, 4 cameras"
    assert room.notices.current is None, "no message comes up by itself"
    window.status_line.causes_button.click()
    assert window.cause_intents.page is not None
    room.causes.tell()
    wait_until(lambda: not window.status_line.causes_button.isVisible(), what="the count gone")


def test_who_may_take_tables_along_saves_each_camera_as_a_row(make_room: MakeRoom, tmp_path: Path) -> None:
    room = make_room(role=Role.SUPERVISOR)
    room.causes.tell(cause(CauseKind.OWNER, "=Toko", [room.camera(0), room.camera(1)]))
    page = _opened(room)
    path = tmp_path / "gangguan.csv"
    page.saving.save(path)
    wait_until(lambda: page.status.text() == f"Tersimpan: {path}", what="the file")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["kind"], row["shared_name"], row["camera_number"]) for row in rows] == [
        ("owner", "'=Toko", "1201"),
        ("owner", "'=Toko", "1202"),
    ]
    assert rows[0]["since_wib"] == "2026-11-23 20:54:09"


@pytest.mark.parametrize(("role", "may"), [(Role.OPERATOR, False), (Role.SUPERVISOR, True)])
def test_tables_are_for_those_who_may(make_room: MakeRoom, role: Role, may: bool) -> None:
    room = make_room(role=role)
    assert _opened(room).saving.button.isVisible() is may
