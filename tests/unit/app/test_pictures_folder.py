"""Pictures go where the settings say, else into the person's own pictures folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.app.pictures_folder import pictures_folder
from console.settings.file import Settings
from console.settings.options import SNAPSHOT_FOLDER


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.delenv("RONDA_HOME", raising=False)
    return Settings(tmp_path / "settings.json")


def test_without_a_setting_it_is_ours_in_the_pictures_of_the_person(settings: Settings) -> None:
    folder = pictures_folder(settings)

    assert folder.is_absolute()
    assert folder.name == "Ronda"


def test_setting_wins_and_may_begin_at_home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RONDA_HOME", "/elsewhere")
    settings.set(SNAPSHOT_FOLDER, "~/cctv")

    assert pictures_folder(settings) == Path.home() / "cctv"


def test_home_of_its_own_keeps_pictures_too(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RONDA_HOME", str(tmp_path))

    assert pictures_folder(settings) == tmp_path / "pictures"


@pytest.mark.parametrize("value", ["pictures", "../up", "~other/x", "/a\0b"])
def test_path_that_depends_on_where_one_stands_is_refused(settings: Settings, value: str) -> None:
    with pytest.raises(ValueError, match="whole path"):
        settings.set(SNAPSHOT_FOLDER, value)
