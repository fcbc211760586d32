"""Typing a few letters in either language finds the category."""

from __future__ import annotations

import pytest

from console.ui.models.category_filter import matching
from tests.helpers.screen_fakes import categories


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("beg", ["KAM-03"]),
        ("rampas", []),
        ("perampasan", ["KAM-03"]),
        ("fire", ["BEN-04"]),
        ("struct fire", ["BEN-04"]),
        ("LAL", ["LAL-01", "LAL-06"]),
        ("ban", ["BEN-01", "BEN-04"]),
        ("bangun", ["BEN-04"]),
        ("zzz", []),
    ],
)
def test_every_word_begins_a_word_of_a_name_or_code(typed: str, codes: list[str]) -> None:
    found = [category.code for category in matching(categories(), typed)]

    assert [code for code in found if code in codes] == [code for code in codes if code in found] == codes
    assert set(found) == set(codes)


def test_nothing_typed_lists_all_in_the_city_s_order() -> None:
    assert matching(categories(), "  ") == categories()
