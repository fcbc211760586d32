"""What the screens need of the directory and of the person's own lists, as the screens see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.camera_filter import EVERY_CAMERA, CameraFilter, OfferedFilters
from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.domain.own_cameras import OwnCameras


class FilteredCameras(Protocol):
    """Questions to the local directory about all cameras at once; a tenth of a second for a large city, any thread."""

    def counts(self, wanted: CameraFilter) -> Mapping[str, tuple[int, int, int, int, int]]:
        """Of each area with any such camera: all, and of them those believed online, offline, no longer known."""

    def offered(self) -> OfferedFilters: ...

    def of(self, cameras: Sequence[CameraId]) -> Mapping[CameraId, DirectoryEntry]:
        """Those of them that the directory knows."""

    def inside(
        self, areas: Sequence[str], cameras: Sequence[CameraId], wanted: CameraFilter, limit: int
    ) -> tuple[list[DirectoryEntry], int]:
        """What these areas hold and these cameras, working ones first, then by number; and how many there are."""


class CameraDirectory(Protocol):
    """Questions to the local directory; each takes milliseconds, any thread."""

    @property
    def filtered(self) -> FilteredCameras: ...

    def children(self, code: str | None) -> list[AreaEntry]: ...

    def cameras_in(self, code: str) -> list[DirectoryEntry]:
        """The cameras directly in this area."""

    def search(self, text: str, limit: int = 100, wanted: CameraFilter = EVERY_CAMERA) -> list[DirectoryEntry]: ...

    def area(self, code: str) -> AreaEntry | None: ...

    def areas_named(self, text: str, limit: int = 20) -> list[AreaEntry]:
        """By their names, RT and RW by their numbers; best first."""

    def place(self, code: str) -> str:
        """An area with what it lies in, ``RT 3, RW 4, Krapyak, Semarang Barat``."""

    def camera(self, camera_id: CameraId) -> DirectoryEntry | None: ...

    def by_number(self, number: int) -> DirectoryEntry | None: ...

    def next_to(self, camera: CameraId, step: int) -> DirectoryEntry | None:
        """By call-up number, one up or one down, round at the ends."""


class OwnCamerasDesk(Protocol):
    """The person's own lists on this machine; both block."""

    @property
    def problem(self) -> KnownError | None:
        """Why what was kept could not be read, once it was tried."""

    def load(self) -> OwnCameras:
        """Raises KnownError disk.*."""

    def save(self, own: OwnCameras) -> None:
        """Raises KnownError disk.*."""
