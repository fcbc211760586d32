"""What is live on tiles is written down in the background and at the end, and a full disk loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.app.seen_watch import SeenWatch
from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.feed_state import FeedState
from console.domain.wall_plan import SurfaceId
from console.health.seen_book import SeenBook
from console.media.metrics import EngineMetrics, SurfaceMetrics
from console.qt.background import Background
from console.store.database import Database, Durability
from tests.helpers.clock import FakeClock
from tests.helpers.waiting import wait_until


def _surface(camera: str, state: FeedState) -> SurfaceMetrics:
    return SurfaceMetrics(
        surface=SurfaceId(f"main:{camera}"),
        camera=CameraId(camera),
        quality_name="sub",
        state=state,
        reason="",
        frames_in=1,
        frames_shown=1,
        frames_dropped=0,
        age_ms=1.0,
        packet_age_ms=1.0,
        fps=10.0,
        first_picture_ms=1.0,
        width_px=1,
        height_px=1,
    )


class _Desk:
    def __init__(self, database: Database) -> None:
        self.clock = FakeClock()
        self.shown: tuple[SurfaceMetrics, ...] = ()
        self.told: list[str] = []
        self.owner = QObject()
        self.background = Background(lambda name, error: self.told.append(f"{name} {error}"))
        self.book = SeenBook(database, self.clock, "sari")
        self.watch = SeenWatch(
            self.owner,
            self._metrics,
            self.book,
            self.clock,
            self.background,
            lambda error: self.told.append(error.code),
        )
        self.begun_utc = self.clock.now_utc()

    def look(self, times: int) -> None:
        for _time in range(times):
            self.watch.look()
            self.clock.advance(1)

    def written(self) -> set[CameraId]:
        return set(self.watch.last_seen(self.begun_utc, self.clock.now_utc()))

    def _metrics(self) -> EngineMetrics:
        return EngineMetrics(surfaces=self.shown, workers=(), nursery_pid=None, workers_lost=0)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[_Desk]:  # noqa: ARG001  the relay needs it
    database = Database(tmp_path / "health.sqlite", "health", Durability.NORMAL)
    desk = _Desk(database)
    yield desk
    desk.background.close()
    database.close()


def test_what_is_live_is_known_at_once_and_written_soon(desk: _Desk) -> None:
    desk.shown = (_surface("a", FeedState.LIVE), _surface("b", FeedState.STALE), _surface("c", FeedState.REPLAY))
    desk.look(3)
    assert desk.watch.seen_since(CameraId("a"), desk.begun_utc)
    assert not desk.watch.seen_since(CameraId("b"), desk.begun_utc)
    desk.look(3)
    wait_until(lambda: desk.written() == {CameraId("a")})
    assert desk.told == []


def test_what_is_open_at_the_end_is_written_too(desk: _Desk) -> None:
    desk.shown = (_surface("a", FeedState.LIVE),)
    desk.look(3)
    desk.watch.stop()
    assert desk.written() == {CameraId("a")}


def test_a_failure_is_told_once_and_nothing_is_lost(desk: _Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.shown = (_surface("a", FeedState.LIVE),)

    def fail(_spells: object) -> None:
        raise KnownError("disk.full", path="/")

    with monkeypatch.context() as broken:
        broken.setattr(desk.book, "add", fail)
        desk.look(5)
        wait_until(lambda: desk.told)
        desk.shown = ()
        desk.look(5)
        wait_until(lambda: not desk.background.unfinished())
    desk.watch.stop()

    assert desk.told == ["disk.full"]
    assert desk.written() == {CameraId("a")}
