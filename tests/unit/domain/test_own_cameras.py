"""Favourites, recent cameras and groups: each change gives the lists as a person expects them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.own_cameras import (
    FAVOURITES,
    MOST_GROUPS,
    MOST_KEPT,
    MOST_RECENT,
    RECENT,
    Kept,
    OwnCameras,
    OwnList,
)


def camera(number: int) -> Kept:
    return Kept(False, f"cam-{number}", f"Kamera {number}", number)


def numbers(own: OwnCameras, list_id: str) -> list[int]:
    found = own.find(list_id)
    assert found is not None
    return [member.number for member in found.members]


GROUP = OwnList("g", "Pasar", (camera(1), camera(2), camera(3)))
OWN = OwnCameras().with_group(GROUP)


def test_the_newest_of_the_cameras_called_up_comes_first_and_each_is_there_once() -> None:
    own = OwnCameras()
    for number in (1, 2, 3, 1):
        own = own.called_up(camera(number))

    assert numbers(own, RECENT) == [1, 3, 2]


def test_only_so_many_are_remembered() -> None:
    own = OwnCameras()
    for number in range(MOST_RECENT + 5):
        own = own.called_up(camera(number))

    assert len(numbers(own, RECENT)) == MOST_RECENT
    assert numbers(own, RECENT)[0] == MOST_RECENT + 4


def test_a_camera_is_in_a_list_once_and_comes_back_where_it_was() -> None:
    assert OWN.added("g", [camera(1)]) == OWN
    without = OWN.removed("g", camera(2))
    assert numbers(without, "g") == [1, 3]
    assert without.added("g", [camera(2)], at=1) == OWN


def test_a_list_holds_no_more_than_a_person_looks_through() -> None:
    own = OwnCameras().added(FAVOURITES, [camera(number) for number in range(MOST_KEPT + 1)])

    assert len(numbers(own, FAVOURITES)) == MOST_KEPT


@pytest.mark.parametrize(("steps", "expected"), [(-1, [2, 1, 3]), (1, [1, 3, 2]), (9, [1, 3, 2]), (-9, [2, 1, 3])])
def test_a_member_goes_up_and_down(steps: int, expected: list[int]) -> None:
    assert numbers(OWN.moved("g", camera(2), steps), "g") == expected


def test_groups_are_renamed_ordered_removed_and_put_back() -> None:
    own = OWN.with_group(OwnList("h", "Sungai")).renamed("h", "Kali")

    assert [one.name for one in own.moved_group("h", -1).groups] == ["Kali", "Pasar"]
    assert own.moved_group("h", 1) == own
    without = own.without_group("g")
    assert [one.name for one in without.groups] == ["Kali"]
    assert without.with_group(GROUP, at=2) == own


def test_favourites_and_recent_cameras_are_no_group() -> None:
    assert OWN.without_group(FAVOURITES) == OWN
    assert OWN.moved_group(RECENT, 1) == OWN


def test_names_tell_groups_apart() -> None:
    assert not OWN.name_is_free("pasar")
    assert OWN.name_is_free("pasar", but="g")
    assert OWN.name_is_free("Sungai")


def test_there_are_only_so_many_groups() -> None:
    own = OwnCameras()
    for number in range(MOST_GROUPS + 1):
        own = own.with_group(OwnList(f"g{number}", str(number)))

    assert len(own.groups) == MOST_GROUPS


def test_what_is_not_there_changes_nothing() -> None:
    assert OWN.added("x", [camera(1)]) == OWN
    assert OWN.removed("x", camera(1)) == OWN
    assert OWN.moved("g", camera(9), 1) == OWN
    assert OWN.renamed("x", "y") == OWN
    assert not OWN.has("x", camera(1))


@given(st.integers(0, 2), st.integers(-5, 5))
def test_moving_loses_nothing(row: int, steps: int) -> None:
    moved = OWN.moved("g", GROUP.members[row], steps)

    assert sorted(numbers(moved, "g")) == [1, 2, 3]
