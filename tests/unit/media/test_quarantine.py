"""The feed that kills its workers is found and left out; its neighbours are not."""

from __future__ import annotations

from console.domain.camera import CameraId, FeedKey
from console.media.autopsy import Finding
from console.media.quarantine import Quarantine

BAD = FeedKey(CameraId("bad"), "sub")
GOOD = FeedKey(CameraId("good"), "sub")


def test_one_death_makes_no_suspect() -> None:
    quarantine = Quarantine()
    quarantine.worker_died({BAD, GOOD}, 0.0)
    assert quarantine.suspects(1.0) == set()


def test_two_deaths_within_a_minute_make_all_of_the_worker_suspects() -> None:
    quarantine = Quarantine()
    quarantine.worker_died({BAD, GOOD}, 0.0)
    quarantine.worker_died({BAD, GOOD}, 50.0)
    assert quarantine.suspects(51.0) == {BAD, GOOD}
    assert quarantine.remaining_s(BAD, 51.0) == 0
    assert quarantine.suspects(120.0) == set()


def test_only_the_one_that_dies_alone_is_left_out_and_longer_each_time() -> None:
    quarantine = Quarantine()
    for at_s in (0.0, 1.0):
        quarantine.worker_died({BAD, GOOD}, at_s)
    quarantine.worker_died({BAD}, 2.0)
    first_s = quarantine.remaining_s(BAD, 2.0)
    assert 30 <= first_s <= 60
    assert quarantine.remaining_s(GOOD, 2.0) == 0
    assert quarantine.remaining_s(BAD, 2.0 + first_s) == 0
    quarantine.worker_died({BAD}, 3.0)
    assert quarantine.remaining_s(BAD, 3.0) >= 60


def test_deaths_far_apart_are_no_pattern() -> None:
    quarantine = Quarantine()
    for hour in range(10):
        quarantine.worker_died({BAD}, hour * 3600.0)
    assert quarantine.remaining_s(BAD, 9 * 3600.0) == 0


def test_a_feed_whose_thread_crashed_is_a_suspect_at_once_and_its_neighbours_are_not() -> None:
    quarantine = Quarantine()
    quarantine.worker_died({BAD, GOOD}, 0.0, Finding(crashed=True, guilty=BAD))
    assert quarantine.suspects(1.0) == {BAD}
    quarantine.worker_died({BAD}, 60.0, Finding(crashed=True, guilty=BAD))
    assert quarantine.remaining_s(BAD, 60.0) > 0
    assert quarantine.suspects(3000.0) == {BAD}
    assert quarantine.suspects(3700.0) == set()


def test_after_a_crash_that_no_feed_is_known_for_all_of_the_worker_are_suspects_at_once() -> None:
    quarantine = Quarantine()
    quarantine.worker_died({BAD, GOOD}, 0.0, Finding(crashed=True))
    assert quarantine.suspects(1.0) == {BAD, GOOD}
    assert quarantine.remaining_s(BAD, 1.0) == 0
    quarantine.worker_died({BAD}, 2.0, Finding(crashed=True))
    assert quarantine.remaining_s(BAD, 2.0) > 0
    assert quarantine.remaining_s(GOOD, 2.0) == 0
    assert quarantine.suspects(700.0) == set()


def test_a_person_may_let_it_out_into_a_worker_of_its_own() -> None:
    quarantine = Quarantine()
    for at_s in (0.0, 1.0, 2.0):
        quarantine.worker_died({BAD}, at_s)
    assert quarantine.remaining_s(BAD, 3.0) > 0
    quarantine.release(BAD)
    assert quarantine.remaining_s(BAD, 3.0) == 0
    assert quarantine.suspects(3.0) == {BAD}
