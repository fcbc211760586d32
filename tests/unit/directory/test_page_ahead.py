"""The next page is asked for while one is written, one ahead, and what goes wrong there is told where it is wanted."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from console.base.errors import KnownError
from console.directory.page_ahead import PageAhead
from console.directory.pages import Line
from console.wire.directory import BeginLine, EndLine
from tests.helpers.waiting import wait_until


class Centre:
    """Answers when it is let."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []
        self.let = threading.Event()
        self.let.set()
        self.error: KnownError | None = None
        self.open = 0

    def ask(self, cursor: str) -> Iterator[Line]:
        self.asked.append((cursor, threading.current_thread() is threading.main_thread()))
        self.open += 1
        try:
            assert self.let.wait(10.0)
            if self.error is not None:
                raise self.error
            yield BeginLine(epoch="e", mode="snapshot", seq_from=0, seq_to=1)
            yield EndLine(cursor=f"after {cursor}", more=True, count=0)
        finally:
            self.open -= 1


@pytest.fixture
def centre() -> Centre:
    return Centre()


def test_a_page_is_asked_for_while_the_caller_does_something_else(centre: Centre) -> None:
    centre.let.clear()
    with PageAhead(centre.ask) as ahead:
        ahead.begin("2")
        wait_until(lambda: centre.asked == [("2", False)])
        centre.let.set()

        assert ahead.page("2", 70).end.cursor == "after 2"

        assert len(centre.asked) == 1
        assert ahead.page("3", 60).end.cursor == "after 3"
    assert centre.asked[1:] == [("3", True)]


def test_another_page_than_the_one_begun_is_asked_for_now(centre: Centre) -> None:
    with PageAhead(centre.ask) as ahead:
        ahead.begin("2")

        assert ahead.page("", 80).end.cursor == "after "

    assert [cursor for cursor, _main in centre.asked] == ["2", ""]
    assert centre.open == 0


def test_what_goes_wrong_is_raised_to_who_wants_the_page_and_to_nobody_else(centre: Centre) -> None:
    centre.error = KnownError("net.unreachable", host="pusat")
    with PageAhead(centre.ask) as ahead:
        ahead.begin("2")
        with pytest.raises(KnownError, match=r"net\.unreachable"):
            ahead.page("2", 70)
        ahead.begin("3")
    assert len(centre.asked) == 2


def test_one_question_is_open_at_a_time_and_none_afterwards(centre: Centre) -> None:
    with PageAhead(centre.ask) as ahead:
        for cursor in "234":
            ahead.begin(cursor)
            ahead.wait()
            assert centre.open == 1
    assert centre.open == 0
    assert [cursor for cursor, _main in centre.asked] == ["2", "3", "4"]
