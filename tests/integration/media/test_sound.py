"""The sound of the selected camera reaches libVLC's output, of one camera at a time, and never in the picture's way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from console.media.worker.sound_player import OUTPUT_VARIABLE
from tests.helpers.gst_rtsp import gst_rtsp
from tests.helpers.heard import Heard
from tests.helpers.logfail import ExpectLog
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall, feed

LOW_HZ, HIGH_HZ = 700, 1900


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Before the wall: its workers inherit where the sound goes."""
    path = tmp_path / "heard.wav"
    monkeypatch.setenv(OUTPUT_VARIABLE, str(path))
    return Heard(path)


@pytest.fixture
def wall(heard: Heard) -> Iterator[Wall]:
    assert not heard.path.exists()
    with Wall() as made:
        yield made


@pytest.mark.parametrize("codec", ["aac", "pcma", "pcmu", "opus", "mp2", "mp3", "g726"])
def test_the_sound_of_every_codec_is_heard(wall: Wall, heard: Heard, tmp_path: Path, codec: str) -> None:
    with gst_rtsp(tmp_path, "--sound", codec, "--tone-hz", str(LOW_HZ)) as port:
        surface = wall.add("a", f"rtsp://127.0.0.1:{port}/cam")
        wall.wait_live(surface)
        wall.engine.sound.listen(feed("a"))
        wall.engine.sound.mute(False)
        wait_until(lambda: abs(heard.tone_hz() - LOW_HZ) < 10 and heard.purity(LOW_HZ) > 0.9, 15, "the tone")
        wait_until(lambda: wall.engine.sound.status().heard, 10, "word of it")
        assert wall.engine.sound.status().has_audio is True
        assert wall.engine.sound.status().problem == ""


def test_muted_is_the_beginning_and_silence_and_no_work(wall: Wall, heard: Heard, tmp_path: Path) -> None:
    with gst_rtsp(tmp_path, "--sound", "pcma") as port:
        wall.wait_live(wall.add("a", f"rtsp://127.0.0.1:{port}/cam"))
        sound = wall.engine.sound
        sound.listen(feed("a"))
        wait_until(lambda: sound.status().has_audio)
        wall.wait_live(*wall.plan)
        assert not heard.path.exists()
        sound.mute(False)
        wait_until(lambda: heard.seconds > 0.5 and sound.status().heard, 15)
        sound.mute(True)
        wait_until(lambda: not sound.status().heard)
        _wait_until_still(wall, heard)
        before = heard.seconds
        wall.wait_live(*wall.plan)
        assert heard.seconds == before


def test_another_camera_takes_over_and_the_pictures_of_both_go_on(wall: Wall, heard: Heard, tmp_path: Path) -> None:
    with ExitStack() as running:
        low = running.enter_context(gst_rtsp(tmp_path, "--sound", "aac", "--tone-hz", str(LOW_HZ)))
        high = running.enter_context(gst_rtsp(tmp_path, "--sound", "pcmu", "--tone-hz", str(HIGH_HZ)))
        surfaces = [wall.add(name, f"rtsp://127.0.0.1:{port}/cam") for name, port in (("low", low), ("high", high))]
        wall.wait_live(*surfaces)
        sound = wall.engine.sound
        sound.mute(False)
        for name, hz in (("low", LOW_HZ), ("high", HIGH_HZ), ("low", LOW_HZ)):
            sound.listen(feed(name))
            _wait_for_tone(heard, hz)
            wall.wait_live(*surfaces)
        assert wall.engine.metrics().workers_lost == 0


def test_volume_is_the_loudness(wall: Wall, heard: Heard, tmp_path: Path) -> None:
    with gst_rtsp(tmp_path, "--sound", "pcma") as port:
        wall.wait_live(wall.add("a", f"rtsp://127.0.0.1:{port}/cam"))
        sound = wall.engine.sound
        sound.listen(feed("a"))
        sound.mute(False)
        wait_until(lambda: heard.seconds > 1, 15)
        loud = heard.loudness()
        sound.volume(50)
        wait_until(lambda: heard.loudness() == pytest.approx(loud / 8, rel=0.1), 10, "an eighth of the amplitude")
        sound.volume(0)
        wait_until(lambda: heard.loudness() == 0)


def test_a_camera_without_sound_says_so(wall: Wall, heard: Heard) -> None:
    with RtspCamera() as camera:
        wall.wait_live(wall.add("a", camera.url))
        sound = wall.engine.sound
        sound.mute(False)
        sound.listen(feed("a"))
        wait_until(lambda: sound.status().has_audio is False)
        assert not sound.status().heard
        assert not heard.path.exists()
        assert camera.connections == 1


def test_sound_comes_back_after_the_workers_death(
    wall: Wall, heard: Heard, tmp_path: Path, expect_log: ExpectLog
) -> None:
    expect_log("ronda.media", "WARNING", "is gone")
    with gst_rtsp(tmp_path, "--sound", "aac") as port:
        surface = wall.add("a", f"rtsp://127.0.0.1:{port}/cam")
        wall.wait_live(surface)
        wall.engine.sound.listen(feed("a"))
        wall.engine.sound.mute(False)
        wait_until(lambda: wall.engine.sound.status().heard and heard.seconds > 0.5, 15)
        _kill_the_worker(wall)
        wait_until(lambda: not wall.engine.sound.status().heard)
        wait_until(lambda: wall.engine.sound.status().heard, 20, "sound from the new worker")
        wait_until(lambda: abs(heard.tone_hz() - 1000) < 10, 10, "the tone")
        wall.wait_live(surface)


def _wait_for_tone(heard: Heard, hz: int) -> None:
    wait_until(lambda: abs(heard.tone_hz() - hz) < 10, 15, f"a tone of {hz} Hz")


def _kill_the_worker(wall: Wall) -> None:
    (pid,) = wall.engine.worker_pids()
    os.kill(pid, signal.SIGKILL)


def _wait_until_still(wall: Wall, heard: Heard) -> None:
    """Until no more is written while pictures come."""

    def still() -> bool:
        before = heard.seconds
        wall.wait_live(*wall.plan)
        return heard.seconds == before

    wait_until(still)
