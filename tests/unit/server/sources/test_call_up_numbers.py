"""Call-up numbers of a source's cameras: no two alike, none taken from another, and kept from read to read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.server.sources.call_up_numbers import Caller, settle

_IDS = st.sampled_from([f"s.{letter}" for letter in "abcdefgh"])
_NUMBERS = st.integers(1, 12)


@given(
    st.dictionaries(_IDS, st.none() | _NUMBERS),
    st.dictionaries(_IDS | st.sampled_from(["kam-1", "kam-2"]), _NUMBERS).map(
        lambda held: {number: key for key, number in held.items()}
    ),
    st.dictionaries(st.sampled_from(["old-1", "old-2"]), _NUMBERS),
)
def test_no_two_cameras_ever_have_one_number(
    told: dict[str, int | None], owners: dict[int, str], rested: dict[str, int]
) -> None:
    held = {key: number for number, key in owners.items()}
    found = settle([Caller(key, number) for key, number in told.items()], held, rested, 1)
    after = list((held | found).values())
    assert len(after) == len(set(after))
    assert all(found[key] == number for key, number in told.items() if number is not None and key in found)
    assert all(found[key] == held[key] for key, number in told.items() if number is None and key in held)
    assert {key for key, number in told.items() if number is None} <= set(found)


def test_new_cameras_get_the_next_free_numbers_and_none_that_a_gone_camera_had() -> None:
    callers = [Caller("s.a", None), Caller("s.b", None), Caller("s.c", None)]
    assert settle(callers, {"kam-1": 500}, {"old": 502}, 500) == {"s.a": 501, "s.b": 503, "s.c": 504}


def test_a_camera_that_comes_back_gets_its_number_back_unless_another_has_it() -> None:
    assert settle([Caller("s.a", None)], {}, {"s.a": 7}, 500) == {"s.a": 7}
    assert settle([Caller("s.a", None)], {"kam-1": 7}, {"s.a": 7}, 500) == {"s.a": 500}


def test_cameras_of_a_source_may_swap_their_numbers() -> None:
    held = {"s.a": 1, "s.b": 2}
    assert settle([Caller("s.a", 2), Caller("s.b", 1)], held, {}, 500) == {"s.a": 2, "s.b": 1}


def test_who_cannot_move_keeps_the_number_that_others_wanted() -> None:
    held = {"kam-1": 9, "s.a": 1, "s.b": 2}
    assert settle([Caller("s.a", 9), Caller("s.b", 1)], held, {}, 500) == {}
