"""What is kept for replay follows the settings."""

from __future__ import annotations

from pathlib import Path

from console.app.ring import ring_of
from console.media.protocol.messages import SetRing
from console.settings.file import Settings
from console.settings.options import REPLAY_MIB_FEED, REPLAY_SECONDS


def test_settings_and_engine_agree_on_what_is_usual(tmp_path: Path) -> None:
    assert ring_of(Settings(tmp_path / "settings.json")) == SetRing()


def test_another_setting_reaches_the_engine(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set(REPLAY_SECONDS, 60)
    settings.set(REPLAY_MIB_FEED, 16)
    assert ring_of(settings) == SetRing(60.0, 16 * 1024 * 1024)
