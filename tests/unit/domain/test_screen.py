"""Screens are known by what they are: swapped cables, missing ones, alike ones, and ones that say nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.screen import Area, ScreenIdentity, matched

DELL_A = ScreenIdentity("Dell", "U2720Q", "A1", "DP-1")
DELL_B = ScreenIdentity("Dell", "U2720Q", "B2", "DP-2")


def test_a_screen_is_the_same_one_on_another_socket() -> None:
    swapped = [ScreenIdentity("Dell", "U2720Q", "B2", "DP-1"), ScreenIdentity("Dell", "U2720Q", "A1", "DP-2")]

    assert matched([DELL_A, DELL_B], swapped) == {DELL_A: 1, DELL_B: 0}


def test_a_missing_screen_is_not_replaced_by_another_of_its_model() -> None:
    assert matched([DELL_A], [DELL_B]) == {DELL_A: None}


def test_alike_screens_without_serial_numbers_are_told_by_their_sockets() -> None:
    one, two = ScreenIdentity("LG", "55", "", "HDMI-1"), ScreenIdentity("LG", "55", "", "HDMI-2")

    assert matched([two, one], [one, two]) == {one: 0, two: 1}
    assert matched([two], [one]) == {two: 0}


def test_screens_that_say_nothing_are_told_by_their_sockets_alone() -> None:
    one, two = ScreenIdentity(name="screen"), ScreenIdentity(name="VNC-1")

    assert matched([one, two], [two]) == {one: None, two: 0}
    assert matched([ScreenIdentity()], [ScreenIdentity()]) == {ScreenIdentity(): 0}


TEXTS = st.sampled_from(["", "a", "b"])
IDENTITIES = st.builds(ScreenIdentity, TEXTS, TEXTS, TEXTS, TEXTS)


@given(st.lists(IDENTITIES, max_size=5), st.lists(IDENTITIES, max_size=5, unique=True))
def test_no_screen_is_two_and_one_that_is_here_as_it_was_is_found(
    wanted: list[ScreenIdentity], present: list[ScreenIdentity]
) -> None:
    found = matched(wanted, present)

    indexes = [index for index in found.values() if index is not None]
    assert len(indexes) == len(set(indexes))
    assert set(found) == set(wanted)


@given(st.lists(IDENTITIES.filter(lambda one: bool(one.name)), min_size=1, max_size=5, unique_by=lambda one: one.name))
def test_the_same_screens_again_are_themselves(screens: list[ScreenIdentity]) -> None:
    assert matched(screens, screens) == {screen: index for index, screen in enumerate(screens)}


@given(*[st.integers(-5000, 5000)] * 2, *[st.integers(1, 5000)] * 2, *[st.integers(1, 3000)] * 2)
def test_a_window_that_is_moved_inside_lies_inside(
    left: int, top: int, width: int, height: int, room_width: int, room_height: int
) -> None:
    room = Area(100, 50, room_width, room_height)

    inside = Area(left, top, width, height).inside(room)

    assert room.left <= inside.left
    assert inside.left + inside.width <= room.left + room.width
    assert room.top <= inside.top
    assert inside.top + inside.height <= room.top + room.height
