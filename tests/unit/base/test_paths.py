"""Folders follow RONDA_HOME, then the XDG variables, and are private."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from console.base.paths import Paths


def test_ronda_home_holds_everything_and_folders_are_private(own_home: Path) -> None:
    paths = Paths.for_user().ensure().ensure()
    assert paths == Paths(own_home / "data", own_home / "cache")
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (paths.data_folder, paths.cache_folder)] == [0o700, 0o700]


def test_xdg_folders_come_next(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("RONDA_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "d"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "c"))
    assert Paths.for_user() == Paths(tmp_path / "d" / "ronda", tmp_path / "c" / "ronda")


def test_the_home_folder_comes_last(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("RONDA_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Paths.for_user() == Paths(tmp_path / ".local/share/ronda", tmp_path / ".cache/ronda")
