"""The coverage of each kelurahan: what works, what of it was seen, and what is left over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.domain.area import AreaLevel
from console.domain.camera import CameraId
from console.domain.directory_entry import AreaEntry
from console.domain.map_camera import MapCamera, MapStatus
from console.domain.seen_coverage import SeenCoverage, seen_coverage, total

_AT = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
_AREAS = [
    AreaEntry("33.74.02", "Semarang Barat", AreaLevel.DISTRICT, 0, 0),
    AreaEntry("33.74.02.1001", "Krapyak", AreaLevel.VILLAGE, 0, 0),
    AreaEntry("33.74.02.1002", "Tambakharjo", AreaLevel.VILLAGE, 0, 0),
]


def _camera(name: str, area: str, status: MapStatus = MapStatus.WORKING) -> MapCamera:
    return MapCamera(CameraId(name), 1, None, None, False, status, area)


def test_each_kelurahan_counts_its_working_cameras_and_those_seen_of_them() -> None:
    cameras = [
        _camera("a", "33.74.02.1001/RW001/RT002"),
        _camera("b", "33.74.02.1001"),
        _camera("c", "33.74.02.1001/RW001", MapStatus.OFFLINE),
        _camera("d", "33.74.02.1002", MapStatus.NEVER),
        _camera("e", "33.74"),
    ]
    seen = {CameraId("a"): _AT, CameraId("c"): _AT - timedelta(hours=1), CameraId("gone"): _AT}

    krapyak, tambakharjo, unknown = seen_coverage(cameras, _AREAS, seen)

    assert krapyak == SeenCoverage("33.74.02.1001", "Semarang Barat", "Krapyak", 3, 2, 1, 1, _AT)
    assert (krapyak.share, tambakharjo.share, unknown.share) == (0.5, None, 0.0)
    assert (unknown.code, unknown.cameras) == ("", 1)
    whole = total([krapyak, tambakharjo, unknown])
    assert (whole.cameras, whole.working, whole.seen, whole.seen_others, whole.first_utc) == (5, 3, 1, 1, _AT)


def test_a_city_without_cameras_has_no_rows() -> None:
    assert seen_coverage([], _AREAS, {}) == []
    assert total([]).share is None
