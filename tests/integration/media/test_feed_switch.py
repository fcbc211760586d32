"""A tile that changes between the feeds of its camera shows live pictures all the while, whatever the new feed does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.feed_state import FeedState
from console.domain.wall_plan import FeedAddress, FeedLink, LinkKind, SurfaceId, WantedSurface
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.rtsp_clip import clip
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall, last_seconds

CAMERA = CameraId("a")
SUB, MAIN = FeedKey.of(CAMERA, FeedQuality.SUB), FeedKey.of(CAMERA, FeedQuality.MAIN)
TILE = SurfaceId("tile")
LARGE_PX = 320
MOST_AGE_S = 3.0
ONE_FEED = (FeedLink(LinkKind.RECORDER, "nvr-1", 1),)


@pytest.fixture
def small() -> Iterator[RtspCamera]:
    with RtspCamera(clip(160, 96)) as made:
        yield made


@pytest.fixture
def large() -> Iterator[RtspCamera]:
    with RtspCamera(clip(LARGE_PX, 192)) as made:
        yield made


def put_up(wall: Wall, feed: FeedKey) -> None:
    wall.engine.want({TILE: WantedSurface(feed, 640, 480)})


def width_px(wall: Wall) -> int:
    """Of what is shown now, which must be live."""
    reader = wall.engine.reader(TILE)
    assert reader is not None, "the old picture went before the new one came"
    assert wall.age_s(TILE) < MOST_AGE_S, "the old picture stood still before the new one came"
    return reader.format.width_px


def give_addresses(wall: Wall, small: RtspCamera, large: RtspCamera, links: tuple[FeedLink, ...] = ()) -> None:
    wall.tickets.answers[SUB] = FeedAddress(small.url, "", "", links=links)
    wall.tickets.answers[MAIN] = FeedAddress(large.url, "", "", links=links)


@pytest.mark.parametrize("feeds_per_worker", [1, 8], ids=["in two workers", "in one worker"])
def test_the_old_feed_goes_on_until_the_new_ones_first_picture(
    feeds_per_worker: int, small: RtspCamera, large: RtspCamera
) -> None:
    with Wall(feeds_per_worker=feeds_per_worker) as wall:
        give_addresses(wall, small, large)
        put_up(wall, SUB)
        wall.wait_live(TILE)
        put_up(wall, MAIN)
        wait_until(lambda: width_px(wall) == LARGE_PX)
        wall.wait_live(TILE)
        put_up(wall, SUB)
        wait_until(lambda: width_px(wall) < LARGE_PX)
        wall.wait_live(TILE)
        assert (small.connections, large.connections) == (1, 1)


def test_a_main_feed_that_does_not_come_leaves_the_sub_feed_on_the_tile(small: RtspCamera, large: RtspCamera) -> None:
    with Wall() as wall:
        large.frozen = True
        give_addresses(wall, small, large)
        put_up(wall, SUB)
        wall.wait_live(TILE)
        put_up(wall, MAIN)
        wait_until(lambda: large.connections)
        wall.wait_live(TILE)
        assert width_px(wall) < LARGE_PX
        large.frozen = False
        wait_until(lambda: width_px(wall) == LARGE_PX, 20)


def test_evidence_is_of_the_picture_on_the_screen_while_the_large_feed_does_not_come(
    small: RtspCamera, large: RtspCamera, tmp_path: Path
) -> None:
    with Wall() as wall:
        large.frozen = True
        give_addresses(wall, small, large)
        put_up(wall, SUB)
        wall.wait_live(TILE)
        put_up(wall, MAIN)
        wait_until(lambda: large.connections)

        clip_info = wall.engine.capture_clip(MAIN, last_seconds(5.0), tmp_path / "a.mp4").result(10)
        still_info = wall.engine.capture_still(MAIN, tmp_path / "a.jpg").result(10)

        assert (clip_info.feed, still_info.feed) == (SUB, SUB)
        assert (still_info.width_px, still_info.height_px) == (160, 96)
        assert (tmp_path / "a.mp4").stat().st_size > 0


def test_a_full_recorder_leaves_the_sub_feed_on_the_tile_and_says_why(small: RtspCamera, large: RtspCamera) -> None:
    with Wall() as wall:
        give_addresses(wall, small, large, ONE_FEED)
        put_up(wall, SUB)
        wall.wait_live(TILE)
        put_up(wall, MAIN)
        wait_until(lambda: wall.engine.report(MAIN).reason == "media.recorder_busy")
        wall.wait_live(TILE)
        assert wall.engine.report(MAIN).state is FeedState.WAITING
        assert (width_px(wall) < LARGE_PX, large.connections) == (True, 0)


def test_windows_that_show_the_same_feed_share_its_connection(small: RtspCamera) -> None:
    with Wall() as wall:
        wall.tickets.answers[SUB] = FeedAddress(small.url, "", "")
        surfaces = [SurfaceId(f"{window}:0") for window in ("main", "wall-1", "wall-2")]
        wall.engine.want({surface: WantedSurface(SUB, 160, 96) for surface in surfaces})
        wall.wait_live(*surfaces)
        assert small.connections == 1


def test_replay_while_the_large_feed_does_not_come_is_of_the_picture_on_the_screen(
    small: RtspCamera, large: RtspCamera, tmp_path: Path
) -> None:
    with Wall() as wall:
        large.frozen = True
        give_addresses(wall, small, large)
        put_up(wall, SUB)
        wait_until(lambda: wall.sequence(TILE) > 30)
        put_up(wall, MAIN)
        wait_until(lambda: large.connections)
        wall.engine.replay.start(TILE, 1.0)
        status = wait_until(lambda: wall.engine.replay.status(TILE), 10, "a replay")
        reader = wall.engine.replay.reader(TILE)
        assert status is not None
        assert status.behind_s > 0.5
        assert reader is not None
        assert reader.format.width_px < LARGE_PX
        still_info = wall.engine.replay.capture_still(TILE, tmp_path / "a.jpg").result(10)
        assert (still_info.feed, still_info.width_px) == (SUB, 160)
