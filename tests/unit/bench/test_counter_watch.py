"""A farm's picture is found on a screen at any size and place, and every new one is seen once."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from console.base.errors import KnownError
from console.bench.counter_watch import CounterWatch, place_in
from console.bench.framebuffer import Framebuffer
from tests.helpers.screen_file import picture, screen_file


@pytest.mark.parametrize(
    ("size", "top", "scale"), [((660, 410), 26, 1.0), ((240, 135), 20, 0.31), ((160, 90), 18, 0.19)]
)
def test_a_picture_under_a_title_is_found(size: tuple[int, int], top: int, scale: float) -> None:
    shown = picture(5, 77, scale)
    area = np.full((size[1], size[0]), 30, np.uint8)
    left = (size[0] - shown.shape[1]) // 2
    area[top : top + shown.shape[0], left : left + shown.shape[1]] = shown
    place = place_in(area)
    assert place is not None
    assert abs(place.left - left) <= 6
    assert abs(place.top - top) <= 4


def test_a_screen_without_a_picture_has_no_place() -> None:
    assert place_in(np.zeros((100, 160), np.uint8)) is None
    assert place_in(np.random.default_rng(1).integers(0, 255, (100, 160)).astype(np.uint8)) is None


def test_every_change_of_the_counter_is_seen_once_in_order(tmp_path: Path) -> None:
    pixels = screen_file(tmp_path, 640, 360)
    pixels[..., 1] = picture(3, 1)
    screen = Framebuffer(tmp_path / "Xvfb_screen0")
    watch = CounterWatch.found(screen, "test", 20)
    assert watch.now() == (3, 1)
    numbers = iter(range(2, 6))
    seen_by_now = threading.Event()

    def next_picture() -> bool:
        number = next(numbers, None)
        if number is None:
            seen_by_now.set()
        else:
            pixels[..., 1] = picture(3, number)
        return seen_by_now.is_set()

    seen = watch.follow(60, until=next_picture)
    assert [(one.clip, one.frame) for one in seen] == [(3, 2), (3, 3), (3, 4), (3, 5)]
    assert sorted(one.at_ns for one in seen) == [one.at_ns for one in seen]


def test_a_program_that_shows_nothing_is_named(tmp_path: Path) -> None:
    screen_file(tmp_path, 64, 36)
    with pytest.raises(KnownError) as caught:
        CounterWatch.found(Framebuffer(tmp_path / "Xvfb_screen0"), "mpv", 0.01)
    assert (caught.value.code, caught.value.params["program"]) == ("bench.no_picture", "mpv")


def test_a_monitor_beside_another_is_a_screen_of_its_own(tmp_path: Path) -> None:
    pixels = screen_file(tmp_path, 1280, 360)
    pixels[:, 640:, 1] = picture(5, 7)
    left, right = (Framebuffer(tmp_path / "Xvfb_screen0").part(place, 0, 640, 360) for place in (0, 640))
    assert (right.width_px, right.height_px) == (640, 360)
    assert CounterWatch.found(right, "test", 1).now() == (5, 7)
    assert place_in(left.grey()) is None
