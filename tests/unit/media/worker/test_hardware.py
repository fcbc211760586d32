"""A feed that the graphics card does not show goes to the processor, alone and with a word to the console."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from console.domain.camera import CameraId, FeedKey
from console.media.picture_memory import PictureFormat
from console.media.protocol.messages import HardwareFailed
from console.media.worker.hardware import PICTURE_WITHIN_S, HardwareTrial
from console.media.worker.player import media_options

ONE, OTHER = FeedKey(CameraId("one"), "sub"), FeedKey(CameraId("other"), "sub")


class Room:
    """A trial whose time passes when the test says so."""

    def __init__(self) -> None:
        self.told: list[HardwareFailed] = []
        self.later: list[tuple[float, Callable[[], None]]] = []
        self.restarts = 0
        self.trial = HardwareTrial(self.told.append, lambda delay_s, call: self.later.append((delay_s, call)))

    def play(self, feed: FeedKey, *, in_vain: bool) -> None:
        self.trial.watch(feed, lambda: in_vain, self._restart)
        for delay_s, call in self.later:
            assert delay_s == PICTURE_WITHIN_S
            call()
        self.later.clear()

    def _restart(self) -> None:
        self.restarts += 1


@pytest.fixture
def room() -> Room:
    made = Room()
    made.trial.allow(True)
    return made


def test_nothing_is_tried_before_it_is_allowed() -> None:
    room = Room()
    assert not room.trial.wanted(ONE)
    room.play(ONE, in_vain=True)
    assert (room.told, room.restarts) == ([], 0)


def test_a_feed_without_a_picture_is_given_to_the_processor_and_told_once(room: Room) -> None:
    room.play(ONE, in_vain=True)
    room.play(ONE, in_vain=True)
    assert not room.trial.wanted(ONE)
    assert room.told == [HardwareFailed(ONE)]
    assert room.restarts == 1


def test_the_other_feeds_stay_on_the_card(room: Room) -> None:
    room.play(ONE, in_vain=True)
    room.play(OTHER, in_vain=False)
    assert room.trial.wanted(OTHER)
    assert room.told == [HardwareFailed(ONE)]


def test_a_decoder_that_hangs_later_is_blamed_too(room: Room) -> None:
    room.trial.blame(ONE)
    room.trial.blame(ONE)
    assert room.told == [HardwareFailed(ONE)]


def test_allowing_it_again_forgets_the_failures(room: Room) -> None:
    room.trial.blame(ONE)
    room.trial.allow(True)
    assert room.trial.wanted(ONE)


def test_players_are_told_by_libvlcs_own_option() -> None:
    shown = PictureFormat(64, 48)
    assert ":avcodec-hw=any" in media_options(shown, hardware=True)
    assert ":avcodec-hw=none" in media_options(shown, hardware=False)
