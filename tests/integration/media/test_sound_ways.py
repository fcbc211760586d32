"""Sound comes with the pictures whatever the way to the camera: MPEG-TS over HTTP, RTMP, SRT and HLS."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from console.media.worker.sound_player import OUTPUT_VARIABLE
from tests.helpers.ffmpeg_sender import ffmpeg_hls, ffmpeg_sender, free_udp_port, with_tone
from tests.helpers.heard import Heard
from tests.helpers.ports import free_port
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall, feed

_TONE_HZ = 700
_CODED_ANEW = ("-c:a", "aac")
"""FFmpeg cannot copy AAC out of MPEG-TS any more once the clip begins again."""
Sender = Callable[[Path], AbstractContextManager[str]]


@contextlib.contextmanager
def _http(folder: Path) -> Iterator[str]:
    port = free_port()
    url = f"http://127.0.0.1:{port}/cam"
    with ffmpeg_sender(folder, port, url, "-f", "mpegts", "-listen", "1", clip=with_tone(folder, _TONE_HZ)):
        yield url


@contextlib.contextmanager
def _rtmp(folder: Path) -> Iterator[str]:
    port = free_port()
    url = f"rtmp://127.0.0.1:{port}/live/cam"
    with ffmpeg_sender(folder, port, url, "-f", "flv", *_CODED_ANEW, "-listen", "1", clip=with_tone(folder, _TONE_HZ)):
        yield url


@contextlib.contextmanager
def _srt(folder: Path) -> Iterator[str]:
    port = free_udp_port()
    listener, clip = f"srt://127.0.0.1:{port}?mode=listener", with_tone(folder, _TONE_HZ)
    with ffmpeg_sender(folder, port, listener, "-f", "mpegts", kind="udp", clip=clip):
        yield f"srt://127.0.0.1:{port}"


def _hls(folder: Path) -> AbstractContextManager[str]:
    return ffmpeg_hls(folder, clip=with_tone(folder, _TONE_HZ))


SENDERS: dict[str, Sender] = {
    "mpeg-ts over http": _http,
    "rtmp": _rtmp,
    "srt": _srt,
    "hls in ts": _hls,
}


@pytest.mark.parametrize("name", SENDERS)
def test_the_tone_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    heard = Heard(tmp_path / "heard.wav")
    # Before the wall: its workers inherit where the sound goes.
    monkeypatch.setenv(OUTPUT_VARIABLE, str(heard.path))
    with Wall() as wall, SENDERS[name](tmp_path) as url:
        surface = wall.add("a", url)
        wall.wait_live(surface)
        wall.engine.sound.listen(feed("a"))
        wall.engine.sound.mute(False)
        wait_until(lambda: abs(heard.tone_hz() - _TONE_HZ) < 10, 20, "the tone")
        wait_until(lambda: wall.engine.sound.status().heard, 10, "word of it")
        wall.wait_live(surface)
