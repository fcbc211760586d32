"""The shift in the status line: what is left of it, a calm end, a rest where wanted, and more tiles than one can watch."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from console.domain.shift import USUAL_SHIFTS, ShiftPlan
from console.domain.tile_content import ClockBoard
from console.ui.actions.table import ActionId
from console.ui.on_duty import OnDuty
from console.ui.pages.handovers_page import HandoversPage
from console.ui.panels.shift_line import ShiftLine, tiles_with_cameras
from console.ui.shift_rules import ShiftRules
from console.ui.stage import Services
from tests.helpers.clock import FakeClock
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.ui.conftest import MakeRoom

_PLAN = ShiftPlan.read(USUAL_SHIFTS)
"""It is 21.14 in Semarang: the shift of 15.00 to 23.00."""


def _line(room: Room, **rules: object) -> ShiftLine:
    room.services = replace(room.services, shift_rules=lambda: ShiftRules(**rules))  # type: ignore[arg-type]  # named
    line = room.open().status_line.shift
    line.look()
    return line


def test_what_is_left_is_said_and_the_rest_of_it_on_hover(make_room: MakeRoom) -> None:
    line = _line(make_room())
    assert line.shift_button.text() == "siang, sisa 1 j 45 mnt"
    assert line.shift_button.toolTip().startswith(
        "Giliran siang, sampai 23.00. Anda bertugas sejak 21.14, sudah 0 mnt."
    )


def test_a_quarter_of_an_hour_before_the_end_one_notice_reminds_of_the_note(make_room: MakeRoom) -> None:
    room = make_room()
    line = _line(room)
    room.clock.advance(timedelta(minutes=95).total_seconds())
    line.look()
    assert line.shift_button.text() == "siang, sisa 10 mnt · serah terima"
    assert room.notices.count == 1
    room.notices.dismiss()
    room.clock.advance(1200)
    line.look()
    assert line.shift_button.text() == "siang, lewat 9 mnt · serah terima"
    assert room.notices.count == 0


def test_the_notice_leads_to_the_note(make_room: MakeRoom) -> None:
    room = make_room()
    line = _line(room)
    room.clock.advance(timedelta(minutes=95).total_seconds())
    line.look()
    notice = room.notices.current
    assert notice is not None
    assert notice.action is not None
    notice.action.do()
    assert room.window is not None
    page = room.window.page_intents.page(ActionId.HANDOVERS)
    assert isinstance(page, HandoversPage)
    assert page.acts.dialog is not None


def test_a_rest_is_named_only_where_somebody_wants_it(make_room: MakeRoom) -> None:
    room = make_room()
    line = _line(room, break_every=timedelta(minutes=30))
    room.clock.advance(1860)
    line.look()
    assert line.shift_button.text().endswith("istirahat sebentar?")
    room.clock.advance(300)
    line.look()
    assert "istirahat" not in line.shift_button.text()


def test_the_person_says_when_it_really_began(make_room: MakeRoom) -> None:
    room = make_room()
    line = _line(room)
    line.offer()
    words = [action.text() for action in line.menu.actions() if action.text()]
    assert words == [
        "Tulis serah terima …",
        "Baca serah terima",
        "Giliran saya: siang, sejak 15.00",
        "Giliran saya mulai sekarang",
    ]
    line.menu.actions()[3].trigger()
    assert "Anda bertugas sejak 15.00, sudah 6 j 14 mnt." in line.shift_button.toolTip()


@pytest.mark.parametrize(("most", "is_shown"), [(3, True), (4, False), (0, False)])
def test_more_tiles_than_one_can_watch_are_said_and_explained(make_room: MakeRoom, most: int, is_shown: bool) -> None:
    room = make_room(cameras=4)
    line = _line(room, most_tiles=most)
    assert line.load_button.isVisible() is is_shown
    if is_shown:
        assert line.load_button.text() == "4 petak"
        assert "patroli" in line.load_button.toolTip()
        room.wall.remove(0)
        line.look()
        assert not line.load_button.isVisible()


def test_boards_and_empty_tiles_are_no_load_and_every_window_counts(make_room: MakeRoom) -> None:
    room, other = make_room(cameras=2), make_room(cameras=3)
    room.wall.put(ClockBoard(), 3)
    assert tiles_with_cameras([room.wall, other.wall]) == 5
    other.wall.show_full(1)
    assert tiles_with_cameras([room.wall, other.wall]) == 3, "one that fills the wall is all that is seen of it"


def test_a_new_start_goes_on_with_the_same_shift_until_an_hour_after_its_end() -> None:
    clock = FakeClock(START_UTC)
    kept = OnDuty(_PLAN, clock).content()
    clock.advance(3600)
    assert OnDuty(_PLAN, clock, kept).duty.since_utc == START_UTC
    clock.advance(2 * 3600)
    later = OnDuty(_PLAN, clock, kept).duty
    assert (later.name, later.since_utc) == ("malam", clock.now_utc())
    clock.jump_wall(-86_400)
    assert OnDuty(_PLAN, clock, kept).duty.since_utc == clock.now_utc()


@pytest.mark.parametrize("content", [b"", b"[]", b'{"since_utc": 5}', b'{"since_utc": "2026-11-23T14:00:00"}'])
def test_what_is_no_start_of_a_shift_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        OnDuty(_PLAN, FakeClock(START_UTC), content)


def test_where_nobody_sits_there_is_no_shift(make_room: MakeRoom) -> None:
    room = make_room()
    services: Services = replace(room.services, duty=None)
    room.services = services
    assert not room.open().status_line.shift.shift_button.isVisible()
