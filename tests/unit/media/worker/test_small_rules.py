"""The worker's small rules: fitting, caching, error codes, and what libVLC is told."""

from __future__ import annotations

import av.error
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.media.picture_memory import PictureFormat
from console.media.worker.camera_errors import checked_address, code_of
from console.media.worker.fitting import fitted
from console.media.worker.picture_size import shown_size
from console.media.worker.player import media_options
from console.media.worker.uplink import where_of
from tests.helpers.rtsp_clip import clip

sides = st.integers(2, 6000)
URL = "rtsp://u:hunter2@camera/x"


@given(sides, sides, sides, sides)
def test_fitted_picture_is_inside_its_box_and_never_enlarged(width: int, height: int, box_w: int, box_h: int) -> None:
    found = fitted(width, height, box_w, box_h)
    assert found.width_px <= max(2, min(width, box_w))
    assert found.height_px <= max(2, min(height, box_h))


def test_fitted_keeps_the_shape() -> None:
    assert fitted(640, 360, 240, 135) == PictureFormat(240, 135)
    assert fitted(640, 360, 240, 240) == PictureFormat(240, 135)
    assert fitted(640, 360, 2000, 2000) == PictureFormat(640, 360)


@pytest.mark.parametrize(
    ("error", "took_s", "code"),
    [
        (av.error.HTTPUnauthorizedError(1, "", URL), 0.1, "camera.unauthorized"),
        (av.error.HTTPNotFoundError(1, "", URL), 0.1, "camera.not_found"),
        (av.error.ConnectionRefusedError(111, "", URL), 0.1, "camera.unreachable"),
        (av.error.TimeoutError(110, "", URL), 5.0, "camera.timeout"),
        (av.error.InvalidDataError(1, "", URL), 5.1, "camera.timeout"),
        (av.error.InvalidDataError(1, "", URL), 0.1, "camera.unreachable"),
        (av.error.EOFError(1, "", URL), 0.1, "camera.ended"),
        (KnownError("camera.unsupported_codec"), 0.1, "camera.unsupported_codec"),
    ],
)
def test_errors_become_codes(error: Exception, took_s: float, code: str) -> None:
    assert code_of(error, URL, took_s, 5.0) == code


def test_web_page_is_no_video() -> None:
    assert code_of(av.error.InvalidDataError(1, "", ""), "http://camera/", 0.1, 5.0) == "camera.not_video"


@pytest.mark.parametrize(
    "url", ["rtsp://camera/x", "rtsps://10.0.0.1:322/a?b=c", "http://[::1]:80/v.m3u8", "RTSP://h/"]
)
def test_camera_addresses_are_let_through(url: str) -> None:
    assert checked_address(url) == url


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "rtsp:///x", "rtsp://h:99999/", "pipe:0", "rtsp://h/ x", "rtsp://h/\n"]
)
def test_other_addresses_are_not(url: str) -> None:
    with pytest.raises(KnownError, match=r"camera\.bad_address"):
        checked_address(url)


def test_an_error_is_told_by_place_and_never_by_text() -> None:
    with pytest.raises(ValueError, match="hunter2") as caught:
        int(URL)
    told = where_of(caught.value)
    assert "ValueError at test_small_rules.py:" in told
    assert "hunter2" not in told


def test_size_is_that_of_the_visible_picture() -> None:
    assert shown_size("h264", clip(120, 100, 1, 1)[0]) == (120, 100)
    assert shown_size("h264", b"\x00\x00\x01\x65nonsense") is None


def test_only_small_pictures_go_without_deblocking() -> None:
    assert ":avcodec-skiploopfilter=4" in media_options(PictureFormat(240, 135))
    assert ":avcodec-skiploopfilter=4" not in media_options(PictureFormat(1280, 720))
