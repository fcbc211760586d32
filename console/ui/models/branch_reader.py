"""Reads branches of the area tree from the directory; no Qt, any thread."""

from __future__ import annotations

from console.domain.directory_entry import AreaEntry, by_site
from console.ui.models.area_nodes import Item
from console.ui.ports import CameraDirectory


class BranchReader:
    """The areas, then the cameras of a branch; the outermost areas for None."""

    def __init__(self, directory: CameraDirectory) -> None:
        self._directory = directory

    def read(self, item: Item | None) -> list[Item]:
        code = item.code if isinstance(item, AreaEntry) else None
        cameras = self._directory.cameras_in(code) if code else []
        return [*self._directory.children(code), *by_site(cameras)]
