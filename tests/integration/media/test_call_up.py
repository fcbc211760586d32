"""Feeds kept at hand are connected without being shown, and show a picture at once when they are called up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.wall_plan import FeedAddress, FeedLink, KeepWish, LinkKind, SurfaceId, WantedSurface
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.rtsp_clip import clip
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall, feed


@pytest.fixture
def next_camera() -> Iterator[RtspCamera]:
    with RtspCamera(clip(320, 192, key_every=60)) as made:
        yield made


def keep(wall: Wall, name: str, camera: RtspCamera) -> None:
    wall.tickets.answers[feed(name)] = FeedAddress(camera.url, "", "")
    wall.engine.keep([KeepWish(feed(name), 0)])


def test_a_kept_feed_is_connected_but_not_shown(wall: Wall, camera: RtspCamera, next_camera: RtspCamera) -> None:
    wall.wait_live(wall.add("a", camera.url))
    keep(wall, "b", next_camera)
    wait_until(lambda: next_camera.connections)
    wait_until(lambda: sum(worker.feeds for worker in wall.engine.metrics().workers) == 2)
    assert [row.surface for row in wall.engine.metrics().surfaces] == ["a"]
    wall.engine.keep([])
    wait_until(lambda: sum(worker.feeds for worker in wall.engine.metrics().workers) == 1)


def test_a_kept_feed_that_is_called_up_is_not_connected_anew(
    wall: Wall, camera: RtspCamera, next_camera: RtspCamera
) -> None:
    wall.wait_live(wall.add("a", camera.url))
    keep(wall, "b", next_camera)
    wait_until(lambda: next_camera.connections)
    surface = wall.add("b", next_camera.url)
    wall.wait_live(surface)
    assert next_camera.connections == 1


def test_a_feed_that_left_the_wall_lingers_and_comes_back_without_connecting(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    wall.engine.want({})
    wait_until(lambda: sum(worker.surfaces for worker in wall.engine.metrics().workers) == 0)
    wall.engine.want(wall.plan)
    wall.wait_live(surface)
    assert camera.connections == 1


def test_a_kept_sub_feed_stands_in_until_the_wanted_main_feed_comes(
    wall: Wall, camera: RtspCamera, next_camera: RtspCamera
) -> None:
    keep(wall, "b", camera)
    wait_until(lambda: camera.connections)
    main = FeedKey.of(CameraId("b"), FeedQuality.MAIN)
    next_camera.frozen = True
    wall.tickets.answers[main] = FeedAddress(next_camera.url, "", "")
    surface = SurfaceId("b")
    wait_until(lambda: sum(worker.feeds for worker in wall.engine.metrics().workers))
    wall.engine.want({surface: WantedSurface(main, 320, 192)})
    wall.wait_live(surface)
    next_camera.frozen = False
    wall.wait_live(surface)


def test_what_is_kept_gives_way_to_what_is_shown(wall: Wall, camera: RtspCamera, next_camera: RtspCamera) -> None:
    links = (FeedLink(LinkKind.UPLINK, "rt-03", 1),)
    wall.tickets.answers[feed("b")] = FeedAddress(next_camera.url, "", "", links=links)
    wall.tickets.answers[feed("a")] = FeedAddress(camera.url, "", "", links=links)
    wall.engine.keep([KeepWish(feed("b"), 0)])
    wait_until(lambda: next_camera.connections)
    wall.plan[SurfaceId("a")] = WantedSurface(feed("a"), 160, 96)
    wall.engine.want(wall.plan)
    wall.wait_live(SurfaceId("a"))
    assert sum(worker.feeds for worker in wall.engine.metrics().workers) == 1
