"""Cutting streams into access units, telling keyframes, and damage that leaves a picture a picture."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.farm.rtsp.units import corrupted, is_keyframe, split_units

_START = b"\x00\x00\x00\x01"
_PAYLOAD = st.binary(min_size=40, max_size=400).map(lambda data: bytes(byte | 0x04 for byte in data))


def _unit(nal: int, payload: bytes) -> bytes:
    return _START + b"\x09\xf0" + b"\x00\x00\x01" + bytes([nal]) + payload


@given(payloads=st.lists(_PAYLOAD, min_size=1, max_size=6))
def test_units_are_cut_at_their_delimiters_and_nothing_is_lost(payloads: list[bytes]) -> None:
    units = [_unit(0x65, payload) for payload in payloads]
    assert split_units(b"".join(units), "h264") == units


def test_h265_has_its_own_delimiter() -> None:
    unit = _START + b"\x46\x01\x50" + b"\x00\x00\x01\x26\x01" + b"\x07" * 30
    assert split_units(unit * 3, "h265") == [unit] * 3
    assert is_keyframe(unit, "h265")


def test_a_stream_without_delimiters_is_refused() -> None:
    with pytest.raises(ValueError, match="delimiter"):
        split_units(_START + b"\x65\x00", "h264")


def test_a_keyframe_is_told_by_its_picture() -> None:
    assert is_keyframe(_unit(0x65, b"\x07" * 40), "h264")
    assert not is_keyframe(_unit(0x41, b"\x07" * 40), "h264")


@given(payload=_PAYLOAD, seed=st.integers(0, 99))
def test_damage_changes_the_picture_but_not_its_shape(payload: bytes, seed: int) -> None:
    unit = _unit(0x41, payload)
    damaged = corrupted(unit, "h264", random.Random(seed))
    assert len(damaged) == len(unit)
    assert damaged[:30] == unit[:30]
    assert damaged.count(b"\x00\x00\x01") == unit.count(b"\x00\x00\x01")


def test_enough_damage_is_done_to_be_seen() -> None:
    unit = _unit(0x41, b"\x07" * 2_000)
    damaged = corrupted(unit, "h264", random.Random(1))
    assert sum(one != other for one, other in zip(unit, damaged, strict=True)) >= 5


def test_a_unit_too_short_to_damage_stays_as_it_is() -> None:
    assert corrupted(_unit(0x41, b"\x07"), "h264", random.Random(1)) == _unit(0x41, b"\x07")
