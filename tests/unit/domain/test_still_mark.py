"""Marks are kept as shares of the picture, and what is no mark is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.still_mark import MOST_MARKS, MOST_POINTS, MarkKind, Marks, with_mark

_points = st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), max_size=500).map(tuple)


@given(st.sampled_from(MarkKind), _points)
def test_every_mark_lies_in_the_picture_and_is_bounded(kind: MarkKind, points: tuple[tuple[float, float], ...]) -> None:
    for mark in with_mark((), kind, points):
        assert 1 <= len(mark.points) <= MOST_POINTS
        assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in mark.points)


def test_numbers_count_up_and_what_was_undone_is_used_again() -> None:
    marks: Marks = ()
    for _ in range(3):
        marks = with_mark(marks, MarkKind.NUMBER, ((0.5, 0.5),))
    assert [mark.number for mark in marks] == [1, 2, 3]
    assert with_mark(marks[:-1], MarkKind.NUMBER, ((0.1, 0.1),))[-1].number == 3


@pytest.mark.parametrize("kind", [MarkKind.ARROW, MarkKind.BOX, MarkKind.LINE])
def test_a_slip_of_the_hand_is_no_mark(kind: MarkKind) -> None:
    assert with_mark((), kind, ((0.5, 0.5), (0.501, 0.5))) == ()


def test_there_are_never_more_than_can_be_told_apart() -> None:
    marks: Marks = ()
    for _ in range(MOST_MARKS + 5):
        marks = with_mark(marks, MarkKind.BOX, ((0.1, 0.1), (0.4, 0.4)))
    assert len(marks) == MOST_MARKS


def test_a_line_keeps_both_ends() -> None:
    points = tuple((index / 999, 0.5) for index in range(1000))
    (line,) = with_mark((), MarkKind.LINE, points)
    assert (line.points[0], line.points[-1]) == (points[0], points[-1])
