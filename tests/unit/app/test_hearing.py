"""The volume of last time is that of the next start; the sound itself is off at each."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.app.hearing import hearing_of, keep_volume
from console.qt.background import Background
from console.settings.file import Settings
from tests.helpers.waiting import wait_until


def test_volume_outlives_the_program_and_sound_does_not(qapp: QApplication, tmp_path: Path) -> None:  # noqa: ARG001  Qt must run
    settings = Settings(tmp_path / "settings.json")
    failed: list[str] = []
    background, owner = Background(lambda name, _error: failed.append(name)), QObject()
    hearing = hearing_of(settings)
    assert hearing.volume_percent == 80
    keep_volume(hearing, settings, background, owner)

    hearing.toggle()
    for _ in range(3):
        hearing.quieter()

    wait_until(lambda: hearing_of(Settings(tmp_path / "settings.json")).volume_percent == 50)
    assert not hearing_of(Settings(tmp_path / "settings.json")).on
    background.close()
    owner.deleteLater()
    assert not failed
