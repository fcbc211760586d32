"""Signals call their listeners in order, and a disconnected one no more."""

from __future__ import annotations

from console.base.observer import Signal


def test_listeners_are_called_in_the_order_of_connection() -> None:
    signal: Signal[int] = Signal()
    calls: list[str] = []
    signal.connect(lambda value: calls.append(f"first {value}"))
    signal.connect(lambda value: calls.append(f"second {value}"))
    signal.emit(7)
    assert calls == ["first 7", "second 7"]


def test_a_listener_connected_twice_is_taken_out_once_for_each() -> None:
    signal: Signal[int] = Signal()
    seen: list[int] = []
    disconnect_one = signal.connect(seen.append)
    append = seen.append
    disconnect_two = signal.connect(append)
    disconnect_three = signal.connect(append)
    disconnect_two()
    disconnect_two()
    signal.emit(1)
    assert seen == [1, 1]
    disconnect_one()
    disconnect_three()
    signal.emit(2)
    assert seen == [1, 1]


def test_a_listener_may_leave_while_it_is_called() -> None:
    signal: Signal[int] = Signal()
    seen: list[int] = []

    def once(value: int) -> None:
        seen.append(value)
        leave()

    leave = signal.connect(once)
    signal.connect(seen.append)
    signal.emit(1)
    signal.emit(2)
    assert seen == [1, 1, 2]
