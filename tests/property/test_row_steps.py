"""Whatever a branch becomes, its steps lead there, and rows that stay are never taken out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.ui.models.row_steps import Inserted, Moved, Removed, row_steps

NAMES = st.lists(st.sampled_from("abcdefghijkl"), unique=True)


def led(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """The rows after all steps, and those that were taken out."""
    rows, gone = list(old), []
    for step in row_steps(old, new):
        if isinstance(step, Removed):
            gone += rows[step.first : step.last + 1]
            del rows[step.first : step.last + 1]
        elif isinstance(step, Moved):
            rows.insert(step.to, rows.pop(step.row))
        elif isinstance(step, Inserted):
            rows[step.at : step.at] = new[step.at : step.at + step.count]
    return rows, gone


@given(NAMES, NAMES)
def test_the_steps_lead_from_one_list_to_the_other(old: list[str], new: list[str]) -> None:
    rows, gone = led(old, new)

    assert rows == new
    assert set(gone) == set(old) - set(new)


def test_one_row_that_goes_to_the_end_is_one_step() -> None:
    names = [str(number) for number in range(500)]

    assert row_steps(names, [*names[1:], "0"]) == [Moved(0, 499)]
    assert row_steps(names, ["499", *names[:-1]]) == [Moved(499, 0)]


def test_a_wholly_other_order_is_shown_anew() -> None:
    names = [str(number) for number in range(500)]

    assert row_steps(names, names[::-1]) == [Removed(0, 499), Inserted(0, 500)]
