"""A city of five cameras for each test of its repairs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.repair_city import RepairCity


@pytest.fixture
def city(tmp_path: Path) -> Iterator[RepairCity]:
    city = RepairCity(tmp_path)
    yield city
    city.running.close()
