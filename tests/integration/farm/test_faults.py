"""Each fault of the switchboard does to a viewer what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import av
import pytest

from console.farm.process import FarmProcess
from console.farm.rtsp.faults import Fault
from tests.helpers.farm import FIRST_START_TIMEOUT_S
from tests.helpers.rtsp_viewer import Seen, Viewer
from tests.helpers.waiting import wait_until

pytestmark = pytest.mark.timeout(FIRST_START_TIMEOUT_S)
Watch = Callable[[str], Viewer]

CAMERA = "traffic-001"
"""Has its own media from the start."""
SHARING = "traffic-006"
"""Shares its clip's media."""


@pytest.fixture(autouse=True)
def all_well_again(farm: FarmProcess) -> Iterator[None]:
    yield
    for camera_id in (CAMERA, SHARING):
        farm.fault(camera_id, Fault.OK)


@pytest.fixture
def viewer(watch: Watch) -> Viewer:
    """Someone who already sees pictures of CAMERA."""
    started = watch(CAMERA)
    wait_until(lambda: len(started.seen) >= 3, what="the first pictures")
    return started


def _advances(viewer: Viewer) -> None:
    seen = len(viewer.seen)
    # The picture at which a fault ends may come twice.
    wait_until(
        lambda: len(viewer.seen) >= seen + 10 and len(set(viewer.counters[-10:])) == 10, what="ten other pictures"
    )


def test_freeze_sends_nothing_to_a_viewer_that_stays_connected(farm: FarmProcess, viewer: Viewer) -> None:
    answer = farm.fault(CAMERA, Fault.FREEZE)
    assert answer["in_place"]
    assert answer["cut_off"] == 0
    wait_until(lambda: viewer.silent_s > 1.5, what="silence")
    assert not viewer.ended
    assert farm.status()["viewers"][CAMERA] == 1
    farm.fault(CAMERA, Fault.OK)
    _advances(viewer)


def test_freeze_is_found_by_a_viewer_who_comes_later(farm: FarmProcess, watch: Watch) -> None:
    farm.fault(CAMERA, Fault.FREEZE)
    late = watch(CAMERA)
    wait_until(lambda: farm.status()["viewers"].get(CAMERA) == 1, what="the viewer's connection")
    _advances(watch("traffic-002"))
    # One picture at most: a server can describe no stream that it has seen nothing of.
    assert len(late.seen) <= 1
    assert not late.ended
    farm.fault(CAMERA, Fault.OK)
    _advances(late)


def test_repeat_sends_one_picture_with_running_times(farm: FarmProcess, viewer: Viewer) -> None:
    farm.fault(CAMERA, Fault.REPEAT)
    wait_until(lambda: len(set(viewer.counters[-20:])) == 1 and len(viewer.seen) > 20, what="one picture")
    assert viewer.counters[-1] is not None
    times_s = [seen.pts_s for seen in viewer.seen[-20:] if seen.pts_s is not None]
    assert len(times_s) == 20
    assert all(one < other for one, other in pairwise(times_s))
    farm.fault(CAMERA, Fault.OK)
    _advances(viewer)


def test_corrupt_sends_pictures_that_a_decoder_complains_about(farm: FarmProcess, viewer: Viewer) -> None:
    assert not any(seen.damaged for seen in viewer.seen)
    farm.fault(CAMERA, Fault.CORRUPT)
    wait_until(lambda: viewer.complaints + sum(seen.damaged for seen in viewer.seen) >= 5, what="complaints")
    assert not viewer.ended
    farm.fault(CAMERA, Fault.OK)
    wait_until(lambda: not any(seen.damaged for seen in viewer.seen[-10:]), what="whole pictures again")


def test_slow_sends_two_pictures_a_second(farm: FarmProcess, viewer: Viewer) -> None:
    farm.fault(CAMERA, Fault.SLOW)
    wait_until(lambda: _is_slow(viewer.seen[-5:]), what="five slow pictures")
    assert len({seen.counter for seen in viewer.seen[-5:]}) == 5
    farm.fault(CAMERA, Fault.OK)
    _advances(viewer)


def _is_slow(seen: list[Seen]) -> bool:
    """True when each of five pictures came about half a second after the one before."""
    steps_s = [(other.pts_s or 0) - (one.pts_s or 0) for one, other in pairwise(seen)]
    return len(steps_s) == 4 and all(0.4 < step_s < 0.6 for step_s in steps_s)


def test_drop_cuts_viewers_off_once(farm: FarmProcess, viewer: Viewer, watch: Watch) -> None:
    assert farm.fault(CAMERA, Fault.DROP)["cut_off"] == 1
    wait_until(lambda: viewer.ended, what="the end of the connection")
    _advances(watch(CAMERA))
    assert CAMERA not in farm.status()["faults"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [(Fault.REFUSE, av.HTTPUnauthorizedError), (Fault.DISAPPEAR, av.HTTPNotFoundError)],
    ids=["refuse", "disappear"],
)
def test_a_camera_that_lets_nobody_in_any_more(
    farm: FarmProcess, viewer: Viewer, watch: Watch, fault: Fault, error: type[Exception]
) -> None:
    assert farm.fault(CAMERA, fault)["cut_off"] == 1
    wait_until(lambda: viewer.ended, what="the end of the connection")
    refused = watch(CAMERA)
    wait_until(lambda: refused.ended, what="the refusal")
    assert isinstance(refused.error, error)
    assert not refused.seen
    assert farm.status()["faults"] == {CAMERA: fault.value}
    farm.fault(CAMERA, Fault.OK)
    _advances(watch(CAMERA))


def test_a_fault_stays_with_its_camera(farm: FarmProcess, viewer: Viewer, watch: Watch) -> None:
    other = watch("traffic-002")
    wait_until(lambda: bool(other.seen), what="the other camera's picture")
    farm.fault(CAMERA, Fault.FREEZE)
    wait_until(lambda: viewer.silent_s > 1, what="silence")
    _advances(other)


def test_a_camera_on_shared_media_cuts_its_viewers_off_once_and_then_shows_the_fault(
    farm: FarmProcess, watch: Watch
) -> None:
    neighbour, watched = watch("traffic-011"), watch(SHARING)
    wait_until(lambda: bool(neighbour.seen and watched.seen), what="pictures of both")
    if farm.fault(SHARING, Fault.REPEAT)["in_place"]:
        pytest.fail("the camera had its own media already")
    wait_until(lambda: watched.ended, what="the end of the first connection")
    again = watch(SHARING)
    wait_until(lambda: len(again.seen) > 20 and len(set(again.counters[-20:])) == 1, what="one picture")
    _advances(neighbour)
    assert not neighbour.ended
