"""The city of the directory's bench has the wanted size, and its figures are held against the targets of that size."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from console.bench.directory import directory_rows
from console.bench.made_city import made_cameras, with_changes
from console.farm.city.cameras import city_cameras

_FIGURES = dict.fromkeys(
    (
        *(
            "sync_s",
            "lag_p99_ms",
            "lag_max_ms",
            "lag_count",
            "changes_ms",
            "start_s",
            "open_s",
            "key_p95_ms",
            "key_max_ms",
        ),
        *("keys", "memory_mib", "map_mib", "pan_p95_ms", "pan_max_ms", "disk_mib"),
    ),
    9.0,
)


def test_a_made_city_begins_as_the_demo_and_goes_on_near_its_cameras() -> None:
    count = len(city_cameras())
    cameras = list(islice(made_cameras(count + 500), count, None))

    assert list(made_cameras(3)) == list(city_cameras()[:3])
    assert len(cameras) == 500
    for camera, first in zip(cameras, city_cameras(), strict=False):
        assert camera.area_code == first.area_code
        assert abs(camera.place.latitude - first.place.latitude) < 0.001
    every = [*city_cameras(), *cameras]
    for once in (Counter(one.id for one in every), Counter(one.number for one in every)):
        assert set(once.values()) == {1}


def test_changes_are_known_cameras_and_a_tenth_of_new_ones() -> None:
    changed = list(with_changes(2000, 100, "kini"))

    known = {camera.id: camera for camera in made_cameras(2000)}
    assert len({camera.id for camera in changed}) == 100
    assert sum(camera.id not in known for camera in changed) == 10
    assert all(camera.name.startswith("kini ") for camera in changed)


def test_a_large_city_has_targets_of_its_own() -> None:
    usual = {row.what: row for row in directory_rows(_FIGURES, 20_000)}
    large = {row.what: row for row in directory_rows(_FIGURES, 100_000)}

    assert usual["first sync to all searchable"].holds is False
    assert large["first sync to all searchable"].holds is True
    assert usual["search per key, p95"].target == 10
    assert large["search per key, p95"].target == 20
