"""The options for disturbances: what is not said is as usual, and what makes no sense is refused in a sentence."""

from __future__ import annotations

import argparse

import pytest

from console.base.errors import KnownError
from console.cli.cause_options import add_cause_options, cause_rule, repair_due_s
from console.domain.cause import CauseRule


def _rule(*words: str) -> CauseRule:
    parser = argparse.ArgumentParser()
    add_cause_options(parser)
    return cause_rule(parser.parse_args(words))


def test_what_is_not_said_is_as_usual() -> None:
    assert _rule() == CauseRule()
    assert _rule("--cause-percent", "95", "--cause-minutes", "2.5") == CauseRule(least_percent=95, window_s=150)


@pytest.mark.parametrize(
    "words",
    [
        ("--cause-cameras", "1"),
        ("--cause-percent", "50"),
        ("--cause-percent", "101"),
        ("--cause-minutes", "0"),
        ("--cause-minutes", "nan"),
    ],
)
def test_what_makes_no_sense_is_refused(words: tuple[str, str]) -> None:
    with pytest.raises(KnownError, match=r"centre\.cause_rule"):
        _rule(*words)


def _due_s(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_cause_options(parser)
    return repair_due_s(parser.parse_args(words), 7)


def test_how_long_a_repair_may_take_is_said_in_hours() -> None:
    assert (_due_s(), _due_s("--repair-hours", "1.5")) == (7, 5_400)
    for hours in ("0", "9000", "nan"):
        with pytest.raises(KnownError, match=r"centre\.repair_hours"):
            _due_s("--repair-hours", hours)
