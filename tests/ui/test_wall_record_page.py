"""The page of what was on a wall: asked by time, screen and camera, page by page, saved as a table."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from console.base.errors import KnownError
from console.domain.roles import Role
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.pages.wall_record_page import WallRecordPage
from console.ui.pages.walls_page import WallsPage
from tests.helpers.fake_steering import sample_wall
from tests.helpers.fake_wall_records import KNOWN_WALL, sample_spells
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _page(room: Room, *, full: bool = True) -> WallRecordPage:
    if full:
        room.wall_records.known = [KNOWN_WALL.model_copy(update={"name": "lain", "title": "Lain"}), KNOWN_WALL]
        room.wall_records.spells = sample_spells()
    room.steering.walls = [sample_wall()]
    window = room.open()
    window.actions_of[ActionId.WALLS].trigger()
    walls = window.page_intents.page(ActionId.WALLS)
    assert isinstance(walls, WallsPage)
    wait_until(walls.chosen, what="a wall")
    walls.record_button.click()
    page = window.page_intents.page(ActionId.WALL_RECORD)
    assert isinstance(page, WallRecordPage)
    return page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.INDONESIAN, ("sekarang", "Ratna Dewi (susunan “Banjir”)", "tidak dilaporkan", "dibatalkan")),
        (Language.ENGLISH, ("now", "Ratna Dewi (preset “Banjir”)", "not told", "undone")),
    ],
)
def test_each_row_says_when_where_who_and_what_was_really_shown(
    make_room: MakeRoom, language: Language, words: tuple[str, ...]
) -> None:
    room = make_room(role=Role.SUPERVISOR, language=language)
    page = _page(room)
    wait_until(lambda: len(page.model.rows) == 2, what="the first page")
    assert room.wall_records.asked[-1][0] == "utama"
    page.more_button.click()
    wait_until(lambda: len(page.model.rows) == 3, what="the second page")
    assert not page.more_button.isVisible()
    assert "3" in page.count.text()
    spoken = "\n".join(cell for row in range(3) for cell in page.model.texts(row))
    assert all(word in spoken for word in words), spoken
    assert ("pusat" if language is Language.INDONESIAN else "without the centre") in page.model.texts(2)[5]


def test_screen_and_camera_are_asked_for_and_the_table_is_saved(make_room: MakeRoom, tmp_path: Path) -> None:
    room = make_room(role=Role.SUPERVISOR)
    page = _page(room)
    wait_until(lambda: page.model.rows, what="the record")
    page.form.which_screen.setCurrentIndex(2)
    page.form.camera.setText(" lima ")
    page.form.camera.returnPressed.emit()
    wait_until(lambda: len(room.wall_records.asked) == 2)
    wall, question, before = room.wall_records.asked[-1]
    assert (wall, question.screen, question.camera, before) == ("utama", 2, "lima", None)
    page.save("utama", question, tmp_path / "dinding.csv")
    wait_until(lambda: "dinding.csv" in page.status.text(), what="that it is saved")
    assert (tmp_path / "dinding.csv").read_bytes() == b"wall,camera\r\nutama,lima\r\n"
    page.form.times.until.setDateTime(page.form.times.since.dateTime())
    assert not page.search_button.isEnabled()
    assert page.status.text()


def test_a_centre_that_is_away_is_told_and_asked_again_and_an_empty_record_says_so(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    room.wall_records.failure = KnownError("net.unreachable", host="pusat")
    page = _page(room, full=False)
    wait_until(page.answer.again_button.isVisible, what="the error")
    room.wall_records.failure = None
    room.wall_records.known = [KNOWN_WALL]
    page.answer.again_button.click()
    nothing = room.translator.text("wall-record-nothing")
    wait_until(lambda: page.answer.words == nothing, what="an empty record")
    room.wall_records.spells = sample_spells()
    page.search()
    wait_until(lambda: len(page.model.rows) == 2)
    room.wall_records.failure = KnownError("net.unreachable", host="pusat")
    page.more()
    wait_until(page.status.text, what="why there is no more")
    assert (len(page.model.rows), page.more_button.isEnabled()) == (2, True)
    assert room.wall_records.asked[-1][2] == UUID(int=2)


def test_an_operator_has_no_way_to_the_record(make_room: MakeRoom) -> None:
    room = make_room(role=Role.OPERATOR)
    room.steering.walls = [sample_wall()]
    window = room.open()
    assert not window.actions_of.allowed(ActionId.WALL_RECORD)
    window.actions_of[ActionId.WALLS].trigger()
    walls = window.page_intents.page(ActionId.WALLS)
    assert isinstance(walls, WallsPage)
    wait_until(walls.chosen, what="a wall")
    assert not walls.record_button.isVisible()
