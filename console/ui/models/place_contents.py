"""What a row of the find panel stands for when it is put on a wall: areas and cameras; no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from console.domain.camera import CameraId
from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.ui.models.area_nodes import Item, held


@dataclass(frozen=True)
class Contents:
    """In the order in which they are listed, each once."""

    areas: tuple[str, ...] = ()
    cameras: tuple[CameraId, ...] = ()


def contents_of(items: Iterable[Item]) -> Contents:
    """With everything in sites and in the person's own lists; what is gone stands for nothing."""
    areas: dict[str, None] = {}
    cameras: dict[CameraId, None] = {}
    for item in items:
        if isinstance(item, AreaEntry):
            areas[item.code] = None
        elif isinstance(item, DirectoryEntry):
            cameras[item.camera.id] = None
        elif (inside := held(item)) is not None:
            found = contents_of(inside)
            areas.update(dict.fromkeys(found.areas))
            cameras.update(dict.fromkeys(found.cameras))
    return Contents(tuple(areas), tuple(cameras))
