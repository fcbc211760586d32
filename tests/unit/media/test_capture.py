"""Which feed of a camera evidence is taken from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from console.base.errors import KnownError
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.media.capture import Capture
from console.media.fleet import Fleet
from console.media.inbox import settle
from console.media.io_thread import IoThread
from console.media.link import LinkLostError
from console.media.protocol.messages import SaveFailed, SaveStill, StillSaved

MAIN, SUB = (FeedKey.of(CameraId("cam-1"), quality) for quality in (FeedQuality.MAIN, FeedQuality.SUB))


class FakeIo:
    """Calls at once."""

    def post(self, call: Callable[[], None]) -> None:
        call()


class FakeWorker:
    """Holds every feed and answers each command at once, with a still or with the failure of its feed."""

    def __init__(self, failures: dict[FeedKey, str], *, is_gone: bool = False) -> None:
        self.failures = failures
        self.is_gone = is_gone
        self.requests: dict[int, object] = {}
        self.asked: list[FeedKey] = []
        self.link = self

    def send(self, command: SaveStill) -> None:
        self.asked.append(command.feed)
        if self.is_gone:
            raise LinkLostError
        code = self.failures.get(command.feed)
        answer = SaveFailed(command.request, code) if code else StillSaved(command.request, 64, 32, 7.0)
        settle(self.requests.pop(command.request), answer)  # type: ignore[arg-type]  # the future put there


class FakeFleet:
    """One worker for all feeds, or none."""

    def __init__(self, worker: FakeWorker | None) -> None:
        self._worker = worker
        self._number = 0

    def home_of(self, _feed: FeedKey) -> FakeWorker | None:
        return self._worker

    def request_number(self) -> int:
        self._number += 1
        return self._number


def capture_of(worker: FakeWorker | None) -> Capture:
    return Capture(cast("IoThread", FakeIo()), cast("Fleet", FakeFleet(worker)), lambda _feeds, _until_s: None)


def test_the_feed_that_is_looked_at_gives_the_picture() -> None:
    worker = FakeWorker({})

    assert capture_of(worker).still(MAIN, Path("a.jpg")).result(0).feed == MAIN
    assert worker.asked == [MAIN]


@pytest.mark.parametrize("code", ["media.no_picture", "media.worker_lost"])
def test_a_feed_without_picture_leaves_it_to_the_other_one(code: str) -> None:
    worker = FakeWorker({MAIN: code})

    assert capture_of(worker).still(MAIN, Path("a.jpg")).result(0).feed == SUB
    assert worker.asked == [MAIN, SUB]


def test_without_any_picture_the_failure_of_the_feed_itself_is_told() -> None:
    worker = FakeWorker({MAIN: "media.worker_lost", SUB: "media.no_picture"})

    with pytest.raises(KnownError, match=r"media\.worker_lost"):
        capture_of(worker).still(MAIN, Path("a.jpg")).result(0)


def test_a_disk_that_takes_nothing_is_not_tried_with_the_other_feed() -> None:
    worker = FakeWorker({MAIN: "disk.full"})

    with pytest.raises(KnownError, match=r"disk\.full"):
        capture_of(worker).still(MAIN, Path("a.jpg")).result(0)
    assert worker.asked == [MAIN]


@pytest.mark.parametrize(
    ("worker", "code"), [(None, "media.no_picture"), (FakeWorker({}, is_gone=True), "media.worker_lost")]
)
def test_without_a_worker_it_fails_at_once(worker: FakeWorker | None, code: str) -> None:
    with pytest.raises(KnownError) as caught:
        capture_of(worker).still(MAIN, Path("a.jpg")).result(0)

    assert caught.value.code == code
    assert worker is None or worker.requests == {}
