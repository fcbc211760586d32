"""Legal holds in the console: from the menu of a flag and on the page of all of them, always with a reason."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from console.base.errors import KnownError
from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.roles import Role
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.dialogs.reason import ReasonDialog
from console.ui.pages.holds_page import HoldsPage
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

NUMBER = "SMG-20261123-0042"
_ID, _OTHER = (UUID(f"019ab000-0000-7000-8000-0000000000f{n}") for n in range(1, 3))


def _flag(room: Room, **changes: object) -> EventEntry:
    entry = EventEntry(_ID, EventKind.FLAG, room.camera(0), START_UTC, "", EventWay.SENT, "KAM-01", 1, NUMBER)
    return replace(entry, **changes)  # type: ignore[arg-type]  # fields of the entry


def _menu(room: Room, entry: EventEntry, monkeypatch: pytest.MonkeyPatch) -> QMenu:
    window = room.open()
    menus: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: menus.append(menu))
    window.event_intents.open_menu(entry, QPoint(20, 20))
    return menus[0]


def _give_reason(reason: str) -> None:
    def dialog() -> ReasonDialog | None:
        widget = QApplication.activeModalWidget()
        return widget if isinstance(widget, ReasonDialog) else None

    asked = wait_until(dialog)
    assert asked is not None
    assert not asked.confirm_button.isEnabled()
    QTest.keyClicks(asked.reason, reason)
    QTest.keyClick(asked.reason, Qt.Key.Key_Return)


def _page(room: Room) -> HoldsPage:
    window = room.open()
    window.actions_of[ActionId.HOLDS].trigger()
    page = window.page_intents.page(ActionId.HOLDS)
    assert isinstance(page, HoldsPage)
    return page


def test_a_flag_is_put_on_hold_with_a_reason(make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    room = make_room(role=Role.SUPERVISOR)
    menu = _menu(room, _flag(room), monkeypatch)
    next(one for one in menu.actions() if one.text() == "Tahan bukti …").trigger()
    _give_reason("sidang")
    wait_until(lambda: room.holds.said)
    assert room.holds.said == [("hold", str(_ID), "sidang")]
    notice = wait_until(lambda: room.notices.current)
    assert notice is not None
    assert NUMBER in notice.say()


@pytest.mark.parametrize(
    ("role", "changes", "offered"),
    [
        (Role.OPERATOR, {}, ""),
        (Role.SUPERVISOR, {"number": ""}, ""),
        (Role.SUPERVISOR, {"kind": EventKind.BOOKMARK}, ""),
        (Role.EVIDENCE_OFFICER, {}, "Tahan bukti …"),
        (Role.EVIDENCE_OFFICER, {"hold": "sidang"}, "Cabut penahanan …"),
    ],
)
def test_a_menu_offers_the_one_of_the_two_that_makes_sense_to_who_may(
    make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch, role: Role, changes: dict[str, object], offered: str
) -> None:
    room = make_room(role=role)
    texts = [action.text() for action in _menu(room, _flag(room, **changes), monkeypatch).actions()]
    assert [text for text in texts if text in {"Tahan bukti …", "Cabut penahanan …"}] == [offered] * bool(offered)


def test_a_flag_on_hold_says_so_and_why_to_who_listens(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    words = room.open().events_panel.words
    held = _flag(room, hold="sidang", evidence_total=2, evidence_complete=2)
    assert words.evidence(held).endswith("DITAHAN")
    assert "buktinya ditahan: sidang" in words.spoken(held)
    assert "DITAHAN" not in words.evidence(_flag(room))


def test_a_hold_that_the_centre_does_not_take_is_told(make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    room = make_room(role=Role.SUPERVISOR)
    room.holds.failure = KnownError("net.unreachable", host="pusat")
    menu = _menu(room, _flag(room), monkeypatch)
    next(one for one in menu.actions() if one.text() == "Tahan bukti …").trigger()
    _give_reason("sidang")
    wait_until(room.errors)
    assert room.errors()[0].code == "net.unreachable"


def test_the_page_lists_holds_and_lifts_the_chosen_one(make_room: MakeRoom) -> None:
    room = make_room(role=Role.EVIDENCE_OFFICER)
    room.holds.put(_ID, NUMBER, "sidang")
    room.holds.put(_OTHER, "SMG-20261123-0043", "pengaduan")
    page = _page(room)
    wait_until(lambda: len(page.model.rows) == 2)
    assert page.model.texts(0) == [NUMBER, "1203 · Balai RW", "sidang", "23 Nov 2026 21.14.09 WIB", "Bu Ratna", ""]
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.mouseClick(page.lift_button, Qt.MouseButton.LeftButton)
    _give_reason("putusan tetap")
    wait_until(lambda: len(page.model.rows) == 1)
    assert room.holds.said == [("lift", str(_OTHER), "putusan tetap")]
    page.shown.setCurrentIndex(1)
    wait_until(lambda: len(page.model.rows) == 2)
    assert page.model.texts(1)[5] == "23 Nov 2026 21.14.09 WIB · Bu Ratna: putusan tetap"
    page.table.setCurrentIndex(page.model.index(1, 0))
    assert not page.lift_button.isEnabled()


def test_any_flag_is_put_on_hold_by_its_number(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    page = _page(room)
    wait_until(lambda: page.answer.words == "Tidak ada bukti yang ditahan.")
    assert not page.hold_button.isEnabled()
    page.number.setText(NUMBER)
    page.number.setFocus()
    QTest.keyClick(page.number, Qt.Key.Key_Return)
    _give_reason("permintaan hakim")
    wait_until(lambda: room.holds.said)
    assert room.holds.said == [("hold_number", NUMBER, "permintaan hakim")]


def test_the_page_tells_a_centre_that_is_away_and_a_list_that_was_cut(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR, language=Language.ENGLISH)
    room.holds.failure = KnownError("net.unreachable", host="pusat")
    room.holds.put(_ID, NUMBER, "sidang")
    room.holds.more = True
    page = _page(room)
    wait_until(page.answer.again_button.isVisible)
    room.holds.failure = None
    QTest.mouseClick(page.answer.again_button, Qt.MouseButton.LeftButton)
    wait_until(lambda: page.model.rows)
    assert "1+ holds" in {label.text() for label in page.findChildren(type(page.status))}
