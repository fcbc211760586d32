"""What cameras do to parameter sets and timestamps, for the streams of the tests."""

from __future__ import annotations

import random

from tests.helpers.rtp_payloads import is_set, is_slice

_WRAP = 2**32
_JUMP_AT = 20
_JUMP_TICKS = 5000 * 90_000


def without_sets(_index: int, nals: list[bytes]) -> list[bytes]:
    """H.264 whose sets are only in the session description."""
    return [nal for nal in nals if not is_set(nal, is_h265=False)]


def without_h265_sets(_index: int, nals: list[bytes]) -> list[bytes]:
    """H.265 whose sets are only in the session description."""
    return [nal for nal in nals if not is_set(nal, is_h265=True)]


def sets_from(first: int, index: int, nals: list[bytes]) -> list[bytes]:
    """H.264 whose sets come only from picture ``first`` on."""
    return nals if index >= first else without_sets(index, nals)


def sets_before_slices(_index: int, nals: list[bytes]) -> list[bytes]:
    """H.264 that repeats its sets before each slice of a key picture."""
    sets = [nal for nal in nals if is_set(nal, is_h265=False)]
    others = [nal for nal in nals if not is_set(nal, is_h265=False)]
    return [each for nal in others for each in ([*sets, nal] if is_slice(nal, is_h265=False) else [nal])]


def standing(_index: int, _tick: int) -> int:
    """A clock that never moves."""
    return 90_000


def jumping_forward(index: int, tick: int) -> int:
    """A clock that is set an hour and more ahead."""
    return tick + (_JUMP_TICKS if index >= _JUMP_AT else 0)


def jumping_back(index: int, tick: int) -> int:
    """A clock that is set an hour and more back."""
    return tick + (0 if index >= _JUMP_AT else _JUMP_TICKS)


def random_ticks(index: int, _tick: int) -> int:
    """No clock at all."""
    return random.Random(index).randrange(_WRAP)


def wrapping(_index: int, tick: int) -> int:
    """A clock that passes the end of RTP's 32 bits after a second and a half."""
    return (tick + _WRAP - 135_000) % _WRAP
