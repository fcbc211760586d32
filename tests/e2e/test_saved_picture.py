"""P in the real console: a true picture of the camera in a file, and a camera that was turned stays so."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImageReader

from console.domain.camera import CameraId
from tests.helpers.console import ConsoleUnderTest
from tests.helpers.waiting import wait_until


def test_key_saves_a_picture_with_its_time_and_turned_cameras_are_remembered(
    open_console: Callable[..., ConsoleUnderTest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RONDA_HOME", str(tmp_path))
    console = open_console("traffic-001", layout="1x1")
    console.wait_until_live(1)
    wait_until(lambda: console.window.book.entry(CameraId("traffic-001")))
    console.press(Qt.Key.Key_R)
    before_utc = datetime.now(UTC)

    console.press(Qt.Key.Key_P)
    file = wait_until(lambda: next(tmp_path.glob("pictures/*.jpg"), None), 20.0, "a picture")

    assert file is not None
    reader = QImageReader(str(file))
    size = reader.size()
    reader.setAutoTransform(True)
    image = reader.read()
    assert (image.width(), image.height()) == (size.height(), size.width())
    named = datetime.strptime(file.name[:19] + "+0700", "%Y-%m-%d_%H-%M-%S%z")
    assert abs(named - before_utc) < timedelta(seconds=10)
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    views = wait_until(lambda: json.loads((tmp_path / "data" / "settings.json").read_text()).get("camera_views"))
    assert views == ["90 plain fit traffic-001"]
