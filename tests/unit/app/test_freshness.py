"""A camera's rule follows its kind and the directory."""

from __future__ import annotations

from console.app.freshness import CameraRules
from console.domain.camera import CameraId
from console.domain.directory_entry import DirectoryEntry
from console.domain.freshness_rule import DEFAULT_RULE, FreshnessRule, FreshnessRules
from tests.helpers.screen_fakes import camera_entry

CAMERA = CameraId("cam-1207")
_PATIENT = FreshnessRules({"neighbourhood": FreshnessRule(5, 20, 60)})


class _Directory:
    """Says what it was told, and counts how often it is asked."""

    def __init__(self) -> None:
        self.entry: DirectoryEntry | None = camera_entry(1207, "Pos Kamling")
        self.asked = 0

    def camera(self, _camera: CameraId) -> DirectoryEntry | None:
        self.asked += 1
        return self.entry


def test_the_kind_decides_and_the_directory_is_asked_once() -> None:
    directory = _Directory()
    rules = CameraRules(_PATIENT, directory.camera)
    assert [rules.of(CAMERA).stale_s for _look in range(3)] == [20, 20, 20]
    assert directory.asked == 1


def test_a_camera_of_another_kind_or_of_none_follows_the_default() -> None:
    directory = _Directory()
    directory.entry = None
    assert CameraRules(_PATIENT, directory.camera).of(CAMERA) == DEFAULT_RULE
    assert CameraRules(FreshnessRules({}), directory.camera).of(CAMERA) == DEFAULT_RULE


def test_news_of_the_directory_are_heard() -> None:
    directory = _Directory()
    directory.entry = None
    rules = CameraRules(_PATIENT, directory.camera)
    rules.of(CAMERA)
    directory.entry = camera_entry(1207, "Pos Kamling")
    rules.forget()
    assert rules.of(CAMERA).same_picture_s == 60
