"""Whom a flag goes to first: the Polsek of the kecamatan, unless the category names somebody else."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from console.domain.flag_recipient import LONGEST_RECIPIENT, POLSEK, district_of, recipients

_PLACE = "33.74.02.1001/RW002/RT003"
_CATEGORIES = Path(__file__).parents[3] / "resources" / "city" / "incident-categories.csv"


@pytest.mark.parametrize(
    ("category", "place", "first"),
    [
        ("Polsek", _PLACE, "Polsek Semarang Utara"),
        ("Polsek/Satpol PP", "33.74.10.1003", "Polsek Tembalang"),
        ("Polrestabes", _PLACE, "Polrestabes Semarang"),
        ("Satlantas + 112", _PLACE, "Satlantas"),
        ("Damkar (113)/112", _PLACE, "Damkar"),
        ("", _PLACE, "Polsek Semarang Utara"),
        ("Polsek", "33.74", "Polrestabes Semarang"),
        ("Polsek", "33.22.01.2001", "Polrestabes Semarang"),
        ("Polsek", "", "Polrestabes Semarang"),
    ],
)
def test_the_first_recipient_follows_from_category_and_place(category: str, place: str, first: str) -> None:
    assert recipients(category, place)[0] == first


def test_every_other_police_can_be_chosen_and_nobody_twice() -> None:
    found = recipients("Polsek/Polrestabes", _PLACE)
    assert found[:2] == ("Polsek Semarang Utara", "Polrestabes Semarang")
    assert set(POLSEK.values()) <= set(found)
    assert "Polres Demak" in found
    assert len(found) == len(set(found))


def test_each_of_the_sixteen_districts_has_its_own_polsek() -> None:
    assert sorted(POLSEK) == [f"33.74.{number:02}" for number in range(1, 17)]
    assert len(set(POLSEK.values())) == 16


def test_every_category_of_the_city_has_a_recipient_that_fits() -> None:
    rows = list(csv.DictReader(_CATEGORIES.read_text(encoding="utf-8").splitlines()))
    assert len(rows) > 30
    for row in rows:
        assert all(0 < len(name) <= LONGEST_RECIPIENT for name in recipients(row["default_recipient"], _PLACE))


def test_the_district_of_a_place() -> None:
    assert [district_of(code) for code in (_PLACE, "33.74.02", "33.74", "nowhere")] == ["33.74.02"] * 2 + [None] * 2
