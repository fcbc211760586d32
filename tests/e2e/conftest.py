"""The whole city for the end-to-end tests: real farm, real centre, real consoles; one city for the folder's run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.demo.city_services import CityServices, Ports
from tests.helpers.console import ConsoleUnderTest, Seat
from tests.helpers.farm import FIRST_START_TIMEOUT_S, kept_clips_folder

HERE = Path(__file__).parent
OWN_MEDIA = ("traffic-001", "traffic-002", "traffic-004", "traffic-005", "rt-13-1003-004-003")
"""Cameras that faults reach without cutting their viewers off."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whichever test comes first may have to wait for the clips to be drawn."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.timeout(FIRST_START_TIMEOUT_S))


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityServices]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RONDA_CLIPS_FOLDER", str(kept_clips_folder()))
        services = CityServices(tmp_path_factory.mktemp("city"), Ports.any_free(), own_media=OWN_MEDIA)
        services.start()
        yield services
        services.stop()


@pytest.fixture
def open_console(city: CityServices, qapp: QApplication) -> Iterator[Callable[..., ConsoleUnderTest]]:
    """``open_console("traffic-001", layout="2x2")``: a signed-in console with its window, closed after the test."""
    opened: list[ConsoleUnderTest] = []

    def start(*cameras: str, layout: str = "2x2") -> ConsoleUnderTest:
        opened.append(ConsoleUnderTest(qapp, Seat.of_operator(city), cameras, layout))
        return opened[-1]

    yield start
    for console in opened:
        console.close()
