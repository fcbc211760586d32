"""A city of any size: the demo city's areas, and its cameras again and again near where they are."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from console.domain.camera import CameraId
from console.farm.city.areas import city_areas
from console.farm.city.cameras import CityCamera, city_cameras
from console.farm.city.chance import near
from console.farm.city.files import CAMERA_COLUMNS, camera_row

_SPREAD_M = 45.0
_NOWHERE = "rtsp://127.0.0.1:9"
"""Nobody opens these cameras."""


def made_cameras(count: int) -> Iterator[CityCamera]:
    """The same ones every time; each has an id and a call-up number of its own."""
    return islice(_endless(), count)


def write_areas(path: Path) -> None:
    _write(path, ("code", "name"), ([area.code, area.name] for area in city_areas()))


def write_cameras(path: Path, cameras: Iterator[CityCamera]) -> None:
    _write(path, CAMERA_COLUMNS, (camera_row(camera, _NOWHERE) for camera in cameras))


def with_changes(count: int, changes: int, word: str) -> Iterator[CityCamera]:
    """News of a city of ``count``: a tenth are new cameras, the others known ones; each has ``word`` in its name."""
    new = changes // 10
    every = max(1, count // (changes - new))
    known = islice(made_cameras(count), 0, every * (changes - new), every)
    for camera in chain(known, islice(made_cameras(count + new), count, None)):
        yield replace(camera, name=f"{word} {camera.name}")


def _endless() -> Iterator[CityCamera]:
    yield from city_cameras()
    number = max(camera.number for camera in city_cameras())
    round_ = 1
    while True:
        for camera in city_cameras():
            number += 1
            name = f"{camera.id}-{round_}"
            place = near(camera.place, _SPREAD_M, name)
            yield replace(
                camera,
                id=CameraId(name),
                site_id=f"site-{name}",
                place=place,
                number=number,
                name=f"{camera.name} {number}",
            )
        round_ += 1


def _write(path: Path, columns: Sequence[str], rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
