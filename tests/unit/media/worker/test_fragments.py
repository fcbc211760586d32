"""NAL units that were cut into datagrams come out whole; at once, where the sender fills its datagrams."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.media.worker.access_units import AccessUnit, AccessUnitJoiner
from console.media.worker.fragments import Arrival, FragmentJoiner
from tests.helpers.stream_clips import Recipe, coded

START = b"\x00\x00\x00\x01\x41"
PART = 1400
UNITS = [one.data for one in coded(Recipe(pictures=24, key_every=8, noise=15))]


def nal(size: int) -> bytes:
    return START + bytes(1 + index % 255 for index in range(size))


def cut(unit: bytes, part_bytes: int = PART) -> list[bytes]:
    """As FFmpeg gives the packets of a sender that fills its datagrams: a start code and a header more in the first."""
    first = part_bytes + len(START)
    return [unit[:first], *(unit[at : at + part_bytes] for at in range(first, len(unit), part_bytes))]


def pushed(joiner: FragmentJoiner, packets: list[bytes]) -> list[bytes]:
    return [one.data for data in packets for one in joiner.push(Arrival(data, 1.0, 1.0, 0))]


def learnt() -> FragmentJoiner:
    joiner = FragmentJoiner()
    pushed(joiner, [packet for _ in range(6) for packet in cut(nal(5000))])
    return joiner


def slices_of(unit: bytes) -> list[bytes]:
    return [b"\x00\x00\x00\x01" + part.rstrip(b"\x00") for part in unit.split(b"\x00\x00\x01") if part.strip(b"\x00")]


@given(st.lists(st.integers(1, 9000), min_size=1, max_size=40))
def test_units_of_any_length_come_out_whole_and_in_order(sizes: list[int]) -> None:
    units = [nal(size) for size in sizes]
    found = pushed(FragmentJoiner(), [packet for unit in units for packet in cut(unit)] + [nal(1)])
    assert found[: len(units)] == units


@given(st.lists(st.tuples(st.integers(1000, 9000), st.integers(2, 9)), min_size=1, max_size=40))
def test_senders_that_cut_evenly_lose_nothing(units: list[tuple[int, int]]) -> None:
    whole = [nal(size) for size, _ in units]
    packets = [
        packet for unit, (_, count) in zip(whole, units, strict=True) for packet in cut(unit, -(-len(unit) // count))
    ]
    torn: list[int] = []
    joiner = FragmentJoiner(lambda: torn.append(1))
    found = pushed(joiner, [*packets, nal(1)])
    assert torn or found[: len(whole)] == whole
    assert len(torn) <= 1


def test_last_part_ends_the_unit_at_once_when_the_way_of_cutting_is_known() -> None:
    joiner = learnt()
    for size in (3000, 1300, 7777, 20):
        *parts, last = cut(nal(size))
        assert pushed(joiner, parts) == []
        assert pushed(joiner, [last]) == [nal(size)]


def test_unit_that_fills_its_last_datagram_waits_for_the_next() -> None:
    joiner = learnt()
    full = nal(3 * PART)
    assert pushed(joiner, cut(full)) == []
    assert pushed(joiner, [nal(20)]) == [full, nal(20)]


def test_sender_that_changes_its_way_is_noticed_and_never_guessed_again() -> None:
    torn: list[int] = []
    joiner = FragmentJoiner(lambda: torn.append(1))
    pushed(joiner, [packet for _ in range(6) for packet in cut(nal(5000))])
    pushed(joiner, cut(nal(5000), 700))
    assert torn == [1]
    found = pushed(joiner, [packet for _ in range(9) for packet in cut(nal(5000), 650)])
    assert found[1:] == [nal(5000)] * 7
    assert torn == [1]


def test_parts_without_a_begin_are_left_out() -> None:
    torn: list[int] = []
    joiner = FragmentJoiner(lambda: torn.append(1))
    assert pushed(joiner, [*cut(nal(5000))[1:], nal(10)]) == [nal(10)]
    assert not torn


def test_large_pictures_in_fragments_come_out_whole() -> None:
    joiner = AccessUnitJoiner("h264", in_fragments=True)
    found: list[AccessUnit] = []
    for index, data in enumerate([*UNITS, *UNITS, UNITS[0]]):
        for part in slices_of(data):
            for packet in cut(part):
                found += joiner.push(Arrival(packet, None, None, index))
    whole = [b"".join(slices_of(data)) for data in UNITS]
    assert [unit.data for unit in found][: 2 * len(UNITS)] == whole * 2
    # Once learnt, none waits for the next one: but a last part may fill its datagram.
    late = [unit for index, unit in enumerate(found[8 : 2 * len(UNITS)], 8) if unit.arrival_ns != index]
    assert late == []
