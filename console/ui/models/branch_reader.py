"""Reads branches of the area tree from the directory, through a filter; no Qt, any thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from console.domain.camera_filter import EVERY_CAMERA, CameraFilter
from console.domain.directory_entry import AreaEntry, by_site
from console.domain.own_cameras import OwnCameras
from console.ui.directory_ports import CameraDirectory
from console.ui.models.area_nodes import Item
from console.ui.models.own_reader import read_own_lists

_Counts = Mapping[str, tuple[int, int, int, int, int]]


class BranchReader:
    """The areas, then the cameras of a branch; the person's own lists and the outermost areas for None."""

    def __init__(self, directory: CameraDirectory) -> None:
        self._directory = directory
        self.wanted = EVERY_CAMERA
        """What is read from now on. Set on the main thread."""
        self.own = OwnCameras()
        """The person's own lists, which come before the areas. Set on the main thread."""
        self._counted: tuple[CameraFilter, _Counts] = (EVERY_CAMERA, {})

    def read(self, item: Item | None, wanted: CameraFilter) -> list[Item]:
        """Under a filter only what has such cameras, counted by them alone."""
        counts: _Counts = {}
        if wanted.active:
            known, counts = self._counted
            counts = counts if known == wanted else self._count(wanted)
        return self._rows(item, wanted, counts)

    def read_all(self, branches: Mapping[int, Item | None], wanted: CameraFilter) -> dict[int, list[Item]]:
        """Many branches, counted once, anew."""
        counts = self._count(wanted) if wanted.active else {}
        return {number: self._rows(item, wanted, counts) for number, item in branches.items()}

    def _rows(self, item: Item | None, wanted: CameraFilter, counts: _Counts) -> list[Item]:
        code = item.code if isinstance(item, AreaEntry) else None
        areas, cameras = self._directory.children(code), self._directory.cameras_in(code) if code else []

        def filtered(area: AreaEntry) -> AreaEntry | None:
            return _counted(area, *counts[area.code]) if area.code in counts else None

        if wanted.active:
            areas = [left for area in areas if (left := filtered(area)) is not None]
            cameras = [entry for entry in cameras if wanted.passes(entry)]
        # An empty directory is not read yet: what is on nobody's list then is not gone.
        lists = read_own_lists(self._directory, self.own, wanted, filtered) if code is None and areas else []
        return [*lists, *areas, *by_site(cameras)]

    def _count(self, wanted: CameraFilter) -> _Counts:
        counts = self._directory.filtered.counts(wanted)
        self._counted = (wanted, counts)
        return counts


def _counted(area: AreaEntry, cameras: int, online: int, offline: int, unknown: int, stale: int) -> AreaEntry:
    return replace(
        area,
        camera_count=cameras,
        online_count=online,
        offline_count=offline,
        unknown_count=unknown,
        stale_count=stale,
    )
