"""Key pictures of open groups are known by their recovery points; pictures that are refreshed bit by bit are not."""

from __future__ import annotations

from console.media.worker.access_units import AccessUnitJoiner, Arrival
from console.media.worker.nal import shape_of
from console.media.worker.recovery_point import announces_recovery
from tests.helpers.rtp_payloads import nals_of
from tests.helpers.stream_clips import Recipe, coded

CLIP = coded(Recipe(pictures=45, bframes=2, preset="veryfast", open_groups=True))
_START = b"\x00\x00\x01"


def test_every_key_picture_of_the_encoder_is_one_and_no_other() -> None:
    assert [shape_of("h264", unit.data).is_key for unit in CLIP] == [unit.is_key for unit in CLIP]
    assert sum(unit.is_key for unit in CLIP) >= 3


def test_the_recovery_point_may_come_in_a_packet_of_its_own() -> None:
    joiner = AccessUnitJoiner("h264")
    units = [
        unit
        for number, coded_unit in enumerate(CLIP)
        for nal in nals_of(coded_unit.data)
        for unit in joiner.push(Arrival(_START + nal, number / 15, None, number))
    ]
    assert [unit.is_key for unit in units] == [unit.is_key for unit in CLIP][: len(units)]


def test_only_a_recovery_at_once_counts() -> None:
    assert announces_recovery(_START + b"\x06\x06\x01\xc4\x80")
    assert not announces_recovery(_START + b"\x06\x06\x01\x44\x80"), "after some pictures"
    assert not announces_recovery(_START + b"\x06\x05\x01\xc4\x80"), "something else"
    assert announces_recovery(_START + b"\x06\x05\x02\x06\x06\x06\x01\xc4\x80"), "behind something else"


def test_broken_announcements_are_none() -> None:
    for length in range(4, 12):
        announces_recovery((_START + b"\x06" + b"\xff" * 8)[:length])
