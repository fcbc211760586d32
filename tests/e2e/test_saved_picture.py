"""P in the real console: a true picture of the camera in a file, and a camera that was turned stays so."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImageReader

from console.audit.chain_files import chain_paths
from console.domain.camera import CameraId
from console.proof.canonical import file_sha256
from console.proof.chain_check import check_chain
from console.proof.chain_row import ChainRow
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
    _check_audit(tmp_path / "data" / "audit", file)


def _check_audit(folder: Path, picture: Path) -> None:
    """Who saw and saved what stands in the console's chain, with the hash of the very file."""

    def rows() -> list[ChainRow]:
        return [row for path in chain_paths(folder) for row in check_chain(path).rows]

    (saved,) = wait_until(lambda: [row.entry for row in rows() if row.entry.action == "picture_saved"])
    assert (saved.object, saved.reason, saved.sha256) == ("traffic-001", picture.name, file_sha256(picture))
    assert [row.entry.action for row in rows()][:3] == ["console_started", "signed_in", "view_begun"]
