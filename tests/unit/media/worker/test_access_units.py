"""Packets become whole pictures, by their slices; key pictures carry their parameter sets."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.media.worker.access_units import AccessUnit, AccessUnitJoiner, Arrival
from console.media.worker.nal import shape_of
from tests.helpers.rtsp_clip import clip

SETS = b"\x00\x00\x00\x01\x67\x42\x00\x1e\x00\x00\x00\x01\x68\xce\x3c\x80"


def nals(unit: bytes) -> list[bytes]:
    return [b"\x00\x00\x01" + part.rstrip(b"\x00") for part in re.split(rb"\x00\x00\x01", unit) if part.strip(b"\x00")]


def joined(joiner: AccessUnitJoiner, packets: list[bytes], step_s: float = 0.0) -> list[AccessUnit]:
    found: list[AccessUnit] = []
    for index, data in enumerate(packets):
        found += joiner.push(Arrival(data, index * step_s, index * step_s, index))
    return found


@pytest.mark.parametrize(("codec", "encoder"), [("h264", "libx264"), ("hevc", "libx265")])
def test_whole_pictures_pass_at_once_with_their_keys(codec: str, encoder: str) -> None:
    units = clip(64, 64, 12, 6, encoder)
    joiner = AccessUnitJoiner(codec)
    # The first pictures wait for the one after them: nobody knows yet how many slices make a whole one.
    assert [unit.data for unit in joined(joiner, list(units[:5]))] == list(units[:5])
    for index, data in enumerate(units[5:], 5):
        (unit,) = joiner.push(Arrival(data, None, None, index))
        assert unit.data == data
        assert unit.is_key == (index % 6 == 0)
        assert unit.epoch == 0


def test_slices_in_packets_of_their_own_become_whole_pictures() -> None:
    units = clip(64, 64, 8, 4, slices=4)
    found = joined(AccessUnitJoiner("h264"), [part for unit in units for part in nals(unit)])
    assert [unit.data for unit in found] == [b"".join(nals(unit)) for unit in units]


def test_learned_number_of_slices_adds_no_delay() -> None:
    units = clip(64, 64, 8, 8, slices=2)
    joiner = AccessUnitJoiner("h264")
    joined(joiner, [part for unit in units[:5] for part in nals(unit)])
    (first, second) = nals(units[5])
    assert joiner.push(Arrival(first, None, None, 1)) == []
    assert len(joiner.push(Arrival(second, None, None, 2))) == 1


def test_parameter_sets_from_the_session_description_go_before_key_pictures() -> None:
    unit = clip(64, 64, 2, 2)[0]
    bare = [part for part in nals(unit) if part[3] & 0x1F == 5]
    found = joined(AccessUnitJoiner("h264", SETS), [*bare, *bare])[0]
    assert found.data.startswith(SETS)
    assert found.is_key


def test_after_a_picture_was_cut_nothing_damaged_comes_and_none_is_cut_again() -> None:
    few, many = clip(64, 64, 6, 6, slices=2), clip(64, 64, 6, 3, slices=4)
    units = [*few, *many, *few, *many, few[0]]
    found = [unit.data for unit in joined(AccessUnitJoiner("h264"), [part for unit in units for part in nals(unit)])]
    wholes = [b"".join(nals(unit)) for unit in units]
    # The first picture with more slices than all before it is cut; up to the next key all others build on it.
    assert found[:6] == wholes[:6]
    assert found[6] == b"".join(nals(units[6])[:-2])
    assert found[7:] == wholes[9:-1]


def test_pictures_cut_at_so_many_bytes_wait_for_the_next_one_and_are_whole() -> None:
    clips = [clip(64, 64, 8, 8, slices=slices) for slices in (1, 2, 3, 4)]
    units = [clips[index % 4][index % 8] for index in range(40)]
    found = joined(AccessUnitJoiner("h264"), [part for unit in units for part in nals(unit)])
    assert [unit.data for unit in found] == [b"".join(nals(unit)) for unit in units[:-1]]


def test_sets_repeated_before_each_slice_do_not_cut_the_picture() -> None:
    units = clip(64, 64, 12, 4, slices=2)
    packets: list[bytes] = []
    for index, unit in enumerate(units):
        *head, second = nals(unit)
        sets = b"".join(part for part in head if part[3] & 0x1F in (7, 8))
        # Every other key picture comes in one packet, as FFmpeg gives it once it has understood.
        packets += [b"".join(head), sets + second] if index % 8 == 0 else [b"".join(head) + sets + second]
    found = joined(AccessUnitJoiner("h264"), [*packets, packets[0]])
    assert [unit.data for unit in found][: len(units)] == [b"".join(nals(unit)) for unit in units]


def test_key_picture_in_two_packets_among_whole_pictures_is_joined() -> None:
    units = clip(64, 64, 24, 6, slices=2)
    packets: list[bytes] = []
    for index, unit in enumerate(units):
        parts = nals(unit)
        packets += [b"".join(parts[:-1]), parts[-1]] if index % 6 == 0 else [b"".join(parts)]
    found = joined(AccessUnitJoiner("h264"), packets)
    assert [unit.data for unit in found] == [b"".join(nals(unit)) for unit in units]


def test_changed_parameter_sets_begin_a_new_epoch() -> None:
    small, large = clip(64, 64, 2, 2), clip(128, 64, 2, 2)
    found = joined(AccessUnitJoiner("h264"), [*small, *small, *large, *small])
    assert [unit.epoch for unit in found] == [0, 0, 0, 0, 1, 1, 2, 2]


def test_sets_that_come_late_and_alone_go_before_the_key_pictures_that_follow() -> None:
    units = clip(64, 64, 12, 4)
    sets = b"".join(b"\x00" + part for part in nals(units[0]) if part[3] & 0x1F in (7, 8))
    bare = [b"".join(part for part in nals(unit) if part[3] & 0x1F in (1, 5)) for unit in units]
    found = joined(AccessUnitJoiner("h264"), [*bare[:6], sets, *bare[6:]])
    keys = [unit for unit in found if unit.is_key]
    assert [unit.data.startswith(sets) for unit in keys] == [False, False, True]


def test_only_some_sets_repeated_in_the_stream_are_completed() -> None:
    units = clip(64, 64, 3, 1)
    (sps, pps) = (part for part in nals(units[0]) if part[3] & 0x1F in (7, 8))
    key = next(part for part in nals(units[0]) if part[3] & 0x1F == 5)
    found = joined(AccessUnitJoiner("h264", b"\x00" + sps + b"\x00" + pps), [sps + key] * 3)
    assert all(pps in unit.data for unit in found)
    assert {unit.epoch for unit in found} == {0}


@given(st.data(), st.integers(1, 4))
def test_however_packets_cut_the_pictures_they_come_out_whole(data: st.DataObject, slices: int) -> None:
    units = clip(64, 64, 12, 4, slices=slices)
    packets: list[bytes] = []
    for unit in units:
        parts = nals(unit)
        ends = sorted(data.draw(st.sets(st.integers(1, len(parts)))) | {len(parts)})
        packets += [b"".join(parts[begin:end]) for begin, end in pairwise([0, *ends])]
    found = joined(AccessUnitJoiner("h264"), [*packets, packets[0]])
    # The first pictures teach how many slices there are; with the whole number known none is cut.
    assert b"".join(unit.data for unit in found).startswith(b"".join(b"".join(nals(unit)) for unit in units[:-1]))
    assert sum(unit.is_key for unit in found) >= 3


def test_shape_of_rubbish_is_nothing() -> None:
    for rubbish in (b"", b"\x00\x00\x01", b"\x00\x00\x01\x65", b"hello world", b"\x00\x00\x01\x06\x05\x01\x02"):
        assert shape_of("h264", rubbish).slices == 0


def test_slice_cut_within_its_header_is_no_slice() -> None:
    assert shape_of("h264", b"\x00\x00\x01\x65\x00\x00\x01\x09\xf0\x00\x00").slices == 0
    assert shape_of("hevc", b"\x00\x00\x01\x26\x01\x00\x00\x01\x46\x01\x50\x00").slices == 0
