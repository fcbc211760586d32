"""What is written into a JPEG is read back by readers that are not ours: FFmpeg's and Qt's."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path

import av
import pytest
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from PySide6.QtGui import QColor, QImageReader

from console.base.errors import BugError
from console.domain.picture_view import Hanging
from console.evidence.exif import PictureFacts, with_facts
from console.evidence.snapshots import orientation_of

WIB = timezone(timedelta(hours=7), "WIB")
AT = datetime(2026, 11, 23, 14, 3, 22, 45_678, WIB)
FACTS = PictureFacts(
    AT, "1201 Gang Melati", "Ronda", "Camera: 1201 Gang Melati\nwaktu ±", latitude=-6.98, longitude=110.41
)


def _jpeg(width_px: int = 64, height_px: int = 32) -> bytes:
    """Left half white, right half black."""
    frame = VideoFrame(width_px, height_px, "rgb24")
    row = b"\xff" * (width_px // 2 * 3) + b"\0" * (width_px // 2 * 3)
    frame.planes[0].update(row.ljust(frame.planes[0].line_size, b"\0") * height_px)
    encoder = av.CodecContext.create("mjpeg", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt, encoder.time_base = width_px, height_px, "yuvj420p", Fraction(1)
    packets = [*encoder.encode(frame.reformat(format="yuvj420p")), *encoder.encode(None)]
    return b"".join(bytes(packet) for packet in packets)


def _read(jpeg: bytes) -> VideoFrame:
    with av.open(io.BytesIO(jpeg), mode="r", format="jpeg_pipe") as container:
        return next(container.decode(video=0))


def _found(facts: PictureFacts) -> dict[str, str]:
    """By name alone: FFmpeg puts the table before some names, by its version."""
    found = _read(with_facts(_jpeg(), facts)).metadata
    return {key.rpartition("/")[2]: value.strip() for key, value in found.items()}


def test_time_camera_and_place_are_read_back() -> None:
    found = _found(FACTS)

    assert found["DateTimeOriginal"] == found["DateTime"] == "2026:11:23 14:03:22"
    assert found["ImageDescription"] == "1201 Gang Melati"
    assert found["Software"] == "Ronda"
    assert found["0x9011"] == "+07:00"
    assert found["SubSecTimeOriginal"] == "045"
    assert (found["GPSLatitudeRef"], found["GPSLongitudeRef"]) == ("S", "E")
    assert _degrees(found["GPSLatitude"]) == pytest.approx(6.98, abs=1e-6)
    assert _degrees(found["GPSLongitude"]) == pytest.approx(110.41, abs=1e-6)


def test_comment_is_found_whole() -> None:
    assert FACTS.comment.encode() in with_facts(_jpeg(), FACTS)


def test_place_that_is_not_known_is_left_out() -> None:
    found = _found(replace(FACTS, latitude=None))

    assert not any(key.startswith("GPS") for key in found)
    assert "DateTimeOriginal" in found


def test_pixels_stay_as_they_were() -> None:
    plain = _jpeg()

    assert _read(with_facts(plain, FACTS)).to_ndarray().tobytes() == _read(plain).to_ndarray().tobytes()
    assert with_facts(plain, FACTS).endswith(plain[-200:])


@pytest.mark.parametrize(
    ("hanging", "bright"),
    [
        (Hanging(), "left"),
        (Hanging(1), "top"),
        (Hanging(2), "right"),
        (Hanging(3), "bottom"),
        (Hanging(0, mirrored=True), "right"),
        (Hanging(1, mirrored=True), "bottom"),
        (Hanging(2, mirrored=True), "left"),
        (Hanging(3, mirrored=True), "top"),
    ],
)
def test_viewers_turn_the_picture_as_the_operator_saw_it(tmp_path: Path, hanging: Hanging, bright: str) -> None:
    file = tmp_path / "picture.jpg"
    file.write_bytes(with_facts(_jpeg(), replace(FACTS, orientation=orientation_of(hanging))))
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    image = reader.read()
    width, height = image.width(), image.height()
    sides = {
        "left": (2, height // 2),
        "right": (width - 3, height // 2),
        "top": (width // 2, 2),
        "bottom": (width // 2, height - 3),
    }

    assert (width > height) != hanging.sideways
    assert QColor(image.pixel(*sides[bright])).lightness() > 200


def test_eight_hangings_have_eight_orientations() -> None:
    hangings = [Hanging(turns, mirrored) for turns in range(4) for mirrored in (False, True)]

    assert sorted(orientation_of(one) for one in hangings) == list(range(1, 9))


def test_what_is_no_jpeg_is_refused() -> None:
    with pytest.raises(BugError):
        with_facts(b"GIF89a", FACTS)


def _degrees(words: str) -> float:
    """``6: 1, 58: 1, 48000: 1000``, as FFmpeg writes three fractions."""
    parts = [part.split(":") for part in words.split(",")]
    degrees, minutes, seconds = (int(top) / int(bottom) for top, bottom in parts)
    return degrees + minutes / 60 + seconds / 3600
