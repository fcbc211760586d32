"""What a hand-over note must be, whose it is to read, who signs it in which order, and when it is late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.area import in_scope
from console.domain.handover import (
    LONGEST_TEXT,
    LONGEST_WHY,
    MOST_CAMERAS,
    MOST_WATCHED,
    HandoverPart,
    HandoverState,
    Reach,
    is_late,
    note_fault,
    signing_fault,
    state_of,
)

_END = datetime(2026, 11, 26, 8, tzinfo=UTC)
_CODES = ("33.74", "33.74.02", "33.74.02.1001", "33.74.02.1001/RW002", "33.74.03", "33.74.03.1001")
_AREAS = st.lists(st.sampled_from(_CODES), max_size=3, unique=True).map(tuple)


@pytest.mark.parametrize(
    ("text", "watched", "fault"),
    [
        (" \n", [], "handover.empty"),
        ("aman", [], None),
        ("", [("pintu air", 1)], None),
        ("a" * (LONGEST_TEXT + 1), [], "handover.too_long"),
        ("aman", [("a" * (LONGEST_WHY + 1), 1)], "handover.too_long"),
        ("aman", [("ramai", MOST_CAMERAS + 1)], "handover.too_many"),
        ("aman", [("ramai", 1)] * (MOST_WATCHED + 1), "handover.too_many"),
        ("aman", [(" ", 1)], "handover.line_empty"),
        ("aman", [("ramai", 0)], "handover.line_empty"),
    ],
)
def test_what_is_wrong_with_the_words_has_a_code(text: str, watched: list[tuple[str, int]], fault: str | None) -> None:
    assert note_fault(text, watched) == fault


def test_who_gives_signs_first_and_somebody_else_takes() -> None:
    gives, takes = HandoverPart.GIVES, HandoverPart.TAKES
    assert signing_fault(gives, (), is_author=True) is None
    assert signing_fault(gives, (), is_author=False) == "handover.not_yours"
    assert signing_fault(takes, (gives,), is_author=True) == "handover.own_note"
    assert signing_fault(takes, (), is_author=False) == "handover.not_signed"
    assert signing_fault(takes, (gives,), is_author=False) is None
    assert [state_of(parts) for parts in ((), (gives,), (takes,), (gives, takes))] == [
        HandoverState.WRITTEN,
        HandoverState.SIGNED,
        HandoverState.WRITTEN,
        HandoverState.DONE,
    ]


def test_a_note_is_late_only_when_half_an_hour_of_the_next_shift_is_over() -> None:
    half_hour = timedelta(minutes=30)
    assert not is_late(HandoverState.SIGNED, _END, _END + half_hour)
    assert is_late(HandoverState.SIGNED, _END, _END + half_hour + timedelta(seconds=1))
    assert is_late(HandoverState.WRITTEN, _END, _END + timedelta(hours=1))
    assert not is_late(HandoverState.DONE, _END, _END + timedelta(days=9))


@given(_AREAS, _AREAS, _AREAS, _AREAS, st.sampled_from(_CODES))
def test_who_holds_a_reach_sees_every_camera_that_it_lets_see(
    mine: tuple[str, ...], not_mine: tuple[str, ...], areas: tuple[str, ...], left_out: tuple[str, ...], camera: str
) -> None:
    if Reach(mine, not_mine).holds(Reach(areas, left_out)) and in_scope(camera, areas, left_out):
        assert in_scope(camera, mine, not_mine)


def test_a_note_about_no_area_is_nobodys() -> None:
    assert not Reach(("33.74",)).holds(Reach(()))
