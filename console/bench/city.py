"""A city of its own for the length of one bench."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from console.demo.city_services import CityServices, Ports, Step, no_progress


@contextmanager
def bench_folder() -> Iterator[Path]:
    """Gone with all that is in it at the end."""
    with tempfile.TemporaryDirectory(prefix="ronda-bench-") as name:
        yield Path(name)


@contextmanager
def bench_city(folder: Path, on_step: Step = no_progress, cameras_at: str = "") -> Iterator[CityServices]:
    """Farm and centre on free ports; with ``cameras_at`` others play the farm there. Raises KnownError."""
    services = CityServices(folder, Ports.any_free(), on_step, cameras_at=cameras_at)
    services.start()
    try:
        yield services
    finally:
        services.stop()
