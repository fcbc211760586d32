"""Every kind of stream out of the servers that the field uses: GStreamer's over RTSP, FFmpeg's as MPEG-TS over HTTP."""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import pytest

from console.domain.feed_state import FeedState
from tests.helpers.ffmpeg_sender import ffmpeg_sender
from tests.helpers.gst_rtsp import gst_rtsp
from tests.helpers.picture_watch import PictureWatch
from tests.helpers.ports import free_port
from tests.helpers.stream_camera import Sent, Stream
from tests.helpers.stream_clips import Recipe, coded
from tests.helpers.ts_camera import muxed
from tests.helpers.wall import Wall, feed

_LASTS_S = 40
"""How much GStreamer's server has; FFmpeg begins again at the end."""
_H265 = Recipe("libx265")
_LONG = Recipe(pictures=240, key_every=60)
_JUST_BEFORE_THE_END = ("-output_ts_offset", "95441")
"""FFmpeg's times in seconds, so that 33 bits of 1/90000 s are full after some three seconds."""


@dataclass(frozen=True)
class Case:
    """One kind of stream."""

    recipe: Recipe
    fps: float = 15.0
    pictures: int = 16
    """How many must be seen."""
    options: tuple[str, ...] = ()
    """Of FFmpeg."""


CASES = {
    "h264 baseline": Case(Recipe(profile="baseline")),
    "h264 main": Case(Recipe(profile="main", preset="veryfast")),
    "h264 high": Case(Recipe(profile="high", preset="veryfast")),
    "h264 with b-frames": Case(Recipe(bframes=2, preset="veryfast")),
    "h264 in four slices": Case(Recipe(slices=4)),
    "h264 in slices with b-frames": Case(Recipe(slices=3, bframes=2, preset="veryfast")),
    "h265": Case(_H265),
    "h265 with b-frames": Case(replace(_H265, bframes=3, preset="veryfast")),
    "keys every 10 s": Case(Recipe(pictures=150, key_every=150)),
    "1 picture a second": Case(Recipe(key_every=4), fps=1.0, pictures=3),
    "60 pictures a second": Case(_LONG, fps=60.0, pictures=60),
    "4k": Case(Recipe(width=3840, height=2160, pictures=16, key_every=8, noise=0), fps=5.0, pictures=8),
    "4k h265": Case(Recipe("libx265", width=3840, height=2160, pictures=16, key_every=8, noise=0), fps=5.0, pictures=8),
}
_ALL = bool(os.environ.get("RONDA_ALL_SENDERS"))
"""Else each kind comes from one of the two servers, in turns: both take minutes."""
FROM_GSTREAMER, FROM_FFMPEG = (list(CASES)[None if _ALL else first :: 1 if _ALL else 2] for first in (0, 1))
PAST_THE_END = {
    "plain": Case(Recipe(), pictures=75, options=_JUST_BEFORE_THE_END),
    "b-frames": Case(Recipe(bframes=2, preset="veryfast"), pictures=75, options=_JUST_BEFORE_THE_END),
    "h265": Case(_H265, pictures=75, options=_JUST_BEFORE_THE_END),
}


@dataclass
class Played:
    """What a server plays from a file; nobody knows which picture it sends now."""

    stream: Stream
    sent: Sent = field(default_factory=Sent)


@pytest.fixture(scope="module")
def wall() -> Iterator[Wall]:
    with Wall() as made:
        yield made


@pytest.mark.parametrize("name", FROM_GSTREAMER)
def test_gstreamers_stream_is_shown(wall: Wall, tmp_path: Path, name: str) -> None:
    stream = _stream_of(CASES[name])
    path = tmp_path / "clip.ts"
    path.write_bytes(_ts_of(stream))
    form = f"{stream.codec.lower()} in ts"
    with gst_rtsp(tmp_path, "--form", form, clip_file=path) as port:
        _watch(wall, f"gst {name}", f"rtsp://127.0.0.1:{port}/cam", stream, CASES[name].pictures)


def test_gstreamers_jpeg_is_shown(wall: Wall, tmp_path: Path) -> None:
    stream = Stream(coded(Recipe("mjpeg")), codec="JPEG")
    for number, unit in enumerate(stream.units):
        (tmp_path / f"{number:03}.jpg").write_bytes(unit.data)
    with gst_rtsp(tmp_path, "--form", "jpeg", clip_file=tmp_path / "%03d.jpg") as port:
        _watch(wall, "gst jpeg", f"rtsp://127.0.0.1:{port}/cam", stream, 16)


@pytest.mark.parametrize("name", FROM_FFMPEG)
def test_ffmpegs_stream_is_shown(wall: Wall, tmp_path: Path, name: str) -> None:
    with _ffmpeg(tmp_path, CASES[name]) as url:
        _watch(wall, f"ffmpeg {name}", url, _stream_of(CASES[name]), CASES[name].pictures)


@pytest.mark.parametrize("name", PAST_THE_END)
def test_ffmpegs_clock_that_passes_its_end_does_not_show(wall: Wall, tmp_path: Path, name: str) -> None:
    # FFmpeg serves one viewer only: one who connected anew would find nobody.
    with _ffmpeg(tmp_path, PAST_THE_END[name]) as url:
        _watch(wall, f"end {name}", url, _stream_of(PAST_THE_END[name]), PAST_THE_END[name].pictures)


@contextlib.contextmanager
def _ffmpeg(folder: Path, case: Case) -> Iterator[str]:
    port = free_port()
    url, clip = f"http://127.0.0.1:{port}/cam", _ts_of(_stream_of(case))
    with ffmpeg_sender(folder, port, url, *case.options, "-f", "mpegts", "-listen", "1", clip=clip):
        yield url


def _stream_of(case: Case) -> Stream:
    codec = "H265" if case.recipe.encoder == "libx265" else "H264"
    return Stream(coded(case.recipe), codec=codec, fps=case.fps)


def _ts_of(stream: Stream) -> bytes:
    rounds = math.ceil(_LASTS_S * stream.fps / len(stream.units))
    return b"".join(islice(muxed(stream, first_tick=90_000), rounds * len(stream.units)))


def _watch(wall: Wall, name: str, url: str, stream: Stream, pictures: int) -> None:
    surface = wall.add(name, url)
    watch = PictureWatch(wall, surface, Played(stream))
    watch.see(pictures, 30.0)
    state = wall.engine.report(feed(name)).state
    wall.remove(surface)
    assert watch.torn == 0, "a damaged picture was shown"
    assert max(watch.steps()) < len(stream.units) // 2, "a picture was shown after a later one"
    assert state is FeedState.LIVE
