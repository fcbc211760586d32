"""One farm for the tests of this folder, and viewers that are closed after each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from console.farm.process import FarmProcess
from tests.helpers.farm import farm_with_own_media
from tests.helpers.rtsp_viewer import Viewer

OWN_MEDIA = ("traffic-001", "traffic-002", "rt-13-1003-004-003")


@pytest.fixture(scope="session")
def farm() -> Iterator[FarmProcess]:
    with farm_with_own_media(*OWN_MEDIA) as running:
        yield running


@pytest.fixture
def watch(farm: FarmProcess) -> Iterator[Callable[[str], Viewer]]:
    """``watch("traffic-001")`` or ``watch("traffic-001/main")``: a viewer of that feed with the right password."""
    viewers: list[Viewer] = []

    def start(feed: str) -> Viewer:
        camera_id, _, quality = feed.partition("/")
        viewers.append(Viewer(farm.url(camera_id, quality or "sub"), farm.options.user, farm.options.password))
        return viewers[-1]

    yield start
    for viewer in viewers:
        viewer.close()
