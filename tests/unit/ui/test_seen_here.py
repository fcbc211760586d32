"""What the tiles of this console show goes before what the centre believes, in each list and at each level."""

from __future__ import annotations

from console.domain.area import AreaLevel
from console.domain.camera import CameraId, DirectoryStatus
from console.domain.condition import Condition
from console.domain.directory_entry import AreaEntry, SiteEntry
from console.domain.feed_state import FeedState
from console.ui.seen_here import SeenHere
from tests.helpers.screen_fakes import camera_entry

ONE = camera_entry(1, "Satu")
TWO = camera_entry(2, "Dua", status=DirectoryStatus.OFFLINE)
ENTRIES = {entry.camera.id: entry for entry in (ONE, TWO)}
CITY = AreaEntry("33.74", "Kota", AreaLevel.CITY, 10, 5, 5)


def test_a_stale_tile_is_counted_as_stale_in_every_area_around_it() -> None:
    seen = SeenHere()

    assert seen.look([(ONE.camera.id, FeedState.STALE), (None, FeedState.EMPTY)], ENTRIES.get)

    assert seen.condition(ONE) is Condition.STALE
    assert seen.condition(TWO) is Condition.OFFLINE
    counts = seen.counts(CITY)
    assert (counts[Condition.WORKING], counts[Condition.STALE], counts[Condition.OFFLINE]) == (4, 1, 5)
    assert seen.counts(AreaEntry("33.75", "Lain", AreaLevel.CITY, 1, 1))[Condition.WORKING] == 1


def test_a_site_is_counted_by_what_is_seen_of_its_cameras() -> None:
    seen = SeenHere()
    seen.look([(TWO.camera.id, FeedState.LIVE)], ENTRIES.get)

    assert seen.counts(SiteEntry("a", "Titik", (ONE, TWO)))[Condition.WORKING] == 2
    assert seen.overruled() == {TWO.camera.id: Condition.WORKING}


def test_nothing_new_is_told_as_nothing_new() -> None:
    seen = SeenHere()
    seen.look([(ONE.camera.id, FeedState.STALE)], ENTRIES.get)

    assert not seen.look([(ONE.camera.id, FeedState.SAME_PICTURE)], ENTRIES.get)
    assert seen.look([(ONE.camera.id, FeedState.LIVE)], ENTRIES.get)
    assert not seen.look([(CameraId("unread"), FeedState.STALE)], ENTRIES.get)
