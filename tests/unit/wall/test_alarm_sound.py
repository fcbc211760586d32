"""The sound of an alarm is a sound file that is played by the first that can, and a machine without sound stays silent."""

from __future__ import annotations

import errno
import os
import wave
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.wall.alarm_sound import AlarmSound


def _player(folder: Path, name: str, code: int) -> tuple[str, ...]:
    path = folder / name
    path.write_text(f'#!/bin/sh\necho "$@" >> {folder}/{name}.played\nexit {code}\n')
    path.chmod(0o700)
    return (str(path), "-q")


def test_the_first_player_that_can_plays_a_second_of_sound(tmp_path: Path) -> None:
    players = [("no-such-player",), _player(tmp_path, "broken", 1), _player(tmp_path, "good", 0)]
    assert AlarmSound(tmp_path / "data", players).play()
    played = (tmp_path / "good.played").read_text().split()
    assert played == ["-q", str(tmp_path / "data" / "wall-alarm.wav")]
    with wave.open(played[1]) as file:
        length_s = file.getnframes() / file.getframerate()
        loudest = max(file.readframes(file.getnframes()))
    assert 0.5 < length_s < 2
    assert loudest > 0


def test_a_sound_that_could_not_be_written_whole_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KnownError):
        AlarmSound(tmp_path).play()
    assert not (tmp_path / "wall-alarm.wav").exists()


@pytest.mark.parametrize("names", [[], ["broken"]])
def test_a_machine_without_sound_stays_silent(tmp_path: Path, names: list[str]) -> None:
    players = [_player(tmp_path, name, 1) for name in names]
    assert not AlarmSound(tmp_path, players).play()
