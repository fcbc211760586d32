"""The console's list of closed cameras follows every push at once and is asked anew whenever something may be missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from console.base.errors import KnownError
from console.directory import room_list
from console.directory.closures import Closures
from console.domain.camera import CameraId
from console.net.server_sent import PushEvent
from console.wire.closures import ClosureBody, ClosureList, ClosureRecord
from console.wire.push import PushKind
from tests.helpers.fake_push import FakePush
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

NEAR, FAR = CameraId("kam-001"), CameraId("kam-002")


def _record(camera: str, *, is_closed: bool = True, reason: str = "jendela rumah") -> ClosureRecord:
    at_utc = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    return ClosureRecord(camera_id=camera, is_closed=is_closed, reason=reason, by="Bu Ratna", at_utc=at_utc)


class _Centre:
    """Knows which cameras are closed; may be away."""

    def __init__(self) -> None:
        self.closed: tuple[str, ...] = ()
        self.asked = 0
        self.trouble: KnownError | None = None

    def closures(self) -> ClosureList:
        self.asked += 1
        if self.trouble is not None:
            raise self.trouble
        return ClosureList(closures=tuple(_record(camera) for camera in self.closed))

    def close_camera(self, camera: str, body: ClosureBody) -> ClosureRecord:
        self.closed = (*self.closed, camera)
        return _record(camera, reason=body.reason)

    def open_camera(self, camera: str, body: ClosureBody) -> ClosureRecord:
        self.closed = tuple(one for one in self.closed if one != camera)
        return _record(camera, is_closed=False, reason=body.reason)


@pytest.fixture
def centre() -> _Centre:
    return _Centre()


@pytest.fixture
def push() -> FakePush:
    return FakePush()


@pytest.fixture
def closures(centre: _Centre, push: FakePush, monkeypatch: pytest.MonkeyPatch) -> Iterator[Closures]:
    monkeypatch.setattr(room_list, "ASK_EVERY_S", 0.02)
    made = Closures(centre, push)  # type: ignore[arg-type]  # fits by shape
    yield made
    made.close()


def _event(record: ClosureRecord) -> PushEvent:
    return PushEvent("7", PushKind.CAMERA_CLOSURE, record.model_dump_json().encode())


def test_a_push_closes_and_opens_at_once(closures: Closures, push: FakePush) -> None:
    told: list[bool] = []
    closures.told.connect(lambda record: told.append(record.is_closed))
    push.pushed.emit(_event(_record(NEAR)))
    assert closures.current()[NEAR].reason == "jendela rumah"
    push.pushed.emit(_event(_record(NEAR, is_closed=False)))
    assert closures.current() == {}
    assert told == [True, False]


def test_while_nothing_is_pushed_the_centre_is_asked_again_and_again(closures: Closures, centre: _Centre) -> None:
    centre.trouble = KnownError("net.unreachable", host="pusat")
    closures.start()
    wait_until(lambda: centre.asked >= 3, what="tries")
    centre.closed, centre.trouble = (FAR,), None
    wait_until(lambda: set(closures.current()) == {FAR}, what="the closed camera")
    centre.closed = ()
    wait_until(lambda: closures.current() == {}, what="the camera open again")


def test_an_answer_that_is_older_than_a_push_does_not_undo_it(
    closures: Closures, centre: _Centre, push: FakePush
) -> None:
    def late() -> ClosureList:
        push.pushed.emit(_event(_record(NEAR)))
        centre.closures = lambda: ClosureList(closures=(_record(NEAR),))  # type: ignore[method-assign]  # from now on
        return ClosureList(closures=())

    seen: list[set[CameraId]] = []
    closures.changed.connect(lambda _none: seen.append(set(closures.current())))
    centre.closures = late  # type: ignore[method-assign]  # once
    closures.start()
    wait_until(lambda: seen)
    closures.close()
    assert seen == [{NEAR}]


def test_what_this_console_closes_is_closed_here_without_waiting_for_the_push(
    closures: Closures, centre: _Centre
) -> None:
    closures.shut(NEAR, "jendela rumah")
    assert set(closures.current()) == {NEAR}
    closures.open(NEAR, "sudah diputar")
    assert (closures.current(), centre.closed) == ({}, ())


def test_a_push_that_makes_no_sense_has_the_centre_asked(
    closures: Closures, centre: _Centre, push: FakePush, expect_log: ExpectLog
) -> None:
    expect_log("ronda.directory", contains="makes no sense")
    push.switch(up=True)
    closures.start()
    wait_until(lambda: centre.asked == 1)
    centre.closed = (NEAR,)
    push.pushed.emit(PushEvent("7", PushKind.CAMERA_CLOSURE, b'{"camera_id": 7}'))
    wait_until(lambda: set(closures.current()) == {NEAR}, what="the closed camera")
