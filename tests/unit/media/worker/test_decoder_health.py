"""A decoder is hung when the camera sends and nothing comes out; it is started anew ever more rarely."""

from __future__ import annotations

from itertools import pairwise

import pytest

from console.domain.feed_state import SignsOfLife
from console.media.worker.decoder_health import FIRST_PICTURE_WITHIN_S, HUNG_AFTER_S, DecoderHealth

SENDS = SignsOfLife(picture_s=100.0, packet_s=0.1, interval_s=0.07)


def _first_hung_s(health: DecoderHealth, signs: SignsOfLife, begin_s: int = 0) -> int | None:
    return next((second for second in range(begin_s, begin_s + 200) if health.hung(signs, second)), None)


def test_packets_without_pictures_for_three_seconds_are_a_hang() -> None:
    assert _first_hung_s(DecoderHealth(0.0), SENDS) == HUNG_AFTER_S


def test_a_camera_that_sends_nothing_hangs_no_decoder() -> None:
    silent = SignsOfLife(picture_s=100.0, packet_s=9.0, interval_s=0.07)
    assert _first_hung_s(DecoderHealth(0.0), silent) is None


def test_a_camera_that_sends_again_is_given_its_time() -> None:
    health = DecoderHealth(0.0)
    assert not health.hung(SignsOfLife(picture_s=50.0, packet_s=49.0), 50.0)
    assert not health.hung(SENDS, 51.0)
    assert health.hung(SENDS, 53.0)


def test_the_same_picture_again_is_no_hang() -> None:
    health = DecoderHealth(0.0)
    for second in range(1, 100):
        assert health.progressed(second, second)
        assert not health.hung(SENDS, second)


def test_a_player_without_a_first_picture_is_given_more_time() -> None:
    assert _first_hung_s(DecoderHealth(0.0), SignsOfLife(packet_s=0.1)) == FIRST_PICTURE_WITHIN_S


@pytest.mark.parametrize(("interval_s", "hung_s"), [(0.5, 3), (2.0, 6), (5.0, 15)])
def test_a_slow_feed_is_given_the_time_of_three_pictures(interval_s: float, hung_s: int) -> None:
    slow = SignsOfLife(picture_s=100.0, packet_s=interval_s / 2, interval_s=interval_s)
    assert _first_hung_s(DecoderHealth(0.0), slow) == hung_s


def test_restarts_come_ever_more_rarely_and_never_stop() -> None:
    health = DecoderHealth(0.0)
    restarts_s = []
    for second in range(400):
        if health.hung(SENDS, second):
            health.restarted(second)
            restarts_s.append(second)
    pauses_s = [later - earlier for earlier, later in pairwise(restarts_s)]
    assert pauses_s == sorted(pauses_s)
    assert max(pauses_s) == 60
    assert len(restarts_s) < 12


def test_a_decoder_that_is_well_again_begins_with_a_clean_sheet() -> None:
    health = DecoderHealth(0.0)
    health.restarted(3.0)
    assert health.in_trouble
    assert health.progressed(1, 4.0)
    assert not health.in_trouble
