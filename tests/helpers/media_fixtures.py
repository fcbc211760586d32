"""The camera and the media engine that most tests of real video begin with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.wall import Wall


@pytest.fixture
def camera() -> Iterator[RtspCamera]:
    with RtspCamera() as made:
        yield made


@pytest.fixture
def wall() -> Iterator[Wall]:
    with Wall() as made:
        yield made
