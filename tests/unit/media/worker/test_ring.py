"""The ring holds the last seconds in whole groups of pictures, and never more bytes than it may."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.media.worker.access_units import AccessUnit
from console.media.worker.ring import PacketRing, RingUnit

SECOND_NS = 10**9


def unit(at_s: float, *, key: bool, size: int = 10) -> RingUnit:
    return RingUnit(AccessUnit(b"x" * size, None, None, int(at_s * SECOND_NS), key, 0), round(at_s * 90_000), 0)


def filled(ring: PacketRing, seconds: int, key_every: int = 2) -> None:
    for index in range(seconds * 10):
        ring.append(unit(index / 10, key=index % (key_every * 10) == 0))


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 300), st.floats(0.01, 2)), max_size=200))
def test_bounds_hold_and_every_group_begins_with_a_key(units: list[tuple[bool, int, float]]) -> None:
    ring, at_s = PacketRing(5.0, 1000), 0.0
    for key, size, gap_s in units:
        at_s += gap_s
        ring.append(unit(at_s, key=key, size=size))
        assert ring.size_bytes() <= 1000
    for held in (ring.newest_group(), ring.since(0)):
        assert not held or held[0].is_key


def test_what_was_asked_for_is_covered() -> None:
    ring = PacketRing(10.0, 10**6)
    filled(ring, 60)
    held = ring.since(int(50.5 * SECOND_NS))
    assert held[0].unit.arrival_ns == 50 * SECOND_NS
    assert len(held) == 100
    everything = ring.since(0)
    assert 10 <= 60 - everything[0].unit.arrival_ns / SECOND_NS <= 12.1


def test_newest_group_is_what_a_player_needs() -> None:
    ring = PacketRing(10.0, 10**6)
    filled(ring, 5)
    assert [held.unit.arrival_ns // SECOND_NS for held in ring.newest_group()] == [4] * 10


def test_after_a_broken_connection_nothing_is_joined_on() -> None:
    ring = PacketRing(10.0, 10**6)
    filled(ring, 5)
    ring.cut()
    ring.append(unit(6.0, key=False))
    assert ring.newest_group() == []
    assert len(ring.since(0)) == 50
    assert ring.latest_group()[-1].unit.arrival_ns < 5 * SECOND_NS
    ring.append(unit(7.0, key=True))
    assert len(ring.newest_group()) == 1
