"""The interval of a feed's pictures follows its pace, not its silences."""

from __future__ import annotations

from console.domain.picture_interval import PictureInterval

_S = 1_000_000_000


def test_too_few_pictures_say_nothing() -> None:
    interval = PictureInterval()
    assert [interval.note(second * _S) for second in (1, 2, 3)] == [0, 0, 0]
    assert interval.note(4 * _S) == _S


def test_one_long_silence_makes_no_slow_feed() -> None:
    interval = PictureInterval()
    for picture in range(1, 20):
        interval.note(picture * _S // 10)
    assert interval.note(60 * _S) == _S // 10


def test_a_feed_that_became_slow_is_known_as_such() -> None:
    interval = PictureInterval()
    for picture in range(1, 20):
        interval.note(picture * _S // 10)
    assert [interval.note(second * 5 * _S) for second in (1, 2, 3, 4)][-1] == 5 * _S
