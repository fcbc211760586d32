"""A filter in SQL leaves the very cameras that it leaves in memory, and counts them at each level."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.directory.filtering import FilteredDirectory
from console.directory.queries import DirectoryQueries
from console.directory.rights import Lock
from console.directory.search_words import reindex
from console.domain.camera import CameraId
from console.domain.camera_filter import CameraFilter
from console.domain.condition import Condition
from console.domain.directory_entry import DirectoryEntry
from console.store.database import Database, Durability

RT = "33.74.02.1001/RW001/RT001"
SINCE = "2026-11-23T00:00:00+00:00"
CAMERAS = (
    ("cam-1", 1, RT, "river", "Dinas Air", "online", SINCE),
    ("cam-2", 2, RT, "traffic", "Dishub", "offline", SINCE),
    ("cam-3", 3, "33.74.02", "traffic", "Dishub", "unknown", SINCE),
    ("cam-4", 4, "33.74.02", "river", "", "unknown", None),
    ("cam-5", 5, "33.74", "traffic", "", None, None),
)
IDS = [CameraId(row[0]) for row in CAMERAS]
FILTERS = st.builds(
    CameraFilter,
    kinds=st.frozensets(st.sampled_from(["river", "traffic", "pump"])),
    owners=st.frozensets(st.sampled_from(["Dishub", "", "'; DROP TABLE camera; --"])),
    conditions=st.frozensets(st.sampled_from(Condition)),
    seen=st.dictionaries(st.sampled_from(IDS), st.sampled_from([Condition.WORKING, Condition.STALE])),
)


@pytest.fixture
def queries(tmp_path: Path) -> Iterator[DirectoryQueries]:
    opened = Database(tmp_path / "directory.sqlite", "directory", Durability.NORMAL)
    with opened.transaction() as write:
        for camera, number, area, kind, owner, state, since in CAMERAS:
            write.run(
                "INSERT INTO camera (id, site_id, number, name, area_code, latitude, longitude, approximate, owner,"
                " kind, has_main, has_sub, rev, generation) VALUES (?, '', ?, 'Pos', ?, NULL, NULL, 1, ?, ?, 1, 1, 1, 1)",
                (camera, number, area, owner, kind),
            )
            if state is not None:
                write.run("INSERT INTO camera_status VALUES (?, ?, ?)", (camera, state, since))
        reindex(write, [row[0] for row in CAMERAS])
    yield DirectoryQueries(opened)
    opened.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(FILTERS)
def test_search_and_counts_agree_with_the_rule(queries: DirectoryQueries, wanted: CameraFilter) -> None:
    every = queries.search("pos")
    passing = [entry.camera.number for entry in every if wanted.passes(entry)]

    assert [entry.camera.number for entry in queries.search("pos", wanted=wanted)] == passing
    city = queries.filtered.counts(wanted).get("33.74", (0, 0, 0, 0))
    assert city[0] == len(passing)


def test_each_level_counts_what_passes_by_what_the_centre_believes(queries: DirectoryQueries) -> None:
    counts = queries.filtered.counts(CameraFilter(kinds=frozenset({"traffic"})))

    assert counts["33.74"] == (3, 0, 1, 1, 0)
    assert counts["33.74.02"] == (2, 0, 1, 1, 0)
    assert counts[RT] == (1, 0, 1, 0, 0)


def test_an_area_without_such_a_camera_is_not_there(queries: DirectoryQueries) -> None:
    assert RT not in queries.filtered.counts(CameraFilter(conditions=frozenset({Condition.NEVER})))


def test_what_there_is_to_choose_from_the_commonest_first(queries: DirectoryQueries) -> None:
    offered = queries.filtered.offered()

    assert offered.kinds == (("traffic", 3), ("river", 2))
    assert offered.owners == (("", 2), ("Dishub", 2), ("Dinas Air", 1))


def test_an_area_gives_everything_inside_it_working_cameras_first_by_number(queries: DirectoryQueries) -> None:
    assert numbers(queries.filtered.inside(["33.74"], [], CameraFilter(), 3)) == ([1, 2, 3], 5)
    assert numbers(queries.filtered.inside(["33.74.02"], [CameraId("cam-5")], CameraFilter(), 9)) == (
        [1, 2, 3, 4, 5],
        5,
    )
    assert numbers(queries.filtered.inside(["33.7"], [], CameraFilter(), 9)) == ([], 0)


def test_what_is_seen_here_decides_who_comes_first(queries: DirectoryQueries) -> None:
    seen = {CameraId("cam-1"): Condition.STALE, CameraId("cam-4"): Condition.WORKING}
    wanted = CameraFilter(kinds=frozenset({"river"}), seen=seen)

    assert numbers(queries.filtered.inside(["33.74"], [], wanted, 9)) == ([4, 1], 2)


def test_cameras_that_the_directory_lacks_are_left_out(queries: DirectoryQueries) -> None:
    assert set(queries.filtered.of([CameraId("cam-2"), CameraId("gone")])) == {"cam-2"}


class ShutLock(Lock):
    """The rights have ended."""

    @property
    def shut(self) -> bool:
        return True


def test_nothing_is_told_once_the_rights_have_ended(queries: DirectoryQueries, tmp_path: Path) -> None:
    assert queries.filtered.of(IDS)
    database = Database(tmp_path / "directory.sqlite", "directory", Durability.NORMAL)
    locked = FilteredDirectory(database, ShutLock(None))

    assert locked.of(IDS) == {}
    assert locked.inside(["33.74"], IDS, CameraFilter(), 9) == ([], 0)
    database.close()


def numbers(found: tuple[list[DirectoryEntry], int]) -> tuple[list[int], int]:
    entries, count = found
    return [entry.camera.number for entry in entries], count


def test_the_next_camera_goes_by_number_and_round_at_the_ends(queries: DirectoryQueries) -> None:
    def next_to(camera: str, step: int) -> str:
        found = queries.next_to(CameraId(camera), step)
        return found.camera.id if found is not None else ""

    assert [next_to("cam-2", 1), next_to("cam-2", -1)] == ["cam-3", "cam-1"]
    assert [next_to("cam-5", 1), next_to("cam-1", -1)] == ["cam-1", "cam-5"]
    assert [next_to("gone", 1), next_to("gone", -1)] == ["cam-1", "cam-5"]
