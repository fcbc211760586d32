"""What a console says of its tiles: the best tile of each camera, ages instead of times, and nothing that is its own fault."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.camera import CameraId
from console.domain.feed_state import FeedState
from console.domain.sighting import Sight
from console.health.sighting_sender import SightingSender
from console.health.sightings import TileLook, body_of, watched_now
from console.wire.repair_pictures import WantedPicture
from console.wire.sightings import MOST_SIGHTINGS, SightingBody, SightingRefusal, SightingsAnswer, SightingsBody
from tests.helpers.clock import FakeClock
from tests.helpers.waiting import wait_until

A, B = CameraId("kam-001"), CameraId("kam-002")
LIVE = TileLook(A, FeedState.LIVE, "", 0.1)
DEAD = TileLook(A, FeedState.WAITING, "camera.timeout", None)


def _bodies(body: SightingsBody) -> list[SightingBody]:
    return [SightingBody.model_validate(one) for one in body.sightings]


def test_the_best_tile_of_a_camera_counts_and_since_when_is_kept() -> None:
    first = watched_now([DEAD, LIVE, TileLook(B, FeedState.SAME_PICTURE, "", 40.0)], {}, 100.0)
    later = watched_now([LIVE, TileLook(B, FeedState.SAME_PICTURE, "", 50.0)], first, 110.0)
    live, still = sorted(_bodies(body_of(later, "konsol-2", 111.0)), key=lambda one: one.camera_id)
    assert (live.sight, live.for_s) == (Sight.LIVE, 11.0)
    assert live.picture_age_s == pytest.approx(1.1)
    assert (still.sight, still.for_s, still.picture_age_s) == (Sight.SAME_PICTURE, 11.0, 51.0)


@pytest.mark.parametrize(
    "tile",
    [
        TileLook(A, FeedState.CONNECTING, "", None),
        TileLook(A, FeedState.REPLAY, "", 1.0),
        TileLook(A, FeedState.EMPTY, "", None),
        TileLook(A, FeedState.FAILED, "engine.worker_lost", None),
        TileLook(A, FeedState.WAITING, "link.full", None),
        TileLook(A, FeedState.STALE, "", None),
    ],
)
def test_what_is_no_word_about_the_camera_is_not_said(tile: TileLook) -> None:
    assert watched_now([tile], {}, 100.0) == {}


def test_more_than_the_centre_takes_is_cut_to_what_changed_last() -> None:
    before = watched_now([TileLook(CameraId(f"old-{n}"), FeedState.LIVE, "", 0.1) for n in range(600)], {}, 50.0)
    tiles = [LIVE, *(TileLook(camera, FeedState.LIVE, "", 0.1) for camera in before)]
    told = _bodies(body_of(watched_now(tiles, before, 100.0), "", 100.0))
    assert (len(told), told[0].camera_id) == (MOST_SIGHTINGS, A)


class _Centre:
    """Takes what it is told, or is away."""

    def __init__(self) -> None:
        self.told: list[list[SightingBody]] = []
        self.tries = 0
        self.failure: KnownError | None = None
        self.pictures: tuple[WantedPicture, ...] = ()

    def put_sightings(self, body: SightingsBody) -> SightingsAnswer:
        self.tries += 1
        if self.failure is not None:
            raise self.failure
        self.told.append(_bodies(body))
        refused = (SightingRefusal(place=0, code="camera.unknown"),)
        return SightingsAnswer(taken=0, refused=refused, pictures=self.pictures)


@pytest.fixture
def centre() -> _Centre:
    return _Centre()


@pytest.fixture
def sender(centre: _Centre) -> Iterator[SightingSender]:
    made = SightingSender(centre, "konsol-2", FakeClock(), changed_s=0.01, again_s=0.05)
    made.start()
    yield made
    made.close()


def test_a_change_is_told_and_the_state_again_and_again(centre: _Centre, sender: SightingSender) -> None:
    sender.look([LIVE])
    wait_until(lambda: len(centre.told) >= 3, what="the state told again")
    assert {one.sight for told in centre.told for one in told} == {Sight.LIVE}
    sender.look([DEAD])
    wait_until(lambda: centre.told[-1][0].sight is Sight.NO_CONNECTION, what="the change")
    sender.look([])
    wait_until(lambda: centre.told[-1] == [], what="that nothing is watched any more")


def test_while_the_centre_is_away_only_the_newest_state_is_kept(centre: _Centre, sender: SightingSender) -> None:
    centre.failure = KnownError("net.unreachable", host="pusat")
    for _ in range(500):
        sender.look([LIVE])
        sender.look([DEAD])
    wait_until(lambda: centre.tries >= 2, what="tries")
    centre.failure = None
    wait_until(lambda: centre.told, what="the state after the outage")
    assert [one.sight for one in centre.told[0]] == [Sight.NO_CONNECTION]


def test_a_centre_that_does_not_know_the_question_is_left_alone(centre: _Centre, sender: SightingSender) -> None:
    centre.failure = KnownError("request.unknown_path")
    sender.look([LIVE])
    wait_until(lambda: centre.tries == 1, what="the one try")
    sender.look([DEAD])
    assert centre.told == []


def test_with_nothing_on_its_tiles_a_console_says_nothing(centre: _Centre) -> None:
    quiet = SightingSender(centre, "", FakeClock(), changed_s=0.0, again_s=0.001)
    quiet.start()
    quiet.look([])
    quiet.close()
    assert centre.tries == 0


def test_pictures_that_the_centre_wants_are_passed_on(centre: _Centre, sender: SightingSender) -> None:
    heard: list[tuple[WantedPicture, ...]] = []
    sender.pictures_wanted.connect(heard.append)
    centre.pictures = (WantedPicture(repair_id=new_id(), camera_id="kam-1"),)
    sender.look([LIVE])
    wait_until(lambda: heard, what="what the centre wants")
    assert heard[0] == centre.pictures
