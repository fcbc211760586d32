"""What lists, trees and search results show: a camera with its place and what the centre believes of it."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.area import AreaLevel
from console.domain.camera import Camera, DirectoryStatus


@dataclass(frozen=True)
class DirectoryEntry:
    """One camera as a person reads it."""

    camera: Camera
    status: DirectoryStatus
    place: str
    """Names from RT outwards, ``RT 3, RW 4, Krapyak, Semarang Barat``."""


@dataclass(frozen=True)
class AreaEntry:
    """One area of the tree with counts over everything inside it."""

    code: str
    name: str
    level: AreaLevel
    camera_count: int
    online_count: int
