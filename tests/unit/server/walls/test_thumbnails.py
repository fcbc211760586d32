"""Thumbnails at the centre: one a screen, for seconds, wanted only while somebody looks."""

from __future__ import annotations

from console.domain.wall_thumbnail import HEARS_WITHIN_S, KEPT_S, TOLD_FOR_S, WATCHED_FOR_S
from console.server.walls.thumbnails import Thumbnails
from tests.helpers.clock import FakeClock


def test_the_first_who_looks_is_told_apart_and_so_is_the_first_after_everybody_went() -> None:
    clock = FakeClock()
    thumbnails = Thumbnails(clock)
    assert not thumbnails.is_watched("utama")
    assert thumbnails.watch("utama")
    assert not thumbnails.watch("utama")
    assert thumbnails.is_watched("utama")
    assert not thumbnails.is_watched("lain")
    clock.advance(WATCHED_FOR_S + 1)
    assert not thumbnails.is_watched("utama")
    assert thumbnails.watch("utama")


def test_one_a_screen_is_kept_and_none_for_longer_than_it_says_anything() -> None:
    clock = FakeClock()
    thumbnails = Thumbnails(clock)
    for version in (1, 2):
        thumbnails.take("utama", 1, version, 0.0, ["kam-1"], "a")
    thumbnails.take("utama", 2, 2, KEPT_S - 5, ["kam-2"], "b")
    thumbnails.take("lain", 1, 1, 0.0, [], "c")
    found = thumbnails.of("utama")
    assert {number: (one.version, one.sequence) for number, one in found.items()} == {1: (2, 2), 2: (2, 3)}
    clock.advance(6)
    assert list(thumbnails.of("utama")) == [1], "drawn long before it came"
    thumbnails.forget()
    assert thumbnails.of("utama") == thumbnails.of("lain") == {}


def test_what_was_drawn_before_all_were_forgotten_or_just_after_is_not_taken_any_more() -> None:
    clock = FakeClock()
    thumbnails = Thumbnails(clock)
    thumbnails.forget()
    clock.advance(1)
    thumbnails.take("utama", 1, 1, 2.0, ["kam-1"], "on its way meanwhile")
    clock.advance(HEARS_WITHIN_S)
    thumbnails.take("utama", 2, 1, 1.5, ["kam-1"], "its machine had not heard of it")
    assert thumbnails.of("utama") == {}
    thumbnails.take("utama", 1, 1, 0.5, ["kam-1"], "without what is hidden now")
    assert list(thumbnails.of("utama")) == [1]


def test_what_is_on_record_is_written_again_after_a_while_and_by_each_session() -> None:
    clock = FakeClock()
    thumbnails = Thumbnails(clock)
    assert thumbnails.not_told("s-1", "utama", ["utama", "kam-1"]) == ["utama", "kam-1"]
    thumbnails.tell("s-1", "utama", ["utama", "kam-1"])
    assert thumbnails.not_told("s-1", "utama", ["kam-1", "kam-2"]) == ["kam-2"]
    assert thumbnails.not_told("s-2", "utama", ["kam-1"]) == ["kam-1"]
    clock.advance(TOLD_FOR_S + 1)
    assert thumbnails.not_told("s-1", "utama", ["kam-1"]) == ["kam-1"]
