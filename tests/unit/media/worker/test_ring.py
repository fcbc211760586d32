"""The ring holds the last seconds in whole groups of pictures, and never more bytes than it may."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.footage import GapReason
from console.media.worker.access_units import AccessUnit
from console.media.worker.footage import covering
from console.media.worker.ring import PacketRing, RingUnit
from console.media.worker.ring_room import RingLimits, RingRoom

SECOND_NS = 10**9
MANY_BYTES = 10**6


def unit(at_s: float, *, key: bool, size: int = 10) -> RingUnit:
    return RingUnit(AccessUnit(b"x" * size, None, None, int(at_s * SECOND_NS), key, 0), round(at_s * 90_000), 0)


def room(span_s: float, feed_bytes: int = MANY_BYTES, worker_bytes: int = MANY_BYTES) -> RingRoom:
    return RingRoom(RingLimits(span_s, feed_bytes, worker_bytes))


def everything(ring: PacketRing) -> list[RingUnit]:
    return [held for group in ring.groups() for held in group.units()]


def filled(ring: PacketRing, seconds: int, key_every: int = 2) -> None:
    for index in range(seconds * 10):
        ring.append(unit(index / 10, key=index % (key_every * 10) == 0))


UNITS = st.lists(st.tuples(st.booleans(), st.integers(1, 300), st.floats(0.01, 2)), max_size=200)


@given(UNITS)
def test_bounds_hold_and_every_group_begins_with_a_key(units: list[tuple[bool, int, float]]) -> None:
    ring, at_s = PacketRing(room(5.0, 1000)), 0.0
    for key, size, gap_s in units:
        at_s += gap_s
        ring.append(unit(at_s, key=key, size=size))
        assert ring.held_bytes <= 1000
        assert ring.held_bytes == sum(len(held.unit.data) for held in everything(ring))
    for held in (ring.newest_group(), everything(ring)):
        assert not held or held[0].is_key


@given(st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.integers(1, 400)), max_size=200), st.integers(0, 200))
def test_rings_of_a_worker_share_one_bound(units: list[tuple[int, bool, int]], lowered_at: int) -> None:
    shared = room(1000.0, 1000, 1500)
    rings = [PacketRing(shared) for _ in range(3)]
    for index, (which, key, size) in enumerate(units):
        if index == lowered_at:
            shared.set_limits(RingLimits(1000.0, 700, 800))
            assert shared.held_bytes <= 800
        rings[which].append(unit(index, key=key, size=size))
        assert shared.held_bytes == sum(ring.held_bytes for ring in rings)
        assert shared.held_bytes <= shared.limits.worker_bytes
        assert rings[which].held_bytes <= shared.limits.feed_bytes
        assert all(not ring.groups() or everything(ring)[0].is_key for ring in rings)


def test_the_ring_with_most_bytes_gives_first() -> None:
    shared = room(1000.0, 10_000, 2000)
    small, large = PacketRing(shared), PacketRing(shared)
    for at_s in range(50):
        small.append(unit(at_s, key=True, size=10))
        large.append(unit(at_s, key=True, size=100))
    assert len(small.groups()) == 50
    assert len(large.groups()) == 15


def test_a_ring_that_is_closed_counts_no_more_but_can_be_read() -> None:
    shared = room(1000.0)
    ring = PacketRing(shared)
    ring.append(unit(1, key=True, size=100))
    ring.close()
    ring.close()
    ring.append(unit(2, key=False, size=100))
    assert shared.held_bytes == 0
    assert len(everything(ring)) == 2


@given(
    st.lists(st.tuples(st.binary(max_size=8), st.none() | st.floats(-1e6, 1e6), st.integers(0, 2**40)), max_size=20),
    st.integers(0, 9),
)
def test_pictures_come_back_as_they_went_in(given: list[tuple[bytes, float | None, int]], epoch: int) -> None:
    ring = PacketRing(room(1e6))
    units = [
        RingUnit(AccessUnit(data, camera_s, camera_s, at, index == 0, epoch), at, at + 3)
        for index, (data, camera_s, at) in enumerate(given)
    ]
    for one in units:
        ring.append(one)
    assert everything(ring) == units
    assert ring.newest_group() == units


def test_what_was_asked_for_is_covered() -> None:
    ring = PacketRing(room(10.0))
    filled(ring, 60)
    groups = covering(ring.groups(), int(50.5 * SECOND_NS))
    held = [one for group in groups for one in group.units()]
    assert held[0].unit.arrival_ns == 50 * SECOND_NS
    assert len(held) == 100
    assert 10 <= 60 - everything(ring)[0].unit.arrival_ns / SECOND_NS <= 12.1


def test_two_minutes_are_kept_unless_told_otherwise() -> None:
    ring = PacketRing()
    filled(ring, 200)
    assert 120 <= 200 - everything(ring)[0].unit.arrival_ns / SECOND_NS <= 122.1


def test_newest_group_is_what_a_player_needs() -> None:
    ring = PacketRing(room(10.0))
    filled(ring, 5)
    assert [held.unit.arrival_ns // SECOND_NS for held in ring.newest_group()] == [4] * 10


def test_after_a_broken_connection_nothing_is_joined_on() -> None:
    ring = PacketRing(room(10.0))
    filled(ring, 5)
    ring.cut()
    ring.append(unit(6.0, key=False))
    assert ring.newest_group() == []
    assert len(everything(ring)) == 50
    assert ring.held().after is GapReason.CONNECTION
    ring.append(unit(7.0, key=True))
    assert len(ring.newest_group()) == 1
    assert ring.groups()[-1].gap_before is GapReason.CONNECTION
