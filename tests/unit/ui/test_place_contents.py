"""What a row stands for when it is put on a wall."""

from __future__ import annotations

from console.domain.area import AreaLevel
from console.domain.directory_entry import AreaEntry, SiteEntry
from console.domain.own_cameras import Kept
from console.domain.own_entry import GoneEntry, OwnListEntry
from console.ui.models.place_contents import Contents, contents_of
from tests.helpers.screen_fakes import camera_entry

ONE, TWO, THREE = (camera_entry(number, f"Kamera {number}") for number in (1, 2, 3))
AREA = AreaEntry("33.74.02", "Barat", AreaLevel.DISTRICT, 9, 9)


def test_a_list_stands_for_its_members_in_their_order_each_once_and_not_for_what_is_gone() -> None:
    site = SiteEntry("s", "Titik", (TWO, THREE))
    gone = GoneEntry(Kept(False, "cam-9", "Pos Lama", 9))
    group = OwnListEntry("g", "Pasar", (THREE, AREA, gone, ONE))

    assert contents_of([site]) == Contents((), (TWO.camera.id, THREE.camera.id))
    assert contents_of([group, site]) == Contents(("33.74.02",), (THREE.camera.id, ONE.camera.id, TWO.camera.id))
    assert contents_of([gone]) == Contents()
