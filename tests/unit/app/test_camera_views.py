"""A camera that was turned hangs that way after the next start too, and nothing in the setting is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.app.camera_views import hangings_of, keep_hangings, trouble_of
from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.picture_view import Fit, Hanging
from console.qt.background import Background
from console.settings.file import Settings
from console.settings.options import CAMERA_VIEWS
from console.wall.picture_views import PictureViews
from tests.helpers.waiting import wait_until

ONE, OTHER = CameraId("cam 1, gate"), CameraId("cam-2")


class Desk:
    """A background that remembers what failed."""

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.background = Background(lambda _name, error: self.failed.append(_code(error)))
        self.owner = QObject()

    def through(self) -> None:
        wait_until(lambda: not self.background.unfinished())


def _code(error: Exception) -> str:
    return error.code if isinstance(error, KnownError) else type(error).__name__


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:  # noqa: ARG001  Qt must run
    made = Desk()
    yield made
    made.background.close()


def test_turned_mirrored_and_fitted_cameras_are_so_at_the_next_start(desk: Desk, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    hangings = hangings_of(settings)
    keep_hangings(hangings, settings, desk.background, desk.owner)

    views = PictureViews(hangings)
    views.turn(0, ONE)
    views.flip(0, ONE)
    views.change_fit(OTHER)
    desk.through()

    again = hangings_of(Settings(tmp_path / "settings.json"))
    assert again.of(ONE) == Hanging(3, mirrored=True)
    assert again.of(OTHER) == Hanging(fit=Fit.FILL)
    assert trouble_of(again) == []


def test_line_that_cannot_be_read_is_told_and_stays_in_the_file(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"camera_views": ["45 plain fit cam-9", "90 plain fit cam-2"]}))
    settings = Settings(path)
    hangings = hangings_of(settings)
    keep_hangings(hangings, settings, desk.background, desk.owner)

    hangings.set(ONE, Hanging(2))
    desk.through()

    assert [(error.code, error.params["key"]) for error in trouble_of(hangings)] == [
        ("settings.bad_value", "camera_views")
    ]
    assert hangings.of(OTHER) == Hanging(1)
    assert Settings(path).get(CAMERA_VIEWS) == ("180 plain fit cam 1, gate", "90 plain fit cam-2", "45 plain fit cam-9")


def test_disk_that_takes_nothing_is_told_and_the_picture_is_turned_all_the_same(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("where the folder should be")
    settings = Settings(tmp_path / "file" / "settings.json")
    hangings = hangings_of(settings)
    keep_hangings(hangings, settings, desk.background, desk.owner)

    hangings.set(ONE, Hanging(1))
    desk.through()

    assert hangings.of(ONE) == Hanging(1)
    assert desk.failed == ["disk.io"]
