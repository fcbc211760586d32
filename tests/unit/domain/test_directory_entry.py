"""Cameras of one site come together, under the words that their names share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.domain.area import AreaLevel
from console.domain.condition import Condition
from console.domain.directory_entry import AreaEntry, DirectoryEntry, SiteEntry, by_site, site_name
from tests.helpers.screen_fakes import camera_entry


def entry(number: int, name: str, site: str) -> DirectoryEntry:
    made = camera_entry(number, name)
    return replace(made, camera=replace(made.camera, site_id=site))


def test_only_a_site_with_several_cameras_is_a_level() -> None:
    north, alone, south = entry(1, "Simpang Lima Utara", "a"), entry(2, "Pasar", "b"), entry(3, "Simpang Lima Sel", "a")

    assert by_site([north, alone, south]) == [SiteEntry("a", "Simpang Lima", (north, south)), alone]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Simpang Lima - Utara", "Simpang Lima - Selatan"], "Simpang Lima"),
        (["Pasar Johar", "Pasar Johar"], "Pasar Johar"),
        (["Gerbang", "Halaman"], "Gerbang"),
        (["Pos 1", "Pos 12"], "Pos"),
    ],
)
def test_a_site_is_called_what_its_cameras_share(names: list[str], expected: str) -> None:
    assert site_name(names) == expected


def test_whom_the_centre_never_told_of_was_never_seen() -> None:
    area = AreaEntry("33.74", "Kota", AreaLevel.CITY, 11, 4, 3, 1, 1)

    assert area.counts == {
        Condition.WORKING: 4,
        Condition.STALE: 1,
        Condition.OFFLINE: 3,
        Condition.UNKNOWN: 1,
        Condition.NEVER: 2,
    }
