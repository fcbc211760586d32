"""What the tests of this folder begin with."""

from __future__ import annotations

from tests.helpers.media_fixtures import camera, wall

__all__ = ["camera", "wall"]
