"""``ronda centre serve``: what is said at the start is what the centre works with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from console.cli.main import build_parser
from console.server import serving
from console.server.centre import Centre


def _served(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Centre:
    """The centre that would be served."""
    centres: list[Centre] = []
    monkeypatch.setattr(serving, "serve", lambda centre, *_rest: centres.append(centre))
    given = ["centre", "serve", "--data-folder", str(folder), "--database", f"sqlite:///{folder / 'c.sqlite'}"]
    parsed = build_parser([*given, *arguments]).parse_args([*given, *arguments])
    mask = os.umask(0o077)
    try:
        assert parsed.run(parsed) == 0
    finally:
        os.umask(mask)
    centres[0].database.close()
    return centres[0]


def test_how_long_a_camera_is_kept_for_who_moved_it_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    centre = _served(tmp_path, monkeypatch, "--moving-lock-seconds", "30")
    assert centre.settings.lifetimes.ptz_lock_s == 30
    assert _served(tmp_path, monkeypatch).settings.lifetimes.ptz_lock_s == 10


@pytest.mark.parametrize("seconds", ["1", "301", "nan", "long"])
def test_a_time_that_makes_no_sense_is_refused(
    seconds: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        _served(tmp_path, monkeypatch, "--moving-lock-seconds", seconds)
    assert "--moving-lock-seconds" in capsys.readouterr().err
