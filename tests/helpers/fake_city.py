"""A map directory of the screens' small city; ``failure`` makes reading fail, ``wait`` holds it back."""

from __future__ import annotations

import threading

from console.base.errors import KnownError
from console.domain.area import AreaLevel
from console.domain.camera import DirectoryStatus
from console.domain.coverage import AreaFact, Coverage
from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.domain.map_camera import MapCamera, MapStatus

FIRST_LATITUDE, LONGITUDE = -6.99, 110.40
STEP_DEG = 0.002
"""Each camera lies so far south of the one before: about 220 m."""
_STATUS = {
    DirectoryStatus.ONLINE: MapStatus.WORKING,
    DirectoryStatus.STALE: MapStatus.STALE,
    DirectoryStatus.OFFLINE: MapStatus.OFFLINE,
    DirectoryStatus.UNKNOWN: MapStatus.UNKNOWN,
}


class FakeCity:
    """The cameras of ``entries`` in a row from north to south; the last one has no place."""

    def __init__(self, entries: list[DirectoryEntry]) -> None:
        self.rows = [
            MapCamera(
                entry.camera.id,
                entry.camera.number,
                FIRST_LATITUDE - STEP_DEG * index,
                LONGITUDE,
                index % 2 == 1,
                _STATUS[entry.status],
                entry.camera.area_code,
            )
            for index, entry in enumerate(entries)
        ]
        if self.rows:
            self.rows[-1] = self.rows[-1]._replace(latitude=0.0, longitude=0.0)
        self.failure: KnownError | None = None
        self.reads = 0
        self.wait = threading.Event()
        self.wait.set()

    def cameras(self) -> list[MapCamera]:
        self.wait.wait(10)
        self.reads += 1
        if self.failure:
            raise self.failure
        return self.rows

    def coverage(self) -> Coverage:
        """Two kecamatan: one with an RT of each kind, one with two RTs without a camera."""
        self.wait.wait(10)
        self.reads += 1
        if self.failure:
            raise self.failure
        west, north = "33.74.02.1001", "33.74.03.1001"
        return Coverage(
            [
                AreaFact("33.74", "Kota Semarang"),
                AreaFact("33.74.02", "Semarang Barat"),
                AreaFact("33.74.03", "Semarang Utara"),
                AreaFact(west, "Krapyak"),
                AreaFact(north, "Bandarharjo"),
                AreaFact(f"{west}/RW001", "RW 1"),
                AreaFact(f"{west}/RW002", "RW 2"),
                AreaFact(f"{north}/RW001", "RW 1"),
                AreaFact(f"{west}/RW001/RT001", "RT 1", 2, 1),
                AreaFact(f"{west}/RW001/RT002", "RT 2", 1, 0),
                AreaFact(f"{west}/RW002/RT001", "RT 1"),
                AreaFact(f"{north}/RW001/RT001", "RT 1"),
                AreaFact(f"{north}/RW001/RT002", "RT 2"),
            ]
        )

    def areas(self) -> list[AreaEntry]:
        return [
            AreaEntry("33.74.02", "Semarang Barat", AreaLevel.DISTRICT, 8, 6),
            AreaEntry("33.74.02.1001", "Krapyak", AreaLevel.VILLAGE, 8, 6),
        ]
