"""One door for what the console says: no storms, nothing important lost."""

from __future__ import annotations

from console.ui.notices import DONE_SHOWN_S, Notices, Severity
from tests.helpers.clock import FakeClock


def _said(notices: Notices) -> str:
    return notices.current.say() if notices.current else ""


def test_the_same_key_counts_up_instead_of_piling_up() -> None:
    notices = Notices(FakeClock())

    for _time in range(30):
        notices.post("net.unreachable", Severity.TROUBLE, lambda: "no net")

    assert notices.count == 1
    assert notices.current is not None
    assert notices.current.times == 30


def test_done_goes_by_itself_and_trouble_stays() -> None:
    clock = FakeClock()
    notices = Notices(clock)
    notices.post("disk.full", Severity.TROUBLE, lambda: "full")
    notices.post("bookmark", Severity.DONE, lambda: "saved")

    first = _said(notices)
    clock.advance(DONE_SHOWN_S)
    notices.expire()

    assert (first, _said(notices)) == ("saved", "full")


def test_a_question_that_is_no_trouble_can_stay_too() -> None:
    clock = FakeClock()
    notices = Notices(clock)
    notices.post("news", Severity.INFO, lambda: "new", stays=True)

    clock.advance(DONE_SHOWN_S)
    notices.expire()

    assert _said(notices) == "new"


def test_dismissing_shows_the_one_before() -> None:
    notices = Notices(FakeClock())
    changes: list[None] = []
    notices.changed.connect(changes.append)
    notices.post("a", Severity.TROUBLE, lambda: "a")
    notices.post("b", Severity.TROUBLE, lambda: "b")

    notices.dismiss()
    after = _said(notices)
    notices.clear("a")
    notices.clear("a")
    notices.dismiss()

    assert (after, _said(notices), len(changes)) == ("a", "", 4)
