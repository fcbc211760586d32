"""The next page is fetched while one is written, one ahead, and what goes wrong there is told where it is asked for."""

from __future__ import annotations

import threading

import pytest

from console.base.errors import KnownError
from console.directory.page_ahead import PageAhead
from console.directory.pages import Page
from console.wire.directory import BeginLine, EndLine
from tests.helpers.waiting import wait_until


class Centre:
    """Answers when it is let."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int, bool]] = []
        self.let = threading.Event()
        self.let.set()
        self.error: KnownError | None = None

    def fetch(self, cursor: str, most_records: int) -> Page:
        self.asked.append((cursor, most_records, threading.current_thread() is threading.main_thread()))
        assert self.let.wait(10.0)
        if self.error is not None:
            raise self.error
        begin = BeginLine(epoch="e", mode="snapshot", seq_from=0, seq_to=1)
        return Page(begin, [], EndLine(cursor=f"after {cursor}", more=True, count=0))


@pytest.fixture
def centre() -> Centre:
    return Centre()


def test_a_page_is_asked_of_the_centre_while_the_caller_does_something_else(centre: Centre) -> None:
    centre.let.clear()
    with PageAhead(centre.fetch) as ahead:
        ahead.begin("2", 70)
        wait_until(lambda: centre.asked == [("2", 70, False)])
        centre.let.set()

        assert ahead.page("2", 70).end.cursor == "after 2"

        assert len(centre.asked) == 1
        assert ahead.page("3", 60).end.cursor == "after 3"
    assert centre.asked[1:] == [("3", 60, True)]


def test_another_page_than_the_one_begun_is_asked_now(centre: Centre) -> None:
    with PageAhead(centre.fetch) as ahead:
        ahead.begin("2", 70)

        assert ahead.page("", 80).end.cursor == "after "

    assert [cursor for cursor, _most, _main in centre.asked] == ["2", ""]


def test_what_goes_wrong_is_raised_to_who_asks_for_the_page_and_to_nobody_else(centre: Centre) -> None:
    centre.error = KnownError("net.unreachable", host="pusat")
    with PageAhead(centre.fetch) as ahead:
        ahead.begin("2", 70)
        with pytest.raises(KnownError, match=r"net\.unreachable"):
            ahead.page("2", 70)
        ahead.begin("3", 70)
    assert len(centre.asked) == 2


def test_two_requests_are_never_under_way_and_leaving_waits_for_the_last(centre: Centre) -> None:
    with PageAhead(centre.fetch) as ahead:
        ahead.begin("2", 70)
        ahead.begin("3", 70)
        ahead.begin("4", 70)
    assert [cursor for cursor, _most, _main in centre.asked] == ["2", "3", "4"]
    assert not [thread for thread in threading.enumerate() if thread.name == "page-ahead"]
