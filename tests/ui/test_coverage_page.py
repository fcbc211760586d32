"""The coverage page: by area and level, entered and left, sorted, told in words, saved by who may."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from console.base.errors import KnownError
from console.domain.area import AreaLevel
from console.domain.roles import Role
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.pages.coverage_page import CoveragePage
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _opened(room: Room) -> CoveragePage:
    window = room.open()
    window.actions_of[ActionId.COVERAGE].trigger()
    page = window.page_intents.page(ActionId.COVERAGE)
    assert isinstance(page, CoveragePage)
    return page


def _page(room: Room) -> CoveragePage:
    page = _opened(room)
    wait_until(lambda: page.model.rows, what="the coverage read")
    return page


def _names(page: CoveragePage) -> list[str]:
    return [area.name for area in page.model.rows]


def test_it_begins_with_the_districts_and_says_what_counts(make_room: MakeRoom) -> None:
    page = _page(make_room())

    assert _names(page) == ["Semarang Barat", "Semarang Utara"]
    assert page.model.texts(0)[2:] == ["3", "1", "1", "1", "1 dari 3", "33,3 %"]
    assert page.summary.text() == ("5 RT: 1 dengan kamera berfungsi (20 %), 1 hanya dengan kamera mati, 3 tanpa kamera")
    assert "sedikitnya satu kamera" in page.means.text()


def test_areas_are_entered_down_to_the_rt_and_left_again(make_room: MakeRoom) -> None:
    page = _page(make_room())
    for expected in (["Krapyak"], ["RW 1", "RW 2"], ["RT 1", "RT 2"]):
        page.table.activated.emit(page.model.index(0, 0))
        assert _names(page) == expected
    assert page.choice.place.text() == "RW 1, Krapyak, Semarang Barat"
    page.table.activated.emit(page.model.index(0, 0))
    assert _names(page) == ["RT 1", "RT 2"]

    for expected in (["RW 1", "RW 2"], ["Krapyak"], ["Semarang Barat", "Semarang Utara"]):
        page.choice.up_button.click()
        assert _names(page) == expected
    assert not page.choice.up_button.isEnabled()


def test_a_district_and_a_level_are_chosen(make_room: MakeRoom) -> None:
    page = _page(make_room())
    page.choice.level_box.setCurrentIndex(3)
    page.choice.level_box.activated.emit(3)
    assert len(page.model.rows) == 5

    page.choice.district.setCurrentIndex(page.choice.district.findText("Semarang Utara"))
    page.choice.district.activated.emit(page.choice.district.currentIndex())
    assert [area.code[:8] for area in page.model.rows] == ["33.74.03"] * 2
    assert page.choice.level is AreaLevel.RT


def test_a_heading_sorts_the_largest_first_and_again_turns_it_round(make_room: MakeRoom) -> None:
    page = _page(make_room())
    heading = page.table.header().sectionClicked

    heading.emit(5)
    assert _names(page) == ["Semarang Utara", "Semarang Barat"]
    heading.emit(5)
    assert _names(page) == ["Semarang Barat", "Semarang Utara"]
    heading.emit(7)
    assert _names(page) == ["Semarang Utara", "Semarang Barat"]
    assert page.table.header().sortIndicatorOrder() is Qt.SortOrder.AscendingOrder


@pytest.mark.parametrize(
    ("language", "means"),
    [(Language.INDONESIAN, "# ■ Berfungsi: RT dengan"), (Language.ENGLISH, "# ■ Working: an RT with")],
)
def test_what_is_shown_is_saved_with_its_meaning(
    make_room: MakeRoom, tmp_path: Path, language: Language, means: str
) -> None:
    page = _page(make_room(role=Role.SUPERVISOR, language=language))
    page.sort_by(7, Qt.SortOrder.DescendingOrder)
    file = tmp_path / "cakupan.csv"
    page.save(file)
    wait_until(file.exists, what="the table on the disk")
    wait_until(lambda: str(file) in page.status.text())

    text = file.read_text(encoding="utf-8-sig")
    assert means in text
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    assert [(row["name"], row["rt_count"], row["share_working_percent"]) for row in rows] == [
        ("Semarang Barat", "3", "33.3"),
        ("Semarang Utara", "2", "0.0"),
    ]
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("role", "may"), [(Role.OPERATOR, False), (Role.SUPERVISOR, True), (Role.ADMIN, True)])
def test_everybody_looks_and_only_some_save(make_room: MakeRoom, role: Role, may: bool) -> None:
    page = _page(make_room(role=role))

    assert page.save_button.isVisibleTo(page) is may


def test_a_directory_that_can_not_be_read_is_told_and_read_again(make_room: MakeRoom) -> None:
    room = make_room()
    room.city.failure = KnownError("disk.io", path="x", detail="y")
    page = _opened(room)
    wait_until(lambda: page.answer.again_button.isVisibleTo(page), what="the fault told")
    room.city.failure = None
    page.answer.again_button.click()

    wait_until(lambda: page.model.rows)


def test_news_of_the_directory_are_read(make_room: MakeRoom) -> None:
    room = make_room()
    _page(room)
    reads = room.city.reads
    room.directory.changed.emit(None)

    wait_until(lambda: room.city.reads > reads, what="the coverage read again")
