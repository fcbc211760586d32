"""The thread of the engine ends with its last call: nothing is started behind it that nobody would end."""

from __future__ import annotations

from console.media.io_thread import IoThread
from tests.helpers.waiting import wait_until


def test_neither_a_tick_nor_a_call_comes_behind_the_last_one() -> None:
    done: list[str] = []
    io = IoThread(lambda: done.append("tick"))
    io.start()
    wait_until(lambda: "tick" in done)

    def last() -> None:
        done.append("last")
        io.post(lambda: done.append("behind"))

    io.post(lambda: done.append("before"))
    assert io.stop(10.0, last)
    assert done[-1] == "last"
    assert "before" in done


def test_before_it_ends_all_that_was_asked_for_is_done() -> None:
    done: list[int] = []
    io = IoThread(lambda: None)
    io.start()
    for number in range(500):
        io.post(lambda number=number: done.append(number))  # type: ignore[misc]
    assert io.stop(10.0)
    assert done == list(range(500))
