"""A replay shows exactly the pictures asked for, at the times asked for, whatever the ring does meanwhile."""

from __future__ import annotations

import pytest
from av.video.frame import VideoFrame
from hypothesis import given
from hypothesis import strategies as st

from console.domain.replay import ReplayMove
from console.media.worker.access_units import AccessUnit
from console.media.worker.replay_decoder import ReplayDecoder
from console.media.worker.replay_player import ReplayPlayer
from console.media.worker.replay_track import ReplayTrack, Spot
from console.media.worker.ring import PacketRing, RingUnit
from console.media.worker.ring_room import RingLimits, RingRoom
from tests.helpers.rtsp_clip import FPS, clip, number_in

KEY_EVERY = 15
TICKS = 90_000 // FPS
MANY_BYTES = 10**8


class Watched:
    """A player over a ring filled with numbered pictures, at a time that the test sets."""

    def __init__(self, pictures: int = 60, *, most_bytes: int = MANY_BYTES, span_s: float = 1000.0) -> None:
        self.ring = PacketRing(RingRoom(RingLimits(span_s)), "h264")
        self.units = clip()
        self.count = 0
        self.come(pictures)
        self.shown: list[int] = []
        self.now_s = 500.0
        self.decoder = ReplayDecoder()
        self.player = ReplayPlayer(ReplayTrack(self.ring, most_bytes), self._show)

    def come(self, pictures: int) -> None:
        """So many more pictures come from the camera."""
        for _ in range(pictures):
            at, index = self.count * TICKS, self.count % len(self.units)
            unit = AccessUnit(self.units[index], None, None, at * 10**9 // 90_000, index % KEY_EVERY == 0, 0)
            self.ring.append(RingUnit(unit, at, at))
            self.count += 1

    def move(self, move: ReplayMove, amount: float = 0.0) -> list[int]:
        """What it shows upon that."""
        before = len(self.shown)
        self.player.move(move, amount, self.now_s)
        return self.shown[before:]

    def wait(self, seconds: float) -> list[int]:
        """What is shown while time passes, ticked as the thread does."""
        before, until_s = len(self.shown), self.now_s + seconds
        while self.now_s < until_s and not self.player.ended:
            self.now_s = min(until_s, self.now_s + max(0.001, self.player.tick(self.now_s)))
        return self.shown[before:]

    def _show(self, spot: Spot) -> None:
        frame = self.decoder.frame(spot.group, spot.index)
        assert frame is not None
        self.shown.append(number_of(frame))


def number_of(frame: VideoFrame) -> int:
    plane = frame.reformat(format="bgra").planes[0]
    return number_in(memoryview(bytes(plane)), frame.width, frame.height, plane.line_size)


def test_starts_so_many_seconds_before_the_newest_picture() -> None:
    watched = Watched()
    assert watched.player.start(2.0, watched.now_s)
    assert watched.shown == [59 - 2 * FPS]


def test_a_step_back_shows_exactly_the_former_picture_over_key_pictures() -> None:
    watched = Watched()
    watched.player.start(1.0, watched.now_s)
    back = [watched.move(ReplayMove.STEP, -1) for _ in range(40)]
    assert back == [[number] for number in range(43, 3, -1)]
    assert watched.player.paused
    assert [watched.move(ReplayMove.STEP, 1) for _ in range(20)] == [[number] for number in range(5, 25)]


@given(st.lists(st.integers(-20, 10).filter(bool), max_size=12))
def test_any_steps_land_where_counting_says(steps: list[int]) -> None:
    watched = Watched()
    watched.player.start(2.0, watched.now_s)
    number = 29
    for step in steps:
        number = max(0, number + step)
        shown = watched.move(ReplayMove.STEP, step)
        if number > 59:
            assert (shown, watched.player.ended) == ([], True)
            return
        assert shown == [number]


def test_before_the_oldest_picture_it_stays_there() -> None:
    watched = Watched(30)
    watched.player.start(60.0, watched.now_s)
    assert watched.shown == [0]
    assert watched.move(ReplayMove.STEP, -5) == [0]
    assert not watched.player.ended


@pytest.mark.parametrize(("speed", "pictures"), [(1.0, 15), (0.5, 7), (0.25, 3), (2.0, 30)])
def test_speed_is_kept_on_average(speed: float, pictures: int) -> None:
    watched = Watched()
    watched.player.start(3.0, watched.now_s)
    first = watched.shown[-1]
    watched.move(ReplayMove.SPEED, speed)
    assert watched.wait(1.0001) == list(range(first + 1, first + 1 + pictures))


def test_paused_stands_until_it_is_told_to_go_on() -> None:
    watched = Watched()
    watched.player.start(3.0, watched.now_s)
    watched.move(ReplayMove.PAUSE)
    assert watched.wait(30.0) == []
    assert watched.move(ReplayMove.SPEED, 1.0) == [14]
    assert watched.wait(0.2001) == [15, 16, 17]


def test_ends_at_the_newest_picture() -> None:
    watched = Watched()
    watched.player.start(1.0, watched.now_s)
    assert watched.wait(10.0) == list(range(45, 60))
    assert watched.player.ended


def test_nothing_to_show_is_told() -> None:
    assert not Watched(0).player.start(10.0, 0.0)


def test_what_the_ring_drops_meanwhile_is_still_shown() -> None:
    watched = Watched(span_s=2.0)
    watched.player.start(3.0, watched.now_s)
    watched.move(ReplayMove.PAUSE)
    first = watched.shown[-1]
    for _ in range(20):
        watched.come(15)
        watched.wait(1.0)
    assert watched.ring.groups()[0].arrival_ns(0) > 15 * 10**9
    watched.move(ReplayMove.SPEED, 1.0)
    assert watched.wait(15.0001) == [(first + count) % 60 for count in range(1, 226)]


def test_a_replay_left_alone_holds_no_more_than_it_may_and_jumps_over_what_is_missing() -> None:
    group_bytes = sum(map(len, clip()[:KEY_EVERY]))
    watched = Watched(most_bytes=6 * group_bytes, span_s=2.0)
    watched.player.start(3.0, watched.now_s)
    watched.move(ReplayMove.PAUSE)
    for _ in range(60):
        watched.come(15)
        watched.wait(1.0)
    held = watched.player._track._held_bytes()
    assert held <= 8 * group_bytes
    watched.move(ReplayMove.SPEED, 1.0)
    seen = len(watched.wait(20.0))
    assert 8 * FPS < seen < 13 * FPS
    assert (watched.shown[-1], watched.player.ended) == ((watched.count - 1) % 60, True)


def test_going_back_further_reads_the_ring_again() -> None:
    watched = Watched()
    watched.player.start(0.2, watched.now_s)
    assert watched.move(ReplayMove.BACK, 3.0) == [11]


def test_a_gap_of_the_connection_is_not_sat_through() -> None:
    watched = Watched(30)
    watched.count += 100 * 60
    watched.come(15)
    watched.player.start(0.0, watched.now_s)
    watched.move(ReplayMove.STEP, -16)
    watched.move(ReplayMove.SPEED, 1.0)
    assert len(watched.wait(4.0)) >= 15
