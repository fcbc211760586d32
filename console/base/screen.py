"""Is there a screen to show windows on?"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping


def has_screen(environment: Mapping[str, str] | None = None) -> bool:
    """True with an X or Wayland display, on Windows and macOS always; a chosen ``QT_QPA_PLATFORM`` is obeyed."""
    known = os.environ if environment is None else environment
    platform = known.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform not in ("offscreen", "minimal")
    return sys.platform != "linux" or bool(known.get("DISPLAY") or known.get("WAYLAND_DISPLAY"))
