"""The console's disturbances: asked when the centre says that they changed, at hand for any camera, kept while it is away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from console.base.errors import KnownError
from console.directory import room_list
from console.directory.causes import Causes
from console.domain.camera import CameraId
from console.domain.cause import CauseKind
from console.net.server_sent import PushEvent
from console.wire.causes import CauseList, CauseRecord
from console.wire.push import PushKind
from tests.helpers.fake_causes import RULE, cause
from tests.helpers.fake_push import FakePush
from tests.helpers.waiting import wait_until


class _Centre:
    def __init__(self) -> None:
        self.lines: tuple[CauseRecord, ...] = ()
        self.asked = 0
        self.trouble: KnownError | None = None

    def causes(self) -> CauseList:
        self.asked += 1
        if self.trouble is not None:
            raise self.trouble
        return CauseList(causes=self.lines, rule=RULE)

    def causes_between(self, from_utc: datetime, to_utc: datetime) -> CauseList:
        assert from_utc < to_utc
        return self.causes()


@pytest.fixture
def centre() -> _Centre:
    return _Centre()


@pytest.fixture
def push() -> FakePush:
    return FakePush(up=True)


@pytest.fixture
def causes(centre: _Centre, push: FakePush, monkeypatch: pytest.MonkeyPatch) -> Iterator[Causes]:
    monkeypatch.setattr(room_list, "ASK_EVERY_S", 0.02)
    made = Causes(centre, push)  # type: ignore[arg-type]  # fits by shape
    yield made
    made.close()


def test_each_push_has_them_asked_again(causes: Causes, centre: _Centre, push: FakePush) -> None:
    assert causes.current() is None
    causes.start()
    wait_until(lambda: causes.current() is not None, what="the first answer")
    line = cause(CauseKind.RECORDER, "NVR-7", ["kam-1", "kam-2"], ["kam-3"])
    centre.lines = (line,)
    push.pushed.emit(PushEvent("7", PushKind.CAUSES_CHANGED, b"{}"))
    wait_until(lambda: causes.of(CameraId("kam-1")) == line, what="the line")
    assert causes.of(CameraId("kam-3")) is None, "it is back"


def test_while_the_centre_is_away_the_last_ones_stay(causes: Causes, centre: _Centre, push: FakePush) -> None:
    centre.lines = (cause(CauseKind.CAMERA, "Pos", ["kam-1"]),)
    causes.start()
    wait_until(lambda: causes.current() is not None, what="the first answer")
    asked, centre.trouble = centre.asked, KnownError("net.unreachable", host="pusat")
    push.switch(up=False)
    wait_until(lambda: centre.asked > asked + 1, what="tries")
    assert causes.of(CameraId("kam-1")) is not None


def test_those_that_ended_are_the_centres_answer(causes: Causes, centre: _Centre) -> None:
    centre.lines = (cause(CauseKind.CAMERA, "Pos", [], ["kam-1"]),)
    found = causes.between(datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC))
    assert found.causes == centre.lines
