"""Thumbnails: how a screen of a wall looks now, small; how often, how large, and for how long one says anything."""

from __future__ import annotations

WIDTH_PX = 480
JPEG_QUALITY = 60
EVERY_S = 2.0
"""Of each screen, while somebody looks."""
LARGEST_BYTES = 96 * 1024
WATCHED_FOR_S = 8.0
"""A reader asks every two seconds; one that was not heard for so long has gone."""
KEPT_S = 30.0
"""One that is older is no picture of anything: it is forgotten."""
HEARS_WITHIN_S = 3.0
"""A machine that is told of a new mask draws by it within so long; what it drew until then may be without it."""
OLD_AFTER_S = 6.0
"""From here on it is shown grey, with its age: two were missed."""
TOLD_FOR_S = 600.0
"""Who goes on watching a camera is written down again after so long."""


def is_old(age_s: float) -> bool:
    return age_s >= OLD_AFTER_S
