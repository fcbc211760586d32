"""A picture that stands is never called live: the same one again, no more decoded, or drawn anew at another size."""

from __future__ import annotations

from console.domain.feed_state import FeedState
from console.domain.wall_plan import SurfaceId, WantedSurface
from console.media.metrics import SurfaceMetrics
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall, feed

_UNKNOWN_SETS = b"\x00\x00\x00\x01\x41\x88\x01\x92" + b"\xaa" * 400
"""A slice that refers to a picture parameter set which nobody sent: no decoder makes a picture of it."""


def _now(wall: Wall, surface: SurfaceId) -> SurfaceMetrics:
    return next(one for one in wall.engine.metrics().surfaces if one.surface == surface)


def _wait_state(wall: Wall, surface: SurfaceId, state: FeedState, timeout_s: float = 30.0) -> SurfaceMetrics:
    wait_until(lambda: _now(wall, surface).state is state, timeout_s, f"{surface} {state.value}")
    return _now(wall, surface)


def test_repeated_picture_becomes_same_picture_at_every_size_and_live_again(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    camera.repeats = True
    found = _wait_state(wall, surface, FeedState.SAME_PICTURE)
    assert 10_000 <= (found.age_ms or 0) < 20_000
    assert (found.packet_age_ms or 0) < 3000

    wall.plan[surface] = WantedSurface(feed("a"), 480, 270)
    wall.engine.want(wall.plan)
    wait_until(lambda: _now(wall, surface).width_px > 160, what="the larger picture")
    assert _now(wall, surface).state is FeedState.SAME_PICTURE

    camera.repeats = False
    _wait_state(wall, surface, FeedState.LIVE)


def test_frozen_camera_shown_larger_is_not_young_again(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    camera.frozen = True
    _wait_state(wall, surface, FeedState.SUSPECT)
    wall.plan[surface] = WantedSurface(feed("a"), 480, 270)
    wall.engine.want(wall.plan)
    wait_until(lambda: _now(wall, surface).width_px > 160, what="the larger picture")
    assert _now(wall, surface).state is not FeedState.LIVE
    assert (_now(wall, surface).age_ms or 0) >= 3000


def test_packets_that_give_no_picture_are_told_and_the_decoder_is_started_anew(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    good, camera.units = camera.units, (_UNKNOWN_SETS,)
    wait_until(lambda: _now(wall, surface).reason == "camera.not_decoded", 20.0, "the reason")
    found = _now(wall, surface)
    assert found.state in (FeedState.SUSPECT, FeedState.STALE)
    assert (found.packet_age_ms or 0) < 3000
    _wait_state(wall, surface, FeedState.STALE)
    camera.units = good
    _wait_state(wall, surface, FeedState.LIVE)
    wait_until(lambda: not _now(wall, surface).reason, what="no reason any more")
