"""Cameras that fail in every way are told truthfully, and without their passwords."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest

from console.base.errors import KnownError
from console.domain.feed_state import FeedState, freshness, shown_state
from console.domain.wall_plan import SurfaceId
from tests.helpers.ports import free_port
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall, feed


@pytest.fixture
def page() -> Iterator[int]:
    """The port of a web server, such as a camera's own page."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b"<!DOCTYPE html><html><body>Please sign in</body></html>" * 50
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Silence."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_right_password_opens_and_wrong_one_is_named(wall: Wall, camera: RtspCamera) -> None:
    camera.password = "s3cret/@:"
    wrong = wall.add("wrong", camera.url, password="guess")
    right = wall.add("right", camera.url, password="s3cret/@:")
    wall.wait_live(right)
    report = wall.trouble("wrong")
    assert (report.state, report.reason) == (FeedState.WAITING, "camera.unauthorized")
    assert report.retry_in_s > 1
    assert wall.engine.reader(wrong) is None


def test_malformed_addresses_are_named(wall: Wall) -> None:
    urls = ["rtsp://", "rtsp://host:port/x", "file:///etc/passwd", "concat:a|b", "nonsense", "rtsp://a b/"]
    for url in urls:
        wall.add(url, url)
    reports = {url: wall.trouble(url) for url in urls}
    assert {(report.state, report.reason) for report in reports.values()} == {(FeedState.FAILED, "camera.bad_address")}


def test_web_page_is_no_video(wall: Wall, page: int) -> None:
    wall.add("a", f"http://127.0.0.1:{page}/")
    assert wall.trouble("a").reason == "camera.not_video"


def test_rtsp_to_a_web_server_is_told(wall: Wall, page: int) -> None:
    wall.add("a", f"rtsp://127.0.0.1:{page}/")
    assert wall.trouble("a").reason == "camera.unreachable"


def test_nobody_there_is_unreachable(wall: Wall) -> None:
    wall.add("a", f"rtsp://127.0.0.1:{free_port()}/cam")
    report = wall.trouble("a")
    assert (report.state, report.reason) == (FeedState.WAITING, "camera.unreachable")


def test_unknown_host_is_unreachable_and_holds_nobody_up(wall: Wall, camera: RtspCamera) -> None:
    wall.add("lost", "rtsp://camera.invalid/cam")
    wall.wait_live(wall.add("there", camera.url))
    assert wall.trouble("lost", 30.0).reason == "camera.unreachable"


def test_dropped_camera_comes_back_by_itself(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    camera.refuses = True
    camera.drop_all()
    report = wall.trouble("a")
    assert report.state is FeedState.WAITING
    assert wall.number(surface) >= 0
    camera.refuses = False
    wait_until(lambda: wall.engine.report(feed("a")).state is FeedState.LIVE)
    wall.wait_live(surface)


def test_frozen_camera_is_suspect_whatever_the_worker_says(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    camera.frozen = True
    wait_until(lambda: freshness(wall.age_s(surface)) is FeedState.SUSPECT)
    # Its connection is given up after some seconds; meanwhile libVLC has redrawn its last picture many times.
    wait_until(lambda: wall.engine.report(feed("a")).state is not FeedState.LIVE)
    wait_until(lambda: wall.age_s(surface) > 4.5)
    camera.frozen = False
    wall.wait_live(surface)


def test_repeated_picture_grows_old_though_packets_come(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    camera.repeats = True
    wait_until(lambda: freshness(wall.age_s(surface)) is FeedState.SUSPECT)
    reader = wall.engine.reader(surface)
    assert reader is not None
    packet_age_s = reader.signs(wall.clock).packet_s
    assert packet_age_s is not None
    assert packet_age_s < 1.0
    assert shown_state(wall.engine.report(feed("a")), reader.signs(wall.clock)) is FeedState.SUSPECT
    camera.repeats = False
    wall.wait_live(surface)


def test_centre_away_keeps_the_pictures_that_run(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    wall.tickets.down = True
    wall.add("new", camera.url)
    assert wall.trouble("new").reason == "net.unreachable"
    camera.drop_all()
    wall.wait_live(surface)
    wall.tickets.down = False
    wall.wait_live(SurfaceId("new"))


def test_centre_that_refuses_is_believed(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    wall.tickets.answers[feed("a")] = KnownError("auth.forbidden")
    wall.engine.retry(feed("a"))
    report = wall.trouble("a")
    assert (report.state, report.reason) == (FeedState.FAILED, "auth.forbidden")
    wait_until(lambda: not wall.engine.worker_pids())


def test_new_ticket_after_a_changed_password_is_used(wall: Wall, camera: RtspCamera) -> None:
    camera.password = "new"
    surface = wall.add("a", camera.url, password="old")
    assert wall.trouble("a").reason == "camera.unauthorized"
    wall.add("a", camera.url, password="new")
    wall.engine.retry(feed("a"))
    wall.wait_live(surface)
