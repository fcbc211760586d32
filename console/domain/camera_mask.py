"""Areas of a camera's picture that nobody is to see: windows of homes, a school yard; the same on every console."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.domain.camera import CameraId

Point = tuple[float, float]
"""Shares of the picture's width and height as the camera sent it, from its upper left corner."""
Polygon = tuple[Point, ...]
Polygons = tuple[Polygon, ...]

FEWEST_CORNERS = 3
MOST_CORNERS = 64
MOST_POLYGONS = 16


@dataclass(frozen=True)
class CameraMask:
    """What is masked of one camera, and who did it, when and why."""

    camera_id: CameraId
    polygons: Polygons
    reason: str
    by: str
    at_utc: datetime
