"""The sound of an alarm is a sound file that is played by the first that can, and a machine without sound stays silent."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("names", [[], ["broken"]])
def test_a_machine_without_sound_stays_silent(tmp_path: Path, names: list[str]) -> None:
    players = [_player(tmp_path, name, 1) for name in names]
    assert not AlarmSound(tmp_path, players).play()
