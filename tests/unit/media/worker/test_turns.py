"""So many players begin at once, in the order in which they were wanted; none waits for one that never shows a picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.media.worker.turns import MOST_S, Turns
from tests.helpers.wall import feed


class _Room:
    """Turns with a clock that a test moves."""

    def __init__(self, at_once: int = 1) -> None:
        self.begun: list[str] = []
        self.idle = 0
        self._later: list[tuple[float, Callable[[], None]]] = []
        self._now_s = 0.0
        self.turns = Turns(self._run_after, self._on_idle, at_once)

    def take(self, *names: str) -> None:
        for name in names:
            self.turns.take(feed(name), partial(self.begun.append, name))

    def give_back(self, name: str) -> None:
        self.turns.give_back(feed(name))

    def wait(self, seconds: float) -> None:
        self._now_s += seconds
        due, self._later = (
            [call for at_s, call in self._later if at_s <= self._now_s],
            [one for one in self._later if one[0] > self._now_s],
        )
        for call in due:
            call()

    def _run_after(self, delay_s: float, call: Callable[[], None]) -> None:
        self._later.append((self._now_s + delay_s, call))

    def _on_idle(self) -> None:
        self.idle += 1


def test_the_next_one_begins_when_the_one_before_has_its_picture() -> None:
    room = _Room()
    room.take("a", "b", "c")
    assert room.begun == ["a"]
    room.give_back("a")
    assert room.begun == ["a", "b"]
    assert room.turns.busy


def test_as_many_begin_at_once_as_may() -> None:
    room = _Room(at_once=2)
    room.take("a", "b", "c")
    assert room.begun == ["a", "b"]
    room.give_back("b")
    assert room.begun == ["a", "b", "c"]


def test_one_that_shows_nothing_holds_nobody_up_for_long() -> None:
    room = _Room()
    room.take("dead", "b")
    room.wait(MOST_S)
    assert room.begun == ["dead", "b"]


def test_a_turn_that_was_given_back_does_not_end_a_later_one_of_the_same_feed() -> None:
    room = _Room()
    room.take("a")
    room.give_back("a")
    room.wait(MOST_S / 2)
    room.take("a", "b")
    room.wait(MOST_S / 2)
    assert room.begun == ["a", "a"]


def test_one_that_is_not_wanted_any_more_does_not_begin() -> None:
    room = _Room()
    room.take("a", "b", "c")
    room.give_back("b")
    room.give_back("a")
    assert room.begun == ["a", "c"]


def test_one_whose_stream_changes_meanwhile_begins_anew_in_its_own_turn() -> None:
    room = _Room()
    room.take("a", "b")
    room.take("a")
    assert room.begun == ["a", "a"]
    room.take("b")
    room.give_back("a")
    assert room.begun == ["a", "a", "b"]


def test_it_says_when_nobody_begins_any_more() -> None:
    room = _Room()
    room.take("a", "b")
    room.give_back("a")
    assert room.idle == 0
    room.give_back("b")
    assert room.idle == 1
    assert not room.turns.busy


_EVENTS = st.lists(st.tuples(st.sampled_from(("take", "give", "wait")), st.sampled_from("abcdefgh")), max_size=60)


@pytest.mark.parametrize("at_once", [1, 2, 8])
@given(events=_EVENTS)
def test_whatever_happens_who_was_wanted_and_not_given_up_begins(at_once: int, events: list[tuple[str, str]]) -> None:
    room = _Room(at_once)
    owed: set[str] = set()
    for what, name in events:
        seen = len(room.begun)
        if what == "take":
            room.take(name)
            owed.add(name)
        elif what == "give":
            room.give_back(name)
            owed.discard(name)
        else:
            room.wait(MOST_S)
        owed -= set(room.begun[seen:])
    for _ in range(9):
        seen = len(room.begun)
        room.wait(MOST_S)
        owed -= set(room.begun[seen:])
    assert not owed
    assert not room.turns.busy
