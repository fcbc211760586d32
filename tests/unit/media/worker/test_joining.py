"""A connection's joiner goes on where the one before it ended; what does not fit together gets another epoch."""

from __future__ import annotations

from console.media.worker.access_units import AccessUnit, Arrival
from console.media.worker.joining import Joiner, joiner_for
from tests.helpers.rtsp_clip import clip
from tests.helpers.stream_clips import Recipe, coded

SMALL, LARGE = clip(64, 64, 3, 3), clip(128, 64, 3, 3)
H265 = clip(64, 64, 3, 3, "libx265")
JPEGS = tuple(one.data for one in coded(Recipe("mjpeg", width=96, height=64, pictures=3)))


def epochs(joiner: Joiner, packets: tuple[bytes, ...]) -> set[int]:
    return {unit.epoch for unit in joined(joiner, packets)}


def joined(joiner: Joiner, packets: tuple[bytes, ...]) -> list[AccessUnit]:
    return [unit for data in packets for unit in joiner.push(Arrival(data, None, None, 0))]


def test_same_stream_on_a_new_connection_stays_in_its_epoch() -> None:
    first = joiner_for("h264", b"", None)
    assert epochs(first, SMALL) == {0}
    assert epochs(joiner_for("h264", b"", first), SMALL) == {0}


def test_other_size_codec_and_kind_each_begin_an_epoch() -> None:
    first = joiner_for("h264", b"", None)
    assert epochs(first, SMALL) == {0}
    second = joiner_for("h264", b"", first)
    assert epochs(second, LARGE) == {1}
    third = joiner_for("hevc", b"", second)
    assert epochs(third, H265) == {2}
    fourth = joiner_for("mjpeg", b"", third)
    assert epochs(fourth, JPEGS) == {3}
    assert epochs(joiner_for("h264", b"", fourth), SMALL) == {4}


def test_stream_of_another_codec_than_announced_is_lost() -> None:
    for announced, sent in (("h264", H265), ("hevc", SMALL)):
        joiner = joiner_for(announced, b"", None)
        assert not any(unit.is_key for unit in joined(joiner, sent[:1] + sent[1:] * 200))
        assert joiner.lost


def test_the_other_codec_is_known_by_its_first_packet_even_behind_a_picture() -> None:
    for announced, before, after in (("h264", SMALL, H265), ("hevc", H265, SMALL)):
        joiner = joiner_for(announced, b"", None)
        joined(joiner, before * 2)
        assert not joiner.lost
        assert joined(joiner, (before[1] + after[0],)) == []
        assert joiner.lost


def test_stream_as_announced_is_never_lost() -> None:
    joiner = joiner_for("h264", b"", None)
    joined(joiner, SMALL * 100)
    assert not joiner.lost
