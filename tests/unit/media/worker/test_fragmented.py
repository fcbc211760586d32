"""Fragmented MP4 out of a camera's pictures: each its own fragment, with their times, playable from any key picture on."""

from __future__ import annotations

import io
from itertools import pairwise

import av

from console.media.worker.access_units import AccessUnit
from console.media.worker.fragmented import Fragment, FragmentWriter
from console.media.worker.relay import codec_name
from console.media.worker.ring import RingUnit
from tests.helpers.rtsp_clip import FPS, clip

_TICKS = 90_000
_KEY_EVERY = 15


def _units(count: int) -> list[RingUnit]:
    held = []
    for index in range(count):
        unit = AccessUnit(clip()[index % len(clip())], None, None, index, index % _KEY_EVERY == 0, 0)
        ticks = 7_000_000 + index * _TICKS // FPS
        held.append(RingUnit(unit, ticks, ticks))
    return held


def _written(count: int) -> tuple[bytes, list[Fragment]]:
    units = _units(count)
    writer = FragmentWriter(units[0])
    fragments = [fragment for unit in units for fragment in writer.push(unit)]
    writer.close()
    return writer.head, fragments


def test_each_picture_is_a_fragment_as_soon_as_the_next_one_has_come() -> None:
    head, fragments = _written(40)
    assert head[4:8] == b"ftyp"
    assert len(fragments) == 39
    assert [at for at, one in enumerate(fragments) if one.is_key] == [0, 15, 30]


def test_what_begins_with_a_key_picture_is_decoded_with_its_times() -> None:
    head, fragments = _written(40)
    with av.open(io.BytesIO(head + b"".join(one.data for one in fragments[15:])), "r") as container:
        times = [frame.time for frame in container.decode(video=0) if frame.time is not None]
    assert len(times) == 24
    assert times[0] == 15 / FPS
    assert all(abs(later - sooner - 1 / FPS) < 0.001 for sooner, later in pairwise(times))


def test_browsers_are_told_profile_and_level() -> None:
    assert codec_name(clip()[0]) == "avc1.42c00c"
