"""The page of rules: each in one sentence, edited with the sentence it becomes, saved, deleted, or refused in words."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from console.base.errors import KnownError
from console.domain.roles import Role
from console.domain.wall_rule import RuleTrigger
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.pages.wall_rules_page import WallRulesPage
from console.ui.pages.walls_page import WallsPage
from tests.helpers.fake_steering import sample_wall
from tests.helpers.fake_wall_records import KNOWN_WALL
from tests.helpers.fake_wall_rules import sample_rules
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _page(room: Room, *, full: bool = True) -> WallRulesPage:
    room.wall_rules.known = [KNOWN_WALL]
    room.wall_rules.kept = sample_rules() if full else []
    room.steering.walls = [sample_wall()]
    window = room.open()
    window.actions_of[ActionId.WALLS].trigger()
    walls = window.page_intents.page(ActionId.WALLS)
    assert isinstance(walls, WallsPage)
    wait_until(walls.chosen, what="a wall")
    walls.rules_button.click()
    page = window.page_intents.page(ActionId.WALL_RULES)
    assert isinstance(page, WallRulesPage)
    return page


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            Language.INDONESIAN,
            (
                "Laporan prioritas 1 di Semarang Barat tampil di layar 2 selama 60 detik, dengan bunyi.",
                "Kamera yang mati tampil di layar 1 · Kiri, petak 2, selama 30 detik pada Jum, Sab pukul 22.00–05.00 WIB.",
            ),
        ),
        (
            Language.ENGLISH,
            (
                "A flag of priority 1 in Semarang Barat is shown on screen 2 for 60 seconds, with a sound.",
                "A camera that goes down is shown on screen 1 · Kiri, tile 2, for 30 seconds on Fri, Sat at 22:00–05:00 WIB.",
            ),
        ),
    ],
)
def test_each_rule_is_one_sentence_and_is_edited_as_it_is(
    make_room: MakeRoom, language: Language, sentences: tuple[str, ...]
) -> None:
    room = make_room(role=Role.SUPERVISOR, language=language)
    page = _page(room)
    wait_until(lambda: len(page.model.rows) == 2, what="the rules")
    assert tuple(page.model.texts(row)[2] for row in range(2)) == sentences
    for row, record in enumerate(sample_rules()):
        page.table.setCurrentIndex(page.model.index(row, 0))
        assert page.form.rule == record.body.rule(record.id)
        assert page.preview.text() == sentences[row]


def test_a_rule_is_edited_saved_and_deleted(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    page = _page(room)
    wait_until(lambda: len(page.model.rows) == 2, what="the rules")
    page.form.name.setText(" Semua laporan ")
    page.form.priorities[1].setChecked(True)
    page.form.until_answered.setChecked(True)
    page.form.categories.item(0).setCheckState(Qt.CheckState.Checked)
    page.save_button.click()
    wait_until(lambda: room.wall_rules.saved, what="a saved rule")
    wall, rule_id, body = room.wall_rules.saved[-1]
    assert (wall, rule_id, body.revision, body.name) == ("utama", UUID(int=1), 3, "Semua laporan")
    assert (body.priorities, body.shown_s, len(body.categories)) == ((1, 2), None, 1)
    wait_until(lambda: "Semua laporan" in page.status.text(), what="that it is saved")
    assert page.form.rule.name == "Semua laporan"
    page.delete_button.click()
    wait_until(lambda: len(page.model.rows) == 1, what="one rule less")
    assert "dihapus" in page.status.text()


def test_a_new_rule_lacks_a_name_first_and_what_cannot_be_is_said_before_it_is_sent(make_room: MakeRoom) -> None:
    room = make_room(role=Role.ADMIN)
    room.wall_rules.known = [KNOWN_WALL]
    window = room.open()
    window.actions_of[ActionId.WALL_RULES].trigger()
    page = window.page_intents.page(ActionId.WALL_RULES)
    assert isinstance(page, WallRulesPage)
    none = room.translator.text("wall-rules-none")
    wait_until(lambda: page.answer.words == none, what="an empty list")
    assert page.preview.text() == room.translator.text("wall-rules-lacks-name")
    assert not page.save_button.isEnabled()
    page.form.name.setText("Kamera")
    assert page.save_button.isEnabled()
    page.form.trigger.setCurrentIndex(page.form.trigger.findData(RuleTrigger.CAMERA_BACK.value))
    assert not page.form.priorities[0].isEnabled()
    page.form.all_day.setChecked(False)
    page.form.end.setTime(page.form.begin.time().addSecs(3_600))
    assert page.save_button.isEnabled()
    page.form.begin.setTime(page.form.end.time())
    assert "Jam aturan" in page.preview.text()
    page.form.all_day.setChecked(True)
    for day in page.form.days:
        day.setChecked(False)
    assert "hari" in page.preview.text()
    assert not page.save_button.isEnabled()


def test_a_refusal_of_the_centre_is_told_and_what_was_typed_stays(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    page = _page(room)
    wait_until(lambda: len(page.model.rows) == 2, what="the rules")
    page.form.name.setText("Baru")
    room.wall_rules.failure = KnownError("wall.rule_changed_meanwhile")
    page.save_button.click()
    wait_until(page.status.text, what="the refusal")
    assert "diubah orang lain" in page.status.text()
    assert page.form.name.text() == "Baru"


def test_a_centre_that_is_away_is_asked_again(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    room.wall_rules.failure = KnownError("net.unreachable", host="pusat")
    page = _page(room)
    wait_until(page.answer.again_button.isVisible, what="the error")
    room.wall_rules.failure = None
    page.answer.again_button.click()
    wait_until(lambda: len(page.model.rows) == 2, what="the rules")


def test_an_operator_has_no_way_to_the_rules(make_room: MakeRoom) -> None:
    room = make_room(role=Role.OPERATOR)
    assert not room.open().actions_of.allowed(ActionId.WALL_RULES)
