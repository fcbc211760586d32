"""``ronda centre metrics-token``: told once, kept as a hash, and gone when it is taken away."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.cli.main import main


def test_a_token_is_told_once_and_nowhere_on_the_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["centre", "metrics-token", "--data-folder", str(tmp_path)]
    assert main(place) == 0
    first = capsys.readouterr().out.strip()
    assert main(place) == 0
    second = capsys.readouterr().out.strip()
    assert len(first) >= 32
    assert first != second
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    assert not any(token.encode() in content for token in (first, second) for content in kept)


def test_it_can_be_taken_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["centre", "metrics-token", "--data-folder", str(tmp_path)]
    assert main(place) == 0
    assert main([*place, "--remove"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "removed"
    assert not any(path.is_file() and path.stat().st_size for path in tmp_path.rglob("*token*"))
