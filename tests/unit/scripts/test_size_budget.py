"""The size budget lets the small pass and names the big."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.size_budget import median_over_budget, over_budget

PATH = Path("console/example.py")
DOC = '"""What it is for."""\n'


def function(lines: int) -> str:
    return "def long() -> None:\n" + "    pass\n" * (lines - 1)


def methods(count: int) -> str:
    return "class Big:\n" + "    def m(self) -> None: ...\n" * count


def test_a_small_documented_file_passes() -> None:
    assert list(over_budget(PATH, DOC + function(50) + methods(15))) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("x = 1\n", "no module docstring"),
        (DOC + "x = 1\n" * 400, "401 lines"),
        (DOC + function(51), "long has 51 lines"),
        (DOC + "async " + function(51), "long has 51 lines"),
        (DOC + methods(16), "16 methods"),
        (DOC + "class Big:\n" + "    x = 1\n" * 250, "Big has 251 lines"),
    ],
)
def test_each_budget_is_kept(source: str, words: str) -> None:
    (finding,) = over_budget(PATH, source)
    assert words in str(finding)


def test_the_median_file_stays_short() -> None:
    assert list(median_over_budget([10, 150, 400])) == []
    (finding,) = median_over_budget([10, 151, 400])
    assert "151" in finding.why
