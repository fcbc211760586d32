"""Writes the demo city as the files that the centre imports."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from console.base.redaction import Secret
from console.domain.camera import DirectoryStatus, FeedQuality
from console.farm.city.areas import city_areas
from console.farm.city.cameras import CityCamera, city_cameras, feed_path

CAMERA_COLUMNS = (
    "id", "name", "area_code", "latitude", "longitude", "main_url", "sub_url", "owner", "kind", "number",
    "site_id", "approximate", "status", "aliases",
)  # fmt: skip
CREDENTIAL_COLUMNS = ("user", "password")


@dataclass(frozen=True)
class FarmLogin:
    """What the farm's cameras ask for; the centre keeps it, no address carries it."""

    user: str
    password: Secret


@dataclass(frozen=True)
class CityFiles:
    """Where the demo city was written."""

    areas: Path
    cameras: Path
    offline: Path
    """Ids of the cameras that are offline, one a line, for the farm's ``--absent``."""


def camera_row(camera: CityCamera, rtsp_base: str) -> list[str]:
    """One line of the centre's import in the order of ``CAMERA_COLUMNS``."""
    base = rtsp_base.rstrip("/")
    return [
        camera.id,
        camera.name,
        camera.area_code,
        f"{camera.place.latitude:.6f}",
        f"{camera.place.longitude:.6f}",
        base + feed_path(camera.id, FeedQuality.MAIN),
        base + feed_path(camera.id, FeedQuality.SUB),
        camera.owner,
        camera.kind,
        str(camera.number),
        camera.site_id,
        "true",
        camera.status.value,
        camera.aliases,
    ]


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    # Passwords may be inside: readable by the user alone from the first byte on.
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def write_city(folder: Path, rtsp_base: str, login: FarmLogin | None = None) -> CityFiles:
    """Writes ``areas.csv``, ``cameras.csv`` and ``offline.txt``; user and password columns only with ``login``.

    Raises OSError as the system gives it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = CityFiles(folder / "areas.csv", folder / "cameras.csv", folder / "offline.txt")
    _write_csv(files.areas, ("code", "name"), ([area.code, area.name] for area in city_areas()))
    columns = CAMERA_COLUMNS if login is None else CAMERA_COLUMNS + CREDENTIAL_COLUMNS
    credentials = [] if login is None else [login.user, login.password.reveal()]
    _write_csv(files.cameras, columns, (camera_row(camera, rtsp_base) + credentials for camera in city_cameras()))
    offline = [camera.id for camera in city_cameras() if camera.status is DirectoryStatus.OFFLINE]
    files.offline.write_text("".join(f"{camera_id}\n" for camera_id in offline), encoding="utf-8")
    return files
