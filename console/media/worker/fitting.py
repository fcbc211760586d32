"""The size at which a picture is drawn: fitted into its box, never larger than it was sent."""

from __future__ import annotations

from console.media.picture_memory import LONGEST_SIDE_PX, PictureFormat


def fitted(source_width_px: int, source_height_px: int, box_width_px: int, box_height_px: int) -> PictureFormat:
    """The largest size of the source's shape that fits into the box; enlarging is left to whoever paints."""
    width_px, height_px = max(1, source_width_px), max(1, source_height_px)
    scale = min(1.0, box_width_px / width_px, box_height_px / height_px, LONGEST_SIDE_PX / max(width_px, height_px))
    return PictureFormat(max(2, round(width_px * scale)), max(2, round(height_px * scale)))
