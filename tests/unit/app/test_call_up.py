"""The wall tells what is likely next, from the directory and from what its tiles showed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.app.call_up import CallUp, budget_of
from console.base.errors import KnownError
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.layout import layout_by_name
from console.domain.wall_plan import KeepWish
from console.media.keeping import KeepBudget
from console.qt.background import Background
from console.settings.file import Settings
from console.wall.wall import Wall
from tests.helpers.waiting import wait_until


class _Tour:
    """What comes next, as a test says."""

    def __init__(self) -> None:
        self.changed: Signal[None] = Signal()
        self.next: list[CameraId] = []

    def cameras(self) -> list[CameraId]:
        return self.next


class Room:
    """A wall of two cameras with its call-up."""

    def __init__(self) -> None:
        self.background = Background(lambda name, error: self.unhandled.append((name, error)))
        self.unhandled: list[tuple[str, Exception]] = []
        self.kept: list[str] = []
        self.kept_for_tour: list[str] = []
        self.failure: KnownError | None = None
        self.wall = Wall(layout_by_name("2x2"))
        self.wall.put_all([CameraId("a"), CameraId("b")])
        self.owner = QObject()
        CallUp(self.owner, self.wall, self._keep, self.neighbours, self.background)

    def _keep(self, wishes: Collection[KeepWish]) -> None:
        self.kept = [wish.feed.camera_id for wish in sorted(wishes, key=lambda wish: wish.rank)]

    def keep_of_tour(self, wishes: Collection[KeepWish]) -> None:
        self.kept_for_tour = [wish.feed.camera_id for wish in sorted(wishes, key=lambda wish: wish.rank)]

    def neighbours(self, camera: CameraId) -> list[CameraId]:
        if self.failure is not None:
            raise self.failure
        return [CameraId(f"{camera}-1"), CameraId("b"), CameraId(f"{camera}-2")]


@pytest.fixture
def room(qapp: QApplication) -> Iterator[Room]:  # noqa: ARG001  Qt must run
    made = Room()
    yield made
    made.owner.deleteLater()
    made.background.close()


def test_neighbours_of_the_selected_camera_are_kept_but_not_what_is_on_the_wall(room: Room) -> None:
    wait_until(lambda: room.kept == ["a-1", "a-2"])
    room.wall.select(1)
    wait_until(lambda: room.kept == ["b-1", "b-2"])


def test_what_a_tile_showed_before_is_kept_between_the_neighbours(room: Room) -> None:
    wait_until(lambda: room.kept)
    room.wall.put(CameraId("c"), 0)
    wait_until(lambda: room.kept == ["c-1", "a", "c-2"])


def test_a_directory_that_fails_leaves_the_history(room: Room) -> None:
    wait_until(lambda: room.kept)
    room.failure = KnownError("store.busy")
    room.wall.put(CameraId("c"), 0)
    wait_until(lambda: room.kept == ["a"])
    assert room.unhandled == []


def test_the_next_page_of_a_tour_comes_first_and_is_let_go_when_it_ends(room: Room) -> None:
    tour = _Tour()
    CallUp(room.owner, room.wall, room.keep_of_tour, room.neighbours, room.background, tour)
    tour.next = [CameraId("t-1"), CameraId("t-2")]
    tour.changed.emit(None)
    wait_until(lambda: room.kept_for_tour[:2] == ["t-1", "t-2"])
    tour.next = []
    tour.changed.emit(None)
    wait_until(lambda: room.kept_for_tour == ["a-1", "a-2"])


def test_settings_and_engine_agree_on_the_usual_budget(tmp_path: Path) -> None:
    assert budget_of(Settings(tmp_path / "settings.json")) == KeepBudget()
